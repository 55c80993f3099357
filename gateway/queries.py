"""The query parameters of `POST /api/invoices` and `POST /api/validations`."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Literal, get_args

from msgspec import Struct

from gateway.decoding import invalid_input
from gateway.dialects.forms import PROFILES_HINT, UNKNOWN_PROFILE, read_locale
from gateway.dialects.problems import LEAVE_ONE_OUT, shown
from gateway.order import Mode
from gateway.refusals import Refusal
from profiles.finding import Finding, Wording
from profiles.profile import Syntax
from profiles.registry import PROFILES_BY_URN

Disposition = Literal["attachment", "inline"]


class Query(Struct, frozen=True, kw_only=True):
    """What a caller says beside the body; absent is None.

    problems: all that is wrong with it.
    """

    problems: tuple[Finding, ...] = ()

    profile_urn: str | None = None
    locale: str | None = None
    validation: Mode | None = None
    disposition: Disposition = "attachment"
    syntax: Syntax | None = None
    page: int = 1
    dialect: Literal["zugio"] = "zugio"
    preflight: bool = True


# Every parameter, and the values it may have where they are few.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "profile_urn": (),
    "locale": (),
    "validation": get_args(Mode),
    "disposition": get_args(Disposition),
    "syntax": get_args(Syntax),
    "page": (),
    "dialect": ("zugio",),
}

# Those of `POST /api/validations`.
VALIDATION_PARAMETERS: dict[str, tuple[str, ...]] = {
    "profile_urn": (),
    "syntax": get_args(Syntax),
    "preflight": ("true", "false"),
}


def read_query(
    parameters: Sequence[tuple[str, str]], allowed: dict[str, tuple[str, ...]] = PARAMETERS
) -> Query:
    """Read the parameters, and note what is wrong with them."""
    findings: list[Finding] = []
    values: dict[str, object] = {}
    for name, value in parameters:
        problem = _problem(name, value, allowed, repeated=name in values)
        if problem is not None:
            findings.append(problem)
        else:
            values[name] = _READERS.get(name, str)(value)
    return Query(**values, problems=tuple(findings))  # type: ignore[arg-type]  # all are checked


_PAGE = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_CHECKS: dict[str, tuple[Callable[[str], object], str]] = {
    "page": (_PAGE.fullmatch, "1, 2, 3, …"),
    "locale": (read_locale, "de_DE, de_AT, en_GB, en_US, …"),
}
_READERS: dict[str, Callable[[str], object]] = {
    "locale": read_locale,
    "page": int,
    "preflight": "true".__eq__,
}


def _problem(
    name: str, value: str, allowed: dict[str, tuple[str, ...]], *, repeated: bool
) -> Finding | None:
    if name not in allowed:
        return _unknown(name, allowed)
    if repeated:
        return _error(
            "REPEATED",
            Wording(
                de=f"Der Parameter „{name}“ steht mehr als einmal in der URL.",
                en=f"The parameter “{name}” stands more than once in the query.",
            ),
            LEAVE_ONE_OUT,
        )
    possible = allowed[name]
    if possible and value not in possible:
        return _unfit(name, value, ", ".join(possible))
    if name == "profile_urn" and value not in PROFILES_BY_URN:
        return _error("PROFILE", UNKNOWN_PROFILE, PROFILES_HINT, term="BT-24")
    is_known, examples = _CHECKS.get(name, (None, ""))
    if is_known is not None and not is_known(value):
        return _unfit(name, value, examples)
    return None


def _unknown(name: str, allowed: dict[str, tuple[str, ...]]) -> Finding:
    nearest = get_close_matches(name[:60], allowed, 1, 0.6)
    listed = ", ".join(allowed)
    hint = Wording(de=f"Möglich sind: {listed}", en=f"There are: {listed}")
    if nearest:
        hint = Wording(de=f"Gemeint ist wohl „{nearest[0]}“.", en=f"Did you mean “{nearest[0]}”?")
    return _error(
        "UNKNOWN",
        Wording(
            de=f"Den Parameter „{shown(name)}“ gibt es nicht.",
            en=f"There is no parameter “{shown(name)}”.",
        ),
        hint,
    )


def _unfit(name: str, value: str, possible: str) -> Finding:
    return _error(
        "VALUE",
        Wording(
            de=f"„{shown(value)}“ ist kein Wert des Parameters „{name}“.",
            en=f"“{shown(value)}” is no value of the parameter “{name}”.",
        ),
        Wording(de=f"Möglich sind: {possible}", en=f"Possible are: {possible}"),
    )


def _error(rule: str, message: Wording, hint: Wording, term: str | None = None) -> Finding:
    return Finding(
        severity="error",
        rule=f"ZG-QUERY-{rule}",
        category="format",
        message=message,
        hint=hint,
        term=term,
    )


def no_such_page(pages: int) -> Refusal:
    """Refuse a page that the invoice does not have."""
    return invalid_input(
        (
            _error(
                "PAGE",
                Wording(
                    de=f"So viele Seiten hat die Rechnung nicht; es sind {pages}.",
                    en=f"The invoice does not have so many pages; it has {pages}.",
                ),
                Wording(
                    de=f"Fragen Sie mit page nach 1 bis {pages}.",
                    en=f"Ask with page for 1 to {pages}.",
                ),
            ),
        )
    )
