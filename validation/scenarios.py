"""Which rule packs judge a document, and which severities differ there, after KoSIT's scenarios."""

from collections.abc import Mapping

from msgspec import Struct, field

from profiles.finding import Severity
from profiles.profile import Syntax


class Scenario(Struct, frozen=True, kw_only=True):
    """One way to judge: the XML Schema of the syntax first, then the packs in this order.

    custom_levels: severities by rule id that replace what the rule file itself says.
    """

    name: str
    syntax: Syntax
    packs: tuple[str, ...]
    custom_levels: Mapping[str, Severity] = field(default_factory=dict)


SCENARIOS: tuple[Scenario, ...] = (
    Scenario(name="en16931", syntax="cii", packs=("cen-cii",)),
    Scenario(
        name="xrechnung",
        syntax="cii",
        packs=("cen-cii", "xrechnung-cii"),
        custom_levels={
            "BR-CL-23": "warning",
            "BR-CL-21": "warning",
            "CII-SR-452": "error",
            "CII-SR-453": "error",
            "CII-SR-454": "error",
        },
    ),
)

_by_name_and_syntax = {(scenario.name, scenario.syntax): scenario for scenario in SCENARIOS}


def scenario_for(name: str, syntax: Syntax) -> Scenario:
    """Return the scenario of that name in that syntax; there being none is a programming error."""
    return _by_name_and_syntax[name, syntax]
