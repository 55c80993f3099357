"""What to say where rules could not run, so that nobody takes silence for consent."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Finding, Wording
from profiles.registry import PROFILES
from profiles.syntax.source import DocumentKind
from validation.categories import category_of
from validation.pack import RulePack
from validation.scenarios import EN16931_GUIDELINE, SCENARIOS

Crash = Literal["crash", "repeated"]
Mishap = Literal[Crash, "timeout", "worker", "missing"]

_NAME_BY_KIND: Mapping[DocumentKind, str] = {
    "cii": "CII",
    "ubl-invoice": "UBL Invoice",
    "ubl-credit-note": "UBL CreditNote",
}


class _Words(Struct, frozen=True):
    rule: str
    message: Wording
    hint: Wording


_NOT_KNOWN = Wording(
    de="Ob das Dokument gültig ist, steht damit nicht fest.",
    en="Whether the document is valid is therefore not known.",
)


def _and_so(hint: Wording) -> Wording:
    return Wording(f"{_NOT_KNOWN.de} {hint.de}", f"{_NOT_KNOWN.en} {hint.en}")


_TRY_AGAIN = _and_so(
    Wording(
        de="Versuchen Sie es erneut; bleibt es dabei, melden Sie es dem Betreiber, bei einer "
        "Anfrage über HTTP mit ihrer Anfragenummer.",
        en="Try again; if it stays so, report it to the operator, for a request over HTTP with "
        "its request id.",
    )
)
_WORDS: Mapping[Mishap, _Words] = {
    "crash": _Words(
        "ZG-RULES-CRASHED",
        Wording(
            de="Die Regeln {rules} brachen an diesem Dokument ab.",
            en="The rules {rules} broke off at this document.",
        ),
        _and_so(
            Wording(
                de="Suchen Sie nach etwas, womit die Regeln nicht rechnen, und melden Sie es dem "
                "Betreiber, bei einer Anfrage über HTTP mit ihrer Anfragenummer.",
                en="Look for something that the rules do not expect, and report it to the "
                "operator, for a request over HTTP with its request id.",
            )
        ),
    ),
    "repeated": _Words(
        "ZG-RULES-CRASHED",
        Wording(
            de="Die Regeln {rules} brachen an diesem Dokument ab: Ein Element, das nur einmal "
            "vorkommen darf, steht mehrfach.",
            en="The rules {rules} broke off at this document: an element that may stand once "
            "stands there several times.",
        ),
        _and_so(
            Wording(
                de="Suchen Sie nach einem Element, das am selben Ort doppelt steht, etwa zwei "
                "Beträge oder zwei Namen, und lassen Sie nur eines stehen; ein Kommentar mitten "
                "in einem Wert teilt ihn ebenfalls in zwei.",
                en="Look for an element that stands twice in the same place, such as two amounts "
                "or two names, and leave only one; a comment within a value makes two of it, too.",
            )
        ),
    ),
    "timeout": _Words(
        "ZG-RULES-TIMEOUT",
        Wording(
            de="Die Regeln {rules} wurden mit diesem Dokument nicht in der erlaubten Zeit fertig.",
            en="The rules {rules} were not done with this document in the time that is allowed.",
        ),
        _TRY_AGAIN,
    ),
    "worker": _Words(
        "ZG-RULES-STOPPED",
        Wording(
            de="Die Prüfung endete, bevor die Regeln {rules} fertig waren.",
            en="The validation ended before the rules {rules} were done.",
        ),
        _TRY_AGAIN,
    ),
    "missing": _Words(
        "ZG-RULES-MISSING",
        Wording(
            de="Die Regeln {rules} sind hier nicht installiert.",
            en="The rules {rules} are not installed here.",
        ),
        _and_so(
            Wording(
                de="Der Betreiber kann die Regeln mit `zugio rules add DATEI` aus {source} "
                "einspielen.",
                en="The operator can install the rules out of {source} with `zugio rules add "
                "FILE`.",
            )
        ),
    ),
}


def crash_of(error: Exception) -> Crash:
    """Tell why a rule file broke off; what Saxon says of it quotes the document."""
    return "repeated" if "sequence of more than one item" in str(error) else "crash"


def could_not_run(pack: RulePack, mishap: Mishap) -> Finding:
    """Return the warning for one pack."""
    words = _WORDS[mishap]
    names = {"rules": f"{pack.title} {pack.version}", "source": pack.source.requirement}
    return _finding(words.rule, _filled(words.message, names), _filled(words.hint, names))


def could_not_judge(mishap: Mishap) -> Finding:
    """Return the warning for a document that no stage has finished with."""
    message = Wording(
        de="Das Dokument konnte nicht geprüft werden.", en="The document could not be judged."
    )
    return _finding(_WORDS[mishap].rule, message, _TRY_AGAIN)


def has_no_rules(scenario: str, kind: DocumentKind) -> Finding:
    """Return the warning for a document of a kind that the rules of its profile do not know."""
    others = {each for known in SCENARIOS if known.name == scenario for each in known.kinds}
    names = {
        "profile": next((p.name for p in PROFILES if p.scenario == scenario), scenario),
        "kind": _NAME_BY_KIND[kind],
        "kinds": ", ".join(name for each, name in _NAME_BY_KIND.items() if each in others),
        "urn": EN16931_GUIDELINE,
    }
    return _finding(
        "ZG-RULES-NONE", _filled(_NONE, names), _filled(_SEND_OTHERWISE, names), "BT-24"
    )


def rules_not_asked() -> Finding:
    """Return the word on a document that breaks its schema, which rules cannot be asked about."""
    return replace(_finding("ZG-RULES-NOT-ASKED", _NOT_ASKED, _MEND_FIRST), severity="information")


_NOT_ASKED = Wording(
    de="Die Geschäftsregeln wurden noch nicht geprüft, weil das XML seinem Schema nicht folgt.",
    en="The business rules have not been asked yet, since the XML does not follow its schema.",
)
_MEND_FIRST = Wording(
    de="Beheben Sie zuerst die Fehler in der Form, und prüfen Sie dann noch einmal.",
    en="Mend the mistakes in its form first, and then validate it again.",
)
_NONE = Wording(
    de="Für {profile} gibt es keine Regeln, die ein Dokument der Art {kind} prüfen; angewandt "
    "wurden nur die von EN 16931.",
    en="{profile} has no rules for a document of the kind {kind}; only those of EN 16931 were "
    "applied.",
)
_SEND_OTHERWISE = _and_so(
    Wording(
        de="{profile} gibt es als {kinds}: Erstellen Sie das Dokument so, oder nennen Sie als "
        "Spezifikation (BT-24) eine, die es für {kind} gibt, etwa {urn}.",
        en="{profile} exists as {kinds}: create the document as such, or name a specification "
        "(BT-24) that exists for {kind}, such as {urn}.",
    )
)


def _filled(wording: Wording, names: Mapping[str, str]) -> Wording:
    return Wording(wording.de.format(**names), wording.en.format(**names))


def _finding(rule: str, message: Wording, hint: Wording, term: str | None = None) -> Finding:
    return Finding(
        severity="warning",
        rule=rule,
        message=message,
        hint=hint,
        term=term,
        category=category_of(rule, term),
    )
