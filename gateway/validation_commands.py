"""`zugio validate FILE…`: the verdict on files and folders, as an exit code and for people."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gateway.settings import Settings
from profiles.errors import ZugioError

if TYPE_CHECKING:
    from gateway.assessment import Assessment
    from gateway.assessment_batch import Batch

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

EXIT_CODES: Mapping[str, int] = {"valid": 0, "invalid": 1, "undecided": 2}
EXIT_USAGE = 64
_WORST_FIRST = ("invalid", "undecided", "valid")
_FILES_WORTH_PROGRESS = 20


def add_validation_command(commands: Commands) -> None:
    """Add `validate` to the command line."""
    validate = commands.add_parser(
        "validate",
        help="judge invoices: XML, hybrid PDF or JSON",
        description="Exit code: 0 valid, 1 invalid, 2 undecided; 64 wrong usage, or a file that "
        "cannot be read; 74 standard output cannot be written.",
    )
    validate.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a file, or a folder of such; - is standard input",
    )
    validate.add_argument("--format", choices=("text", "json", "html", "junit"), default="text")
    validate.add_argument("--language", choices=("de", "en"), default="de")
    validate.add_argument("--profile-urn", metavar="URN", help="judge by this profile")
    validate.add_argument(
        "--preflight", action="store_true", help="say which profiles each could be issued under"
    )
    validate.set_defaults(command=_validate)


def _validate(arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.assessment_batch import Batch  # noqa: PLC0415  (takes time to load)
    from gateway.named_files import named_files  # noqa: PLC0415
    from gateway.profile_commands import profile_table  # noqa: PLC0415
    from profiles.registry import PROFILES_BY_URN  # noqa: PLC0415

    if arguments.profile_urn not in {None, *PROFILES_BY_URN}:
        wanted = repr(arguments.profile_urn)
        return _usage(f"there is no profile {wanted}; there are\n{profile_table()}")
    named = named_files(arguments.files)
    for problem in named.problems:
        _usage(problem)
    batch = Batch(
        files=named.files,
        held=named.held,
        profile_urn=arguments.profile_urn,
        with_totals=arguments.format != "text",
        with_preflight=arguments.preflight,
    )
    code = _judge(batch, arguments, settings)
    return EXIT_USAGE if named.problems else code


def _judge(batch: "Batch", arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.assessment import Assessment  # noqa: PLC0415  (takes time to load)
    from gateway.assessment_batch import assess_files  # noqa: PLC0415
    from gateway.assessment_texts import put_out_assessments  # noqa: PLC0415
    from gateway.named_files import unreadable  # noqa: PLC0415

    outcomes: dict[int, Assessment | OSError] = {}
    show = _progress(len(batch.files))

    def done(index: int, outcome: Assessment | OSError) -> None:
        outcomes[index] = outcome
        show(len(outcomes))

    try:
        asyncio.run(assess_files(batch, settings, done))
    except ZugioError as failure:
        sys.stderr.write(f"zugio: {failure} (“zugio doctor” says what is missing)\n")
        return EXIT_CODES["undecided"]
    judged: list[tuple[Path, Assessment]] = []
    for index, file in enumerate(batch.files):
        outcome = outcomes[index]
        if isinstance(outcome, OSError):
            _usage(unreadable(file, outcome))
        else:
            judged.append((file, outcome))
    put_out_assessments(judged, arguments.format, arguments.language)
    return EXIT_USAGE if len(judged) < len(outcomes) else _exit_code(judged)


def _exit_code(judged: "Sequence[tuple[Path, Assessment]]") -> int:
    verdicts = {assessment.verdict for _, assessment in judged}
    return EXIT_CODES[next((each for each in _WORST_FIRST if each in verdicts), "valid")]


def _progress(files: int) -> Callable[[int], None]:
    """Return what shows how far it is: on a terminal, and only where it takes a while."""
    if files < _FILES_WORTH_PROGRESS or not sys.stderr.isatty():
        return lambda _: None

    def show(done: int) -> None:
        sys.stderr.write(f"\r{done}/{files}" if done < files else "\r\033[K")
        sys.stderr.flush()

    return show


def _usage(text: str) -> int:
    sys.stderr.write(f"zugio validate: {text}\n")
    return EXIT_USAGE
