"""What D16B has not may not pass because D22B has it, and libxml2's own strictness is no rule."""

import pytest

from tests.validation.corpus import errors
from validation.judge import Judge

AT_CURRENCY = "<ram:InvoiceCurrencyCode"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (AT_CURRENCY, f'{AT_CURRENCY} listID="ISO 4217"'),
        (AT_CURRENCY, f'{AT_CURRENCY} listAgencyID="6"'),
        (
            "<ram:Name>Montage</ram:Name>",
            "<ram:Name>Montage</ram:Name><ram:ModelName>M</ram:ModelName>",
        ),
        (
            "<ram:SpecifiedTaxRegistration>",
            "<ram:SpecifiedTaxRegistration><ram:IOSSID>1</ram:IOSSID>",
        ),
    ],
)
async def test_what_d22b_added_is_refused(judge: Judge, invoice: str, old: str, new: str) -> None:
    assert old in invoice
    judgement = await judge.judge(invoice.replace(old, new, 1).encode())
    assert errors(judgement) == {"ZG-XSD"}


async def test_the_value_that_d16b_fixed_is_accepted(judge: Judge, invoice: str) -> None:
    xml = invoice.replace(AT_CURRENCY, f'{AT_CURRENCY} listID="ISO 4217 3A" listAgencyID="5"')
    assert "ZG-XSD" not in errors(await judge.judge(xml.encode()))


@pytest.mark.parametrize("space", ["{} ", "\n{}\t"])
async def test_white_space_around_a_date_is_allowed(
    judge: Judge, ubl_invoice: str, space: str
) -> None:
    start = ubl_invoice.index("<cbc:IssueDate>") + len("<cbc:IssueDate>")
    date = ubl_invoice[start : start + 10]
    xml = ubl_invoice[:start] + space.format(date) + ubl_invoice[start + 10 :]
    assert errors(await judge.judge(xml.encode())) == set()
    assert errors(await judge.judge(xml.replace(date, "2026-02-30", 1).encode())) == {"ZG-XSD"}
