"""`zugio tokens …`: makes tokens, shows them, adds credits, revokes them."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from gateway.ledger.clock import utc_now
from gateway.settings import Settings

if TYPE_CHECKING:  # the ledger's database takes time to load, and few commands need it
    from gateway.ledger.ledger import Ledger
    from gateway.ledger.tokens import Token

CREDITS_MAX = 1_000_000_000

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
# Does its work and returns what is to be printed.
Verb = Callable[["Ledger", argparse.Namespace], Awaitable[Any]]


def add_token_commands(commands: Commands) -> None:
    """Add `tokens` and its verbs to the command line."""
    parser = commands.add_parser("tokens", help="tokens and their credits")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    create = _add(verbs, "create", "make a token; its secret is shown this one time", _create)
    create.add_argument("--name", required=True, type=_name, help="whose token it is")
    create.add_argument("--credits", type=_credits, default=0, help="PDFs that it may buy")
    create.add_argument("--unlimited", action="store_true", help="count PDFs, but limit none")
    create.add_argument(
        "--expires",
        type=_expiry,
        metavar="DATE",
        help="last day that it is valid, as YYYY-MM-DD (UTC), or a moment with a time",
    )
    _add(verbs, "list", "list all tokens", _list)
    for name, text, verb in (
        ("show", "show one token", _show),
        ("revoke", "end a token; documents under way are still delivered", _revoke),
    ):
        _add(verbs, name, text, verb).add_argument("id", help="the token's id, from list")
    grant = _add(verbs, "grant", "add credits to a token", _grant)
    grant.add_argument("id", help="the token's id, from list")
    grant.add_argument("credits", type=_credits, help="PDFs more that it may buy")


def _add(verbs: Commands, name: str, text: str, verb: Verb) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=text)
    parser.add_argument("--format", choices=("text", "json"), default="text")

    def command(arguments: argparse.Namespace, settings: Settings) -> int:
        return asyncio.run(_run(verb, arguments, settings))

    parser.set_defaults(command=command)
    return parser


async def _run(verb: Verb, arguments: argparse.Namespace, settings: Settings) -> int:
    from gateway.ledger.ledger import opened  # noqa: PLC0415  (takes time to load)

    lease_seconds = settings.reservation_lease_seconds
    async with opened(settings.database_url_effective, lease_seconds=lease_seconds) as ledger:
        answer = await verb(ledger, arguments)
    if arguments.format == "json":
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
    else:
        rows = answer if isinstance(answer, list) else [answer]
        text = "\n".join(_line(row) for row in rows) or "there are no tokens"
        sys.stdout.write(text + "\n")
    return 0


async def _create(ledger: "Ledger", arguments: argparse.Namespace) -> dict[str, Any]:
    token, secret = await ledger.create(
        arguments.name,
        arguments.credits,
        unlimited=arguments.unlimited,
        expires_at=arguments.expires,
    )
    return {"id": token.id, "name": token.name, "token": secret, "credits": _balance(token)}


async def _list(ledger: "Ledger", _arguments: argparse.Namespace) -> list[dict[str, Any]]:
    return [_described(token) for token in await ledger.tokens()]


async def _show(ledger: "Ledger", arguments: argparse.Namespace) -> dict[str, Any]:
    return _described(await ledger.show(arguments.id))


async def _grant(ledger: "Ledger", arguments: argparse.Namespace) -> dict[str, Any]:
    if arguments.credits == 0:
        return _described(await ledger.show(arguments.id))
    return _described(await ledger.grant(arguments.id, arguments.credits))


async def _revoke(ledger: "Ledger", arguments: argparse.Namespace) -> dict[str, Any]:
    return _described(await ledger.revoke(arguments.id))


def _described(token: "Token") -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "credits": _balance(token),
        "state": token.state(utc_now()),
        "created": token.created_at,
        "expires": token.expires_at,
        "revoked": token.revoked_at,
    }


def _balance(token: "Token") -> int | str:
    return "unlimited" if token.unlimited else token.available


def _line(row: dict[str, Any]) -> str:
    return "  ".join(f"{name} {value}" for name, value in row.items() if value is not None)


def _name(text: str) -> str:
    if not text.strip() or len(text) > 200 or not text.isprintable():
        raise argparse.ArgumentTypeError("a name has 1 to 200 printable characters")
    return text.strip()


def _credits(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12 and int(text) <= CREDITS_MAX):
        raise argparse.ArgumentTypeError(f"credits are a whole number from 0 to {CREDITS_MAX}")
    return int(text)


def _expiry(text: str) -> datetime:
    """Return the moment at which a token ends: with a day, the end of it; UTC unless said."""
    try:
        moment = _end_of_day(text) or datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            "a day looks like 2027-12-31, a moment like 2027-12-31T18:00"
        ) from error
    if moment <= utc_now():
        raise argparse.ArgumentTypeError(f"{text} is past; a token expires in the future")
    return moment


def _end_of_day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time.max)
    except ValueError:
        return None
