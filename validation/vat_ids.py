"""VAT ids, checked by format and check digit where the country has one; official rules look at
the country prefix alone.

What is wrong is a warning: whether an id is really in use, only the tax authorities know.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree
from stdnum import get_cc_module
from stdnum.exceptions import InvalidChecksum, ValidationError

from profiles.finding import Finding, Wording
from profiles.syntax.source import DocumentKind
from validation.categories import category_of
from validation.location import NAMESPACE_BY_PREFIX, path_of

# Countries whose ids are known to the last digit, by prefix; Greece and Northern Ireland have
# prefixes of their own.
_COUNTRIES = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "HR"),
        *("HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
        "XI",
    }
)
_ISO_CODES: Mapping[str, str] = {"EL": "gr", "XI": "gb"}
_SHOWN_MAX = 40

_CII_PARTY = (
    "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement"
    "/ram:{}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"
)
_UBL_PARTY = (
    "/*/cac:{}/cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID)='VAT']/cbc:CompanyID"
)


def _compiled(xpath: str) -> etree.XPath:
    return etree.XPath(xpath, namespaces=NAMESPACE_BY_PREFIX)


_CII: Mapping[str, etree.XPath] = {
    "BT-31": _compiled(_CII_PARTY.format("SellerTradeParty")),
    "BT-48": _compiled(_CII_PARTY.format("BuyerTradeParty")),
    "BT-63": _compiled(_CII_PARTY.format("SellerTaxRepresentativeTradeParty")),
}
_UBL: Mapping[str, etree.XPath] = {
    "BT-31": _compiled(_UBL_PARTY.format("AccountingSupplierParty/cac:Party")),
    "BT-48": _compiled(_UBL_PARTY.format("AccountingCustomerParty/cac:Party")),
    "BT-63": _compiled(_UBL_PARTY.format("TaxRepresentativeParty")),
}


def check_vat_ids(root: etree._Element, kind: DocumentKind) -> tuple[Finding, ...]:
    """Return a warning for each VAT id of seller, buyer and representative that cannot be one."""
    return tuple(_check(root, _CII if kind == "cii" else _UBL))


def _check(root: etree._Element, places: Mapping[str, etree.XPath]) -> Iterator[Finding]:
    for term, find in places.items():
        elements = cast("list[etree._Element]", find(root))
        for element in elements:
            number = (element.text or "").strip()
            fault = _fault_of(number)
            if fault is not None:
                yield _finding(*fault, number, term, path_of(element))


def _finding(rule: str, message: Wording, number: str, term: str, xpath: str) -> Finding:
    shown = number if len(number) <= _SHOWN_MAX else f"{number[:_SHOWN_MAX]}…"
    return Finding(
        severity="warning",
        rule=rule,
        category=category_of(rule, term),
        term=term,
        xpath=xpath,
        message=Wording(message.de.format(shown), message.en.format(shown)),
        hint=_HINT,
    )


def _fault_of(number: str) -> tuple[str, Wording] | None:
    prefix = number[:2].upper()
    known = prefix in _COUNTRIES
    checker = get_cc_module(_ISO_CODES.get(prefix, prefix.lower()), "vat") if known else None
    if checker is None:
        return None
    try:
        checker.validate(f"GB{number[2:]}" if prefix == "XI" else number)
    except InvalidChecksum:
        return "ZG-VAT-ID-CHECK-DIGIT", _CHECK_DIGIT
    except ValidationError:
        return "ZG-VAT-ID-FORMAT", _FORMAT
    return None


_FORMAT = Wording(
    de="„{}“ hat nicht die Form einer Umsatzsteuer-Identifikationsnummer dieses Landes.",
    en="“{}” does not have the form of a VAT identification number of this country.",
)
_CHECK_DIGIT = Wording(
    de="Die Umsatzsteuer-Identifikationsnummer „{}“ kann nicht stimmen: Ihre Prüfziffer passt "
    "nicht zu den übrigen Ziffern.",
    en="The VAT identification number “{}” cannot be right: its check digit does not fit the "
    "other digits.",
)
_HINT = Wording(
    de="Prüfen Sie die Nummer auf Zahlendreher, zum Beispiel mit der Bestätigungsabfrage des "
    "Bundeszentralamts für Steuern oder mit VIES.",
    en="Look for swapped digits, for example with the European Commission's VIES service.",
)
