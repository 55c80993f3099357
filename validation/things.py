"""What the elements and attributes of invoices are called that EN 16931 has no term for."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree

from profiles.finding import Language, Wording
from profiles.semantic.names import name_of
from profiles.syntax.terms_at import terms_at
from validation.places import attribute_in
from validation.tables import read_table

TABLE = "elements.tsv"

# Before terms that stand for something else at another party.
_ONLY_THERE = "~"

# They only sort what they hold.
_CONTAINERS = frozenset(
    {
        "ApplicableHeaderTradeAgreement",
        "ApplicableHeaderTradeSettlement",
        "AssociatedDocumentLineDocument",
        "ExchangedDocument",
        "Item",
        "Party",
        "SpecifiedLineTradeAgreement",
        "SpecifiedLineTradeDelivery",
        "SpecifiedLineTradeSettlement",
    }
)

# No invoice, or no line, can do without them; as `holder/name` where they are optional elsewhere.
_MANDATORY = frozenset(
    {
        "ApplicableHeaderTradeAgreement",
        "ApplicableHeaderTradeDelivery",
        "ApplicableHeaderTradeSettlement",
        "ApplicableTradeTax",
        "AssociatedDocumentLineDocument",
        "BilledQuantity",
        "BuyerTradeParty",
        "BuyerTradeParty/PostalTradeAddress",
        "CrossIndustryInvoice",
        "ExchangedDocument",
        "ExchangedDocumentContext",
        "GuidelineSpecifiedDocumentContextParameter",
        "IncludedSupplyChainTradeLineItem",
        "IssueDateTime/DateTimeString",
        "NetPriceProductTradePrice",
        "SellerTradeParty",
        "SellerTradeParty/PostalTradeAddress",
        "SpecifiedLineTradeAgreement",
        "SpecifiedLineTradeDelivery",
        "SpecifiedLineTradeSettlement",
        "SpecifiedTradeProduct",
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementLineMonetarySummation",
        "SupplyChainTradeTransaction",
    }
)

_LEAVE_OUT = Wording("Lassen Sie die Angabe weg", "Leave it out")
_LEAVE_OUT_ATTRIBUTE = Wording(
    "Lassen Sie nur diesen Zusatz weg, nicht den Wert selbst",
    "Leave only this addition out, not the value itself",
)
_OR_GROUP = Wording(
    " Wird die Gruppe, in der sie fehlt, nicht gebraucht, lassen Sie die ganze Gruppe weg.",
    " Where the group that lacks it is not needed, leave out the whole group.",
)
_OR_DETAIL = Wording(
    " Wird die ganze Angabe nicht gebraucht, lassen Sie sie weg.",
    " Where the whole detail is not needed, leave it out.",
)
_NOTHING = Wording("", "")

_TERM = Wording("{term}", "{term}")
_VALUE_OF_TERM = Wording("Der Wert in {term}", "The value in {term}")
_DETAIL = Wording("Die Angabe {}", "The detail {}")
_VALUE_OF_DETAIL = Wording("Der Wert in der Angabe {}", "The value in the detail {}")
_ADDITION = Wording("Der Zusatz {}", "The addition {}")
_VALUE_OF_ADDITION = Wording("Der Wert des Zusatzes {}", "The value of the addition {}")


class Thing(NamedTuple):
    """What an element is called, and the terms that may be meant by it."""

    name: Wording
    instead: tuple[str, ...]


def worded(
    sentence: Wording,
    about: str,
    term: str | None,
    found: "Sequence[etree._Element]",
    around: "etree._Element | None",
) -> Wording:
    """Put the names of what a rule is about into a sentence.

    Args:
        sentence: where it has a `{thing}`, that is what is wrong; where a `{value}`, its value.
        about: names of elements that lead there.
        term: the term that is meant, or that the element stands in.
        found: the elements that are there; none where one is missing.
        around: the element that they stand in, or would.
    """
    is_attribute = attribute_in(about) is not None
    is_term = not is_attribute and _is_term(term, around)
    name = _name(about, term, found, around)
    thing, value = (_ADDITION, _VALUE_OF_ADDITION) if is_attribute else (_DETAIL, _VALUE_OF_DETAIL)
    parts = {
        "{thing}": _TERM if is_term else _with_subject(thing, name),
        "{value}": _VALUE_OF_TERM if is_term else _with_subject(value, name),
        "{leave_out}": _LEAVE_OUT_ATTRIBUTE if is_attribute else _LEAVE_OUT,
        "{or_group}": _or_group(around, is_attribute=is_attribute),
        "{instead}": _NOTHING if is_term else _instead(about, term, found),
        "{times}": _times(len(found)),
        "{xml}": Wording(about.lstrip("/"), about.lstrip("/")),
    }
    return Wording(_filled(sentence, parts, "de"), _filled(sentence, parts, "en"))


def called(element: "etree._Element") -> Wording:
    """Return what an element is called in quotes, with its name in the XML, or that name alone."""
    parent = element.getparent()
    xml = etree.QName(element).localname
    name = _named(xml, "" if parent is None else etree.QName(parent).localname)
    if name.de == xml:
        return name
    return Wording(f"„{name.de}“ (XML: {xml})", f"“{name.en}” (XML: {xml})")


def _filled(sentence: Wording, parts: Mapping[str, Wording], language: Language) -> str:
    text = sentence.to(language)
    for key, part in parts.items():
        text = text.replace(key, part.to(language))
    return text


def _is_term(term: str | None, around: "etree._Element | None") -> bool:
    """Say whether an element is the term itself, and no further detail in its group."""
    return (
        term is not None
        and name_of(term) is not None
        and around is not None
        and term != terms_at(around).own
    )


def _holder(
    found: "Sequence[etree._Element]", around: "etree._Element | None", *, is_attribute: bool
) -> str:
    """Return the name of what the element stands in; for an attribute, that its element does."""
    if is_attribute:
        element = found[0] if found else around
        around = None if element is None else element.getparent()
    return "" if around is None else etree.QName(around).localname


def _name(
    about: str,
    term: str | None,
    found: "Sequence[etree._Element]",
    around: "etree._Element | None",
) -> Wording:
    """Return what is meant in quotes, and for an element what it stands in."""
    is_attribute = attribute_in(about) is not None
    holder = _holder(found, around, is_attribute=is_attribute)
    name = _named(about.rpartition("/")[2].lstrip("@"), holder)
    quoted = Wording(f"„{name.de}“", f"“{name.en}”")
    of_group = things().get(holder)
    if is_attribute or around is None or of_group is None or holder in _CONTAINERS:
        return quoted
    if _is_term(term, around.getparent()):
        return quoted
    return Wording(f"{quoted.de} zu „{of_group.name.de}“", f"{quoted.en} of “{of_group.name.en}”")


def _named(name: str, holder: str) -> Wording:
    thing = things().get(f"{holder}/{name}") or things().get(name)
    return Wording(name, name) if thing is None else thing.name


def _with_subject(sentence: Wording, name: Wording) -> Wording:
    return Wording(
        f"{{subject}}{sentence.de.format(name.de)}", f"{{subject}}{sentence.en.format(name.en)}"
    )


def _or_group(around: "etree._Element | None", *, is_attribute: bool) -> Wording:
    """Say that a group that lacks something may be left out, where invoices can do without it."""
    if around is None:
        return _NOTHING
    name, parent = etree.QName(around).localname, around.getparent()
    holder = "" if parent is None else etree.QName(parent).localname
    if not _MANDATORY.isdisjoint({name, f"{holder}/{name}"}):
        return _NOTHING
    return _OR_DETAIL if is_attribute else _OR_GROUP


def _instead(about: str, term: str | None, found: "Sequence[etree._Element]") -> Wording:
    thing = things().get(about.rpartition("/")[2])
    other = None if thing is None or not found else _nearest(thing.instead, found[0])
    name = None if other is None or other == term else name_of(other)
    if name is None:
        return Wording("", "")
    return Wording(
        f" Gehört sie zur Rechnung, geben Sie sie unter „{name.de} ({other})“ an.",
        f" Where the invoice needs it, give it as “{name.en} ({other})”.",
    )


def _nearest(terms: Sequence[str], element: "etree._Element") -> str | None:
    """Return the first of some terms that belongs to the closest group around an element."""
    wanted = [term for term in terms if term != _ONLY_THERE]
    for around in element.iterancestors():
        if around.getparent() is None:
            break
        within = terms_at(around).within
        for term in wanted:
            if term in within:
                return term
    return None if _ONLY_THERE in terms else next(iter(wanted), None)


def _times(count: int) -> Wording:
    if count <= 1:
        return Wording("", "")
    return Wording(f", steht aber {count}-mal da", f", but stands there {count} times")


@cache
def things() -> Mapping[str, Thing]:
    """Read what elements and attributes are called, by their names, or `holder/name`."""
    return {
        row["name"]: Thing(Wording(row["de"], row["en"]), tuple(row["instead"].split()))
        for row in read_table(TABLE)
    }
