"""Cash discounts in the words of each profile; the user's own text is never touched."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from profiles.finding import Language
from profiles.semantic.cash_discounts import (
    CashDiscount,
    Form,
    in_form,
    with_cash_discounts,
    with_due_days,
)
from profiles.semantic.invoice import Invoice
from profiles.semantic.payment import DiscountTerms, PaymentTerms
from tests.profiles.invoices import invoice

TWO_PERCENT = CashDiscount(days=7, percent=Decimal(2))
ON_A_PART = CashDiscount(days=14, percent=Decimal("1.5"), base_amount=Decimal(100))


def with_text(text: str | None, *discounts: CashDiscount) -> Invoice:
    terms = (PaymentTerms(description=text),) if text is not None else ()
    return with_cash_discounts(replace(invoice(), payment_terms=terms), discounts)


def text_in(form: Form, wanted: Invoice, language: Language = "de") -> str | None:
    written, findings = in_form(wanted, form, language)
    assert findings == ()
    assert written.payment_terms[0].discounts == ()
    return written.payment_terms[0].description


def test_xrechnung_has_lines_of_its_own_grammar() -> None:
    assert text_in("skonto", with_text(None, TWO_PERCENT, ON_A_PART)) == (
        "#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.50#BASISBETRAG=100.00#\n"
    )


def test_they_stand_after_the_users_text() -> None:
    own = "Zahlbar in 30 Tagen.\n#SKONTO#TAGE=3#PROZENT=3.00#\nDanke."
    assert text_in("skonto", with_text(own, TWO_PERCENT)) == (
        f"{own}\n#SKONTO#TAGE=7#PROZENT=2.00#\n"
    )


def test_what_the_grammar_cannot_say_is_a_sentence() -> None:
    months = DiscountTerms(period=Decimal(1), period_unit="MON", percent=Decimal("2.125"))
    wanted = replace(invoice(), payment_terms=(PaymentTerms(discounts=(months,)),))
    assert text_in("skonto", wanted) == "2,125 % Skonto bei Zahlung innerhalb von 1 Monat."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Danke.\n1,5 % Skonto auf 100,00 EUR bei Zahlung innerhalb von 14 Tagen."),
        ("en", "Danke.\n1.5 % cash discount on 100.00 EUR for payment within 14 days."),
    ],
)
def test_other_profiles_have_a_sentence(language: Language, text: str) -> None:
    assert text_in("text", with_text("Danke.", ON_A_PART), language) == text


def test_extended_has_them_structured() -> None:
    wanted = with_text("Danke.", TWO_PERCENT)
    assert in_form(wanted, "structured", "de") == (wanted, ())
    assert wanted.payment_terms[0].discounts == (
        DiscountTerms(period=Decimal(7), period_unit="DAY", percent=Decimal(2)),
    )


@pytest.mark.parametrize("line", ["# wichtig", "  #SKONTO#TAGE=7#PROZENT=2#"])
def test_a_line_that_begins_with_a_hash_is_an_error_in_xrechnung(line: str) -> None:
    wanted = with_text(f"Danke.\n{line}")
    written, (finding,) = in_form(wanted, "skonto", "de")
    assert (finding.severity, finding.rule, finding.term) == ("error", "ZG-SKONTO-LINE", "BT-20")
    assert written == wanted
    assert in_form(wanted, "text", "de") == (wanted, ())


def test_the_due_date_is_counted_from_the_issue_date() -> None:
    due = with_due_days(with_text("Danke.", TWO_PERCENT), 30)
    assert due.payment_terms[0].due_date == date(2026, 1, 31)
    assert due.payment_terms[0].description == "Danke."


@pytest.mark.parametrize("days", [10**9, 10**12, -(10**7)])
def test_days_beyond_the_calendar_are_no_date(days: int) -> None:
    assert with_due_days(invoice(), days) == invoice()


@pytest.mark.parametrize("form", ["text", "skonto"])
def test_several_terms_are_one_where_the_standard_has_one(form: Form) -> None:
    early = PaymentTerms(due_date=date(2026, 1, 8), discounts=(DiscountTerms(percent=Decimal(2)),))
    late = PaymentTerms(description="Ohne Abzug", due_date=date(2026, 1, 31))
    written, findings = in_form(replace(invoice(), payment_terms=(early, late)), form, "de")
    (terms,) = written.payment_terms
    assert terms.due_date == late.due_date
    assert terms.description is not None
    assert terms.description.endswith("Ohne Abzug")
    assert [finding.term for finding in findings] == ["BT-20"]
