"""What fits together in a request that is right field by field: nothing said may get lost."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from gateway.dialects.described import RequestPart
from gateway.dialects.problems import LEAVE_ONE_OUT, Problems
from gateway.dialects.zugio.amounts import LineAllowance, PriceDiscount, PriceSurcharge
from gateway.dialects.zugio.contradictions import check_pairs, walk
from gateway.dialects.zugio.invoice_part import InvoicePart
from gateway.dialects.zugio.item_consistency import check_item
from gateway.dialects.zugio.items import Item
from gateway.dialects.zugio.payment import PaymentMeans
from gateway.dialects.zugio.references import Attachment
from gateway.dialects.zugio.request import Request
from profiles.finding import Wording
from profiles.semantic.money import share, subtract

ATTACHMENTS_MAX = 100

# PEPPOL-EN16931-R040 lets amount and base times percent be this far apart.
_SLACK = Decimal("0.02")
# Of a card's number no more than its ends may be told.
_CARD_DIGITS_MAX = 10


def check_consistency(request: Request, problems: Problems) -> None:
    """Note what contradicts itself, and what the invoice could not carry as it was said."""
    fill_in = request.fill_in
    for pointer, part in walk(request):
        if problems.full:
            return
        check_pairs(part, pointer, problems, fill_in=fill_in)
        check = _CHECKS.get(_kind(part)) if fill_in else None
        if check is not None:
            check(part, pointer, problems, request)


def _kind(part: RequestPart) -> type[RequestPart]:
    return LineAllowance if isinstance(part, LineAllowance) else type(part)


def _check_invoice(part: InvoicePart, pointer: str, problems: Problems, _request: Request) -> None:
    if not part.items and (part.totals is None or not part.vat_breakdown):
        problems.add("MISSING", f"{pointer}/items", _NO_ITEMS, hint=_GIVE_ITEMS, term="BG-25")
    if part.due_days is not None:
        try:
            part.issue_date + timedelta(days=int(part.due_days))
        except OverflowError:
            path = f"{pointer}/due_days"
            problems.add("DATE", path, _NO_SUCH_DAY, hint=_EARLIER, term="BT-9")
    if len(part.attachments) > ATTACHMENTS_MAX:
        path = f"{pointer}/attachments"
        problems.add("TOO-MANY", path, _TOO_MANY_FILES, hint=_PACK_FILES, term="BG-24")
    _check_file_names(part.attachments, pointer, problems)


def _check_file_names(
    attachments: tuple[Attachment, ...], pointer: str, problems: Problems
) -> None:
    """A PDF can hold each name once, and XRechnung wants it so (BR-DE-22)."""
    counts = Counter((one.file_name or "").lower() for one in attachments)
    for index, one in enumerate(attachments):
        if one.file_name is not None and counts[one.file_name.lower()] > 1:
            path = f"{pointer}/attachments/{index}/file_name"
            problems.add("CONFLICT", path, _SAME_FILE_NAME, hint=_RENAME, term="BT-125")


def _check_means(means: PaymentMeans, pointer: str, problems: Problems, request: Request) -> None:
    account = means.iban or means.account_identifier
    others = (means.mandate_reference, means.debited_iban, means.creditor_identifier)
    stated = (means.card_number, means.means_code, means.means_text, *others)
    if account is None and (means.bic or means.account_name or not any(stated)):
        problems.add("MISSING", f"{pointer}/iban", _NO_ACCOUNT, hint=_GIVE_ACCOUNT, term="BT-84")
    if means.card_number and sum(map(str.isdigit, means.card_number)) > _CARD_DIGITS_MAX:
        path = f"{pointer}/card_number"
        problems.add("CARD", path, _WHOLE_CARD_NUMBER, hint=_LAST_DIGITS, term="BT-87")
    first = accounts_of(request)[0]
    if means.remittance_information not in {None, first.remittance_information}:
        path = f"{pointer}/remittance_information"
        problems.add("CONFLICT", path, _ONE_REMITTANCE, hint=_WITH_THE_FIRST, term="BT-83")


def accounts_of(request: Request) -> tuple[PaymentMeans, ...]:
    """Return the payment means as a list, however they were given."""
    means = request.payment_means
    if means is None:
        return ()
    return means if isinstance(means, tuple) else (means,)


def _check_allowance(
    allowance: LineAllowance, pointer: str, problems: Problems, _request: Request
) -> None:
    amount, percent, base = allowance.amount, allowance.percent, allowance.base_amount
    if amount is None:
        # What an amount is computed from is known of an item and of the invoice.
        is_inside = "/sub_lines/" in pointer or isinstance(
            allowance, PriceDiscount | PriceSurcharge
        )
        if percent is None or is_inside:
            hint = _GIVE_AMOUNT if is_inside else _AMOUNT_OR_PERCENT
            problems.add("MISSING", f"{pointer}/amount", _NO_AMOUNT, hint=hint)
    elif percent is not None and base is not None and _is_apart(amount, share(base, percent)):
        problems.add("CONFLICT", f"{pointer}/percent", _AMOUNT_DIFFERS, hint=LEAVE_ONE_OUT)


def _is_apart(stated: Decimal, computed: Decimal) -> bool:
    return subtract(stated, computed).copy_abs() > _SLACK


# What each kind of part has to fit, beside the tables.
_CHECKS: dict[type[RequestPart], Callable[[Any, str, Problems, Request], None]] = {
    InvoicePart: _check_invoice,
    Item: check_item,
    LineAllowance: _check_allowance,
    PaymentMeans: _check_means,
}

_NO_ITEMS = Wording(
    de="Es fehlen die Rechnungspositionen (BG-25).", en="There are no invoice lines (BG-25)."
)
_GIVE_ITEMS = Wording(
    de="Geben Sie items an; ohne sie müssen totals und vat_breakdown angegeben sein.",
    en="Give items; without them totals and vat_breakdown must be given.",
)
_EARLIER = Wording(
    de="Geben Sie weniger Tage an, oder payment_due_date.",
    en="Give fewer days, or payment_due_date.",
)
_PACK_FILES = Wording(
    de="Fassen Sie mehrere in einem PDF zusammen.", en="Put several together in one PDF."
)
_RENAME = Wording(
    de="Geben Sie jedem Anhang einen eigenen Namen.", en="Give each attachment a name of its own."
)
_NO_SUCH_DAY = Wording(
    de="So weit reicht der Kalender nicht.", en="The calendar does not reach that far."
)
_TOO_MANY_FILES = Wording(
    de=f"Erlaubt sind {ATTACHMENTS_MAX} Anhänge.", en=f"{ATTACHMENTS_MAX} attachments are allowed."
)
_SAME_FILE_NAME = Wording(
    de="Zwei Anhänge haben denselben Dateinamen.", en="Two attachments have the same file name."
)
_NO_ACCOUNT = Wording(
    de="Es fehlt das Konto, auf das zu zahlen ist (BT-84).",
    en="There is no account to pay into (BT-84).",
)
_GIVE_ACCOUNT = Wording(
    de="Geben Sie iban an, oder account_identifier, wo es keine IBAN gibt.",
    en="Give iban, or account_identifier where it has no IBAN.",
)
_WHOLE_CARD_NUMBER = Wording(
    de="Eine ganze Kartennummer darf nicht auf einer Rechnung stehen.",
    en="A whole card number must not stand on an invoice.",
)
_LAST_DIGITS = Wording(de="Geben Sie die letzten vier Ziffern an.", en="Give its last four digits.")
_ONE_REMITTANCE = Wording(
    de="Eine Rechnung hat nur einen Verwendungszweck (BT-83).",
    en="An invoice has one remittance information only (BT-83).",
)
_WITH_THE_FIRST = Wording(
    de="Geben Sie ihn beim ersten Konto an.", en="Give it with the first account."
)
_NO_AMOUNT = Wording(de="Es fehlt der Betrag.", en="There is no amount.")
_GIVE_AMOUNT = Wording(de="Geben Sie amount an.", en="Give amount.")
_AMOUNT_OR_PERCENT = Wording(de="Geben Sie amount oder percent an.", en="Give amount or percent.")
_AMOUNT_DIFFERS = Wording(
    de="amount ist nicht percent von base_amount.", en="amount is not percent of base_amount."
)
