"""The command `zugio`: serve, convert, rules, tokens, setup, doctor, version."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from gateway import doctor
from gateway.doctor import Check, Places
from gateway.ledger.refusals import LedgerRefusal
from gateway.logs import cause_of, configure_logs
from gateway.settings import (
    Settings,
    UnfitSetting,
    read_settings,
    unknown_variables,
    with_processes,
)
from gateway.setup import provide_rules, set_up
from gateway.shared_metrics import shared_metrics
from gateway.token_commands import add_token_commands
from gateway.version import VERSION
from profiles.errors import ZugioError
from validation import rulesets

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 64

Command = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a failure is one line, never a traceback."""
    parsed = _parser().parse_args(arguments)
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
    except (KeyboardInterrupt, BrokenPipeError):  # nobody waits for what would still be printed
        return EXIT_FAILED
    except Exception as failure:  # a mistake of ours; its text could hold invoice content
        print(f"zugio: internal error: {'; '.join(cause_of(failure))}", file=sys.stderr)
        return EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zugio", description="The e-invoice gateway.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve POST /api/invoices")
    serve.add_argument("--processes", type=int, metavar="N", help="processes that answer")
    serve.set_defaults(command=_serve)

    _add_convert(commands)
    _add_rules(commands)
    add_token_commands(commands)
    plain_commands: tuple[tuple[str, str, Command], ...] = (
        ("setup", "install rule packs, browser and fonts", _setup),
        ("doctor", "say what is missing and the command that mends it", _doctor),
        ("version", "print the version", _version),
    )
    for name, text, command in plain_commands:
        commands.add_parser(name, help=text).set_defaults(command=command)
    return parser


def _add_convert(commands: Commands) -> None:
    convert = commands.add_parser("convert", help="turn one JSON invoice into a PDF or XML file")
    convert.add_argument("input", type=Path, metavar="IN", help="the invoice; - is standard input")
    convert.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="where to write, - for standard output; .xml writes the XML alone",
    )
    convert.add_argument("--profile-urn", metavar="URN", help="profile to issue it under")
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


def _add_rules(commands: Commands) -> None:
    rules = commands.add_parser("rules", help="the official rule packs")
    verbs = rules.add_subparsers(required=True, metavar="VERB")
    rule_commands: tuple[tuple[str, str, Command], ...] = (
        ("sync", "install the packs that are missing or damaged", _rules_sync),
        ("list", "name every pack, its version and its source", _rules_list),
        ("verify", "check every installed file by its hash", _rules_verify),
    )
    for name, text, command in rule_commands:
        verbs.add_parser(name, help=text).set_defaults(command=command)
    add = verbs.add_parser("add", help="install packs out of a zip or jar that no index has")
    add.add_argument("file", type=Path, metavar="FILE", help="the zip or jar")
    add.set_defaults(command=_rules_add)


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    _warn_of_unknown_variables()
    if arguments.processes is not None:
        settings = with_processes(settings, arguments.processes)
    with shared_metrics(settings.processes):
        from gateway.server import serve  # noqa: PLC0415  (the metrics must be shared before)

        print(f"zugio {VERSION} on http://{settings.host}:{settings.port}", flush=True)
        serve(settings)
    return EXIT_OK


def _warn_of_unknown_variables() -> None:
    logger = configure_logs()
    for name, nearest in unknown_variables().items():
        fields = {"variable": name, "nearest": nearest}
        logger.warning("unknown setting", extra={"fields": fields})


def _convert(arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.conversion import STANDARD_STREAM, Conversion, convert  # noqa: PLC0415  (engines take time to load)

    conversion = Conversion(
        source=arguments.input,
        target=arguments.output,
        parameters=tuple(
            (name, value)
            for name in ("profile_urn", "locale", "validation")
            if (value := getattr(arguments, name)) is not None
        ),
        language=arguments.language,
    )
    report = asyncio.run(convert(conversion, settings))
    is_piped = arguments.output == STANDARD_STREAM
    print(report.text, file=sys.stdout if report.ok and not is_piped else sys.stderr)
    return EXIT_OK if report.ok else EXIT_FAILED


def _rules_sync(_arguments: argparse.Namespace, settings: Settings) -> int:
    return _show((provide_rules(_places(settings), _report),))


def _rules_list(_arguments: argparse.Namespace, settings: Settings) -> int:
    for state in rulesets.verify(settings.rules_dir):
        pack = state.pack
        print(f"{pack.label}  {pack.date}  {state.described}")
        print(f"    {pack.title}, {pack.publisher}, {pack.licence}")
        print(f"    {pack.source.requirement}, file sha256 {pack.sha256}")
    return EXIT_OK


def _rules_add(arguments: argparse.Namespace, settings: Settings) -> int:
    for pack in rulesets.add_file(arguments.file, settings.rules_dir):
        print(f"{pack.label} is installed")
    return EXIT_OK


def _rules_verify(_arguments: argparse.Namespace, settings: Settings) -> int:
    return _show((doctor.check_rules(_places(settings)),))


def _setup(_arguments: argparse.Namespace, settings: Settings) -> int:
    return EXIT_FAILED if set_up(_places(settings), _report) else EXIT_OK


def _doctor(_arguments: argparse.Namespace, settings: Settings) -> int:
    return _show(doctor.examine(_places(settings), sandbox=settings.uses_sandbox))


def _version(_arguments: argparse.Namespace, _settings: Settings) -> int:
    print(VERSION)
    return EXIT_OK


def _show(checks: tuple[Check, ...]) -> int:
    print(doctor.describe(checks))
    return EXIT_OK if all(check.ok for check in checks) else EXIT_FAILED


def _report(line: str) -> None:
    print(line, flush=True)


def _places(settings: Settings) -> Places:
    return Places(
        rules_dir=settings.rules_dir,
        fonts_dir=settings.fonts_dir,
        browsers_dir=settings.browsers_dir,
        browser=settings.browser,
    )


if __name__ == "__main__":
    sys.exit(main())
