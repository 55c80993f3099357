"""The query parameters of `POST /api/invoices`."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Literal, get_args

from babel import localedata
from msgspec import Struct

from gateway.decoding import invalid_input
from gateway.dialects.problems import shown
from gateway.negotiation import not_acceptable
from gateway.order import Mode
from profiles.finding import Finding, Wording

Disposition = Literal["attachment", "inline"]


class Query(Struct, frozen=True, kw_only=True):
    """What a caller says beside the body; absent is None."""

    profile_urn: str | None = None
    locale: str | None = None
    validation: Mode | None = None
    disposition: Disposition = "attachment"
    syntax: Literal["cii"] = "cii"
    dialect: Literal["zugio"] = "zugio"


# Every parameter, and the values it may have where they are few.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "profile_urn": (),
    "locale": (),
    "validation": get_args(Mode),
    "disposition": get_args(Disposition),
    "syntax": ("cii", "ubl"),
    "dialect": ("zugio",),
}


def read_query(parameters: Sequence[tuple[str, str]]) -> Query:
    """Read the parameters; raises Refusal with every problem, each named after its parameter."""
    findings: list[Finding] = []
    values: dict[str, str] = {}
    for name, value in parameters:
        problem = _problem(name, value, repeated=name in values)
        if problem is not None:
            findings.append(problem)
        values[name] = value.replace("-", "_") if name == "locale" else value
    if findings:
        raise invalid_input(tuple(findings))
    if values.get("syntax") == "ubl":
        raise not_acceptable()
    return Query(**values)  # type: ignore[arg-type]  # each value was checked above


def _problem(name: str, value: str, *, repeated: bool) -> Finding | None:
    if name not in PARAMETERS:
        return _unknown(name)
    if repeated:
        return _error(
            "REPEATED",
            Wording(
                de=f"Der Parameter „{name}“ steht mehr als einmal in der URL.",
                en=f"The parameter “{name}” stands more than once in the query.",
            ),
        )
    possible = PARAMETERS[name]
    if possible and value not in possible:
        return _unfit(name, value, ", ".join(possible))
    if name == "locale" and not localedata.exists(value.replace("-", "_")):
        return _unfit(name, value, "de_DE, de_AT, en_GB, en_US, …")
    if not value.strip():
        return _unfit(name, value, "…")
    return None


def _unknown(name: str) -> Finding:
    nearest = get_close_matches(name[:60], PARAMETERS, 1, 0.6)
    listed = ", ".join(PARAMETERS)
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


def _error(rule: str, message: Wording, hint: Wording | None = None) -> Finding:
    return Finding(severity="error", rule=f"ZG-QUERY-{rule}", message=message, hint=hint)
