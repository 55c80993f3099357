"""`zugio setup`, `doctor` and `rules …`: what the machine has, lacks and gets.

The doctor looks at every engine, which takes time to load, so it is called only when asked for.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gateway.settings import Settings
from profiles.errors import SetupIncomplete
from validation import rulesets

if TYPE_CHECKING:
    from gateway.doctor import Check, Places

Command = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

_OK = 0
_FAILED = 1


def add_setup_commands(commands: Commands) -> None:
    """Add `rules` and its verbs, `setup` and `doctor` to the command line."""
    _add_rules(commands)
    plain_commands: tuple[tuple[str, str, Command], ...] = (
        ("setup", "install rule packs, browser and fonts", _setup),
        ("doctor", "say what is missing and the command that mends it", _doctor),
    )
    for name, text, command in plain_commands:
        commands.add_parser(name, help=text).set_defaults(command=command)


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


def _rules_sync(_arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.setup import provide_rules

    return _show((provide_rules(_places(settings), _report),))


def _rules_list(_arguments: argparse.Namespace, settings: Settings) -> int:
    for state in rulesets.verify(settings.rules_dir):
        pack = state.pack
        print(f"{pack.label}  {pack.date}  {state.described}")
        print(f"    {pack.title}, {pack.publisher}, {pack.licence}")
        print(f"    {pack.source.requirement}, file sha256 {pack.sha256}")
    return _OK


def _rules_add(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        added = rulesets.add_file(arguments.file, settings.rules_dir)
    except SetupIncomplete as unfit:  # about the file, of which the doctor knows nothing
        print(f"zugio: {unfit}", file=sys.stderr)
        return _FAILED
    for pack in added:
        print(f"{pack.label} is installed")
    return _OK


def _rules_verify(_arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway import doctor

    return _show((doctor.check_rules(_places(settings)),))


def _setup(_arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.setup import set_up

    return _FAILED if set_up(_places(settings), _report) else _OK


def _doctor(_arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway import doctor

    url = settings.database_url_effective
    return _show(doctor.examine(_places(settings), url, sandbox=settings.uses_sandbox))


def _show(checks: "tuple[Check, ...]") -> int:
    from gateway import doctor

    print(doctor.describe(checks))
    return _OK if all(check.ok for check in checks) else _FAILED


def _report(line: str) -> None:
    print(line, flush=True)


def _places(settings: Settings) -> "Places":
    from gateway.doctor import Places

    return Places(
        rules_dir=settings.rules_dir,
        fonts_dir=settings.fonts_dir,
        browsers_dir=settings.browsers_dir,
        browser=settings.browser,
    )
