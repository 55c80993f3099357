"""`zugio profiles`: what `GET /api/profiles` says, for people and for programs."""

import argparse
from typing import TypeAlias

from gateway.output import put_out
from gateway.settings import Settings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_profile_command(commands: Commands) -> None:
    """Add `profiles` to the command line."""
    profiles = commands.add_parser("profiles", help="list what invoices can be issued under")
    profiles.add_argument("--format", choices=("text", "json"), default="text")
    profiles.set_defaults(command=_profiles)


def profile_table() -> str:
    """Return a row a profile: its name, whether there is a PDF, its syntaxes, and its id."""
    from profiles.registry import PROFILES  # noqa: PLC0415  (takes time to load)

    width = max(len(profile.name) for profile in PROFILES)
    rows = (
        f"{profile.name:<{width}}  {'PDF' if profile.container else '   '}  "
        f"{', '.join(profile.syntaxes).upper():<8}  {profile.urn}"
        for profile in PROFILES
    )
    return "\n".join(rows)


def _profiles(arguments: argparse.Namespace, _settings: Settings) -> int:
    if arguments.format == "text":
        put_out([f"{profile_table()}\n"])
        return 0
    import msgspec  # noqa: PLC0415  (likewise)

    from gateway.listed_profiles import profile_list  # noqa: PLC0415

    told = msgspec.json.format(msgspec.json.encode(profile_list()), indent=2)
    put_out([f"{told.decode()}\n"], "utf-8")
    return 0
