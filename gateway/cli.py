"""The command `zugio`, and what its commands have in common.

What takes time to load is loaded by the command that needs it.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from gateway.files import STANDARD_STREAM, TARGETS, target_of
from gateway.ledger.refusals import LedgerRefusal
from gateway.logs import cause_of, configure_logs
from gateway.output import (
    EXIT_INTERRUPTED,
    EXIT_NOBODY_READS,
    EXIT_OUTPUT_LOST,
    OutputLost,
    finish_output,
    give_up_output,
    put_out,
)
from gateway.profile_commands import add_profile_command
from gateway.settings import (
    Settings,
    UnfitSetting,
    read_settings,
    unknown_variables,
    with_processes,
)
from gateway.setup_commands import add_setup_commands
from gateway.shared_metrics import shared_metrics
from gateway.token_commands import add_token_commands
from gateway.validation_commands import add_validation_command
from profiles.errors import ZugioError

if TYPE_CHECKING:
    from gateway.conversion import Report

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 64
EXIT_MISTAKE = 70

Command = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a failure is one line, never a traceback."""
    parsed = _parser().parse_args(arguments)
    try:
        code = _run(parsed)
        finish_output()
    except OutputLost as lost:
        give_up_output()
        print(f"zugio: standard output cannot be written: {lost}", file=sys.stderr)
        return EXIT_OUTPUT_LOST
    except BrokenPipeError:  # nobody waits for what would still be printed
        give_up_output()
        return EXIT_NOBODY_READS
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    return code


def _run(parsed: argparse.Namespace) -> int:
    command: Command = parsed.command
    try:
        return command(parsed, read_settings())
    except UnfitSetting as unfit:
        print(f"zugio: {unfit}", file=sys.stderr)
        return EXIT_USAGE
    except LedgerRefusal as refusal:
        print(f"zugio: {refusal}", file=sys.stderr)
        return EXIT_FAILED
    except ZugioError as failure:
        print(f"zugio: {failure} (“zugio doctor” says what is missing)", file=sys.stderr)
        return EXIT_FAILED
    except (OutputLost, BrokenPipeError):
        raise
    except Exception as failure:  # a mistake of ours; its text could hold invoice content
        print(f"zugio: internal error: {'; '.join(cause_of(failure))}", file=sys.stderr)
        return EXIT_MISTAKE


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(prog="zugio", description="The e-invoice gateway.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve POST /api/invoices")
    serve.add_argument("--processes", type=int, metavar="N", help="processes that answer")
    serve.set_defaults(command=_serve)

    _add_convert(commands)
    _add_read(commands)
    add_validation_command(commands)
    add_profile_command(commands)
    add_token_commands(commands)
    add_setup_commands(commands)
    commands.add_parser("version", help="print the version").set_defaults(command=_version)
    return parser


class _Parser(argparse.ArgumentParser):
    """Ends with the exit code that sysexits.h has for wrong usage; 2 says something else here."""

    _given: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self._given = sys.argv[1:] if args is None else args
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: {self._unknown_option() or message}\n")

    def _unknown_option(self) -> str | None:
        """Say so of an option, before argparse misses the file that it may be meant as."""
        if self._subparsers is not None:  # options of the commands are theirs to know
            return None
        for text in self._given:
            name = text.partition("=")[0]
            if text == "--":
                break
            known = any(each.startswith(name) for each in self._option_string_actions)
            if text.startswith("-") and text != "-" and not known:
                return f"unknown option {name}; a file of that name is written ./{text}"
        return None


def _add_convert(commands: Commands) -> None:
    convert = commands.add_parser("convert", help="turn an invoice into a PDF, XML or a preview")
    convert.add_argument(
        "input", type=Path, metavar="IN", help="JSON, XML or PDF; - is standard input"
    )
    convert.add_argument(
        "-o",
        "--output",
        type=_target,
        required=True,
        metavar="OUT",
        help=f"where to write, - for a PDF on standard output; {', '.join(TARGETS)} write that",
    )
    convert.add_argument("--profile-urn", metavar="URN", help="profile to issue it under")
    convert.add_argument("--syntax", choices=("cii", "ubl"), help="syntax of the XML")
    convert.add_argument("--locale", metavar="LOCALE", help="language of the page, such as en_GB")
    convert.add_argument(
        "--validation",
        choices=("strict", "report"),
        help="refuse an invalid invoice, or write it with its findings",
    )
    convert.add_argument(
        "--language", choices=("de", "en"), default="de", help="language of findings"
    )
    convert.set_defaults(command=_convert)


def _target(text: str) -> Path:
    path = Path(text)
    if target_of(path) is None:
        raise argparse.ArgumentTypeError(f"{text!r} ends in none of {', '.join(TARGETS)}")
    return path


def _add_read(commands: Commands) -> None:
    read = commands.add_parser("read", help="print the request that means what a document says")
    read.add_argument("input", type=Path, metavar="FILE", help="XML or PDF; - is standard input")
    read.add_argument("--language", choices=("de", "en"), default="de", help="language of findings")
    read.set_defaults(command=_read)


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    _warn_of_unknown_variables()
    if arguments.processes is not None:
        settings = with_processes(settings, arguments.processes)
    with shared_metrics(settings.processes):
        from gateway.server import serve  # noqa: PLC0415  (the metrics must be shared before)
        from gateway.version import VERSION  # noqa: PLC0415  (takes time to load)

        print(f"zugio {VERSION} on http://{settings.host}:{settings.port}", flush=True)
        serve(settings)
    return EXIT_OK


def _warn_of_unknown_variables() -> None:
    logger = configure_logs()
    for name, nearest in unknown_variables().items():
        fields = {"variable": name, "nearest": nearest}
        logger.warning("unknown setting", extra={"fields": fields})


def _convert(arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.conversion import Conversion, convert  # noqa: PLC0415  (engines take time to load)

    conversion = Conversion(
        source=arguments.input,
        target=arguments.output,
        parameters=tuple(
            (name, value)
            for name in ("profile_urn", "syntax", "locale", "validation")
            if (value := getattr(arguments, name)) is not None
        ),
        language=arguments.language,
    )
    report = asyncio.run(convert(conversion, settings))
    is_piped = arguments.output == STANDARD_STREAM
    _show(report, on_stdout=report.ok and not is_piped)
    return EXIT_OK if report.ok else EXIT_FAILED


def _read(arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.conversion import read  # noqa: PLC0415  (likewise)

    report = asyncio.run(read(arguments.input, settings, arguments.language))
    _show(report, on_stdout=report.ok, encoding="utf-8")
    if report.remarks:
        print(report.remarks, file=sys.stderr)
    return EXIT_OK if report.ok else EXIT_FAILED


def _show(report: "Report", *, on_stdout: bool, encoding: str | None = None) -> None:
    if on_stdout:
        put_out([f"{report.text}\n"], encoding)
    else:
        print(report.text, file=sys.stderr)


def _version(_arguments: argparse.Namespace, _settings: Settings) -> int:
    from gateway.version import VERSION  # noqa: PLC0415  (takes time to load)

    put_out([f"{VERSION}\n"])
    return EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
