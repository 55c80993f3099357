"""`zugio validate FILE…`: the verdict on files and folders, as an exit code and for people."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gateway.files import STANDARD_STREAM
from gateway.settings import Settings
from profiles.errors import ZugioError

if TYPE_CHECKING:
    from gateway.assessment_batch import Batch

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

EXIT_CODES: Mapping[str, int] = {"valid": 0, "invalid": 1, "undecided": 2}
EXIT_USAGE = 64
_WORST_FIRST = ("invalid", "undecided", "valid")
_SUFFIXES = (".json", ".pdf", ".xml")
_FILES_WORTH_PROGRESS = 20


def add_validation_command(commands: Commands) -> None:
    """Add `validate` to the command line."""
    validate = commands.add_parser(
        "validate",
        help="judge invoices: XML, hybrid PDF or JSON",
        description="Exit code: 0 valid, 1 invalid, 2 undecided, 64 wrong usage.",
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
    from gateway.profile_commands import profile_table  # noqa: PLC0415
    from profiles.registry import PROFILES_BY_URN  # noqa: PLC0415

    missing = [str(file) for file in arguments.files if not _is_there(file)]
    files = tuple(dict.fromkeys(_expanded(arguments.files)))
    if missing or not files:
        named = ", ".join(missing) or "no file ends in .json, .pdf or .xml"
        return _usage(f"there is no such file: {named}" if missing else named)
    if arguments.profile_urn not in {None, *PROFILES_BY_URN}:
        named = f"there is no profile {arguments.profile_urn!r}"
        return _usage(f"{named}; there are\n{profile_table()}")
    batch = Batch(
        files=files,
        standard_input=_standard_input() if STANDARD_STREAM in files else b"",
        profile_urn=arguments.profile_urn,
        with_totals=arguments.format != "text",
        with_preflight=arguments.preflight,
    )
    return _judge(batch, arguments, settings)


def _judge(batch: "Batch", arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.assessment import Assessment  # noqa: PLC0415  (takes time to load)
    from gateway.assessment_batch import assess_files  # noqa: PLC0415
    from gateway.assessment_texts import writer_of  # noqa: PLC0415

    assessments: dict[int, Assessment] = {}
    show = _progress(len(batch.files))

    def done(index: int, assessment: Assessment) -> None:
        assessments[index] = assessment
        show(len(assessments))

    try:
        asyncio.run(assess_files(batch, settings, done))
    except OSError as error:
        return _usage(f"{error.filename}: {error.strerror}")
    except ZugioError as failure:
        sys.stderr.write(f"zugio: {failure} (“zugio doctor” says what is missing)\n")
        return EXIT_CODES["undecided"]
    judged = [(file, assessments[index]) for index, file in enumerate(batch.files)]
    for part in writer_of(arguments.format)(judged, arguments.language):
        sys.stdout.write(part)
    verdicts = {assessment.verdict for assessment in assessments.values()}
    return EXIT_CODES[next(verdict for verdict in _WORST_FIRST if verdict in verdicts)]


def _expanded(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.suffix.lower() in _SUFFIXES)
            yield from sorted(each for each in inside if each.is_file())
        elif _is_there(path):
            yield path


def _is_there(path: Path) -> bool:
    return path == STANDARD_STREAM or path.exists()


def _standard_input() -> bytes:
    from gateway.assessment_batch import FILE_BYTES_MAX  # noqa: PLC0415  (takes time to load)

    return sys.stdin.buffer.read(FILE_BYTES_MAX + 1)


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
