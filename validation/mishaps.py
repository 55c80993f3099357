"""What to say where rules could not run, so that nobody takes silence for consent."""

from collections.abc import Mapping
from typing import Literal

from profiles.finding import Finding, Wording
from validation.pack import RulePack

Mishap = Literal["crash", "timeout", "worker", "missing"]

_RULE_BY_MISHAP: Mapping[Mishap, str] = {
    "crash": "ZG-RULES-CRASHED",
    "timeout": "ZG-RULES-TIMEOUT",
    "worker": "ZG-RULES-STOPPED",
    "missing": "ZG-RULES-MISSING",
}
_TRY_AGAIN = Wording(
    de="Ob das Dokument gültig ist, steht damit nicht fest. Versuchen Sie es erneut; "
    "bleibt es dabei, melden Sie es dem Betreiber mit der Anfragenummer.",
    en="Whether the document is valid is therefore not known. Try again; if it stays so, "
    "report it to the operator with the request id.",
)


def could_not_run(pack: RulePack, mishap: Mishap) -> Finding:
    """Return the warning for one pack."""
    name = f"{pack.title} {pack.version}"
    message = Wording(
        de=f"Die Regeln {name} konnten auf dieses Dokument nicht angewandt werden.",
        en=f"The rules {name} could not be applied to this document.",
    )
    if mishap == "missing":
        message = Wording(
            de=f"Die Regeln {name} sind hier nicht installiert.",
            en=f"The rules {name} are not installed here.",
        )
    return Finding(
        severity="warning",
        rule=_RULE_BY_MISHAP[mishap],
        message=message,
        hint=_how_to_add(pack) if mishap == "missing" else _TRY_AGAIN,
    )


def could_not_judge(mishap: Mishap) -> Finding:
    """Return the warning for a document that no stage has finished with."""
    return Finding(
        severity="warning",
        rule=_RULE_BY_MISHAP[mishap],
        message=Wording(
            de="Das Dokument konnte nicht geprüft werden.",
            en="The document could not be judged.",
        ),
        hint=_TRY_AGAIN,
    )


def _how_to_add(pack: RulePack) -> Wording:
    source = pack.source.requirement
    return Wording(
        de="Ob das Dokument gültig ist, steht damit nicht fest. Der Betreiber kann die Regeln "
        f"mit `zugio rules add DATEI` aus {source} einspielen.",
        en="Whether the document is valid is therefore not known. The operator can install the "
        f"rules out of {source} with `zugio rules add FILE`.",
    )
