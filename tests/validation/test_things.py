"""Findings on what EN 16931 has no term for, and on values: what is said, and of which place."""

import pytest

from profiles.finding import Finding, Wording
from validation.judge import Judge

COUNTRY = "<cbc:IdentificationCode>DE"
TAX_OF_A_LINE = '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1.00</cbc:TaxAmount></cac:TaxTotal>'


def changed(xml: str, old: str, new: str) -> str:
    assert old in xml
    return xml.replace(old, new)


async def findings_of(judge: Judge, xml: str, scenario: str = "xrechnung") -> list[Finding]:
    return list((await judge.judge(xml.encode(), scenario=scenario)).findings)


async def finding_of(judge: Judge, xml: str, rule: str, scenario: str = "xrechnung") -> Finding:
    findings = await findings_of(judge, xml, scenario)
    return next(finding for finding in findings if finding.rule == rule)


async def test_an_element_is_called_by_what_it_is_and_where_it_belongs(
    judge: Judge, ubl_invoice: str
) -> None:
    street = "<cbc:StreetName>Hofweg 1</cbc:StreetName>"
    box = f"<cbc:Postbox>12</cbc:Postbox>{street}"
    finding = await finding_of(judge, changed(ubl_invoice, street, box), "UBL-CR-150")
    assert finding.term == "BG-5"
    assert finding.xpath is not None
    assert finding.xpath.endswith("/cac:PostalAddress/cbc:Postbox")
    assert "Die Angabe „Postfach“" in finding.message.de
    assert "The detail “post office box”" in finding.message.en
    assert finding.hint is not None
    assert "BT-35" in finding.hint.de


async def test_an_attribute_is_an_addition_to_its_term(judge: Judge, ubl_invoice: str) -> None:
    listed = COUNTRY.replace(">", ' listID="ISO3166-1">', 1)
    finding = await finding_of(judge, changed(ubl_invoice, COUNTRY, listed), "UBL-CR-660")
    assert finding.term == "BT-40"
    assert "Der Zusatz „Name der Codeliste“" in finding.message.de
    assert "2-mal" in finding.message.de
    assert "2 times" in finding.message.en


async def test_what_is_in_a_line_names_the_line(judge: Judge, ubl_invoice: str) -> None:
    item = "<cac:Item>\n      <cbc:Name>Montage"
    xml = changed(ubl_invoice, item, TAX_OF_A_LINE + item)
    finding = await finding_of(judge, xml, "UBL-CR-561")
    assert finding.line == 1
    assert "solche Stellen" not in finding.message.de
    xml = changed(ubl_invoice, "<cac:Item>", f"{TAX_OF_A_LINE}<cac:Item>")
    finding = await finding_of(judge, xml, "UBL-CR-561")
    assert finding.message.de.endswith("Es gibt 2 solche Stellen.")


async def test_a_term_that_is_missing_is_called_by_its_name(judge: Judge, invoice: str) -> None:
    name = "<ram:Name>Stadt Bremen</ram:Name>"
    xml = changed(invoice, name, "")
    finding = await finding_of(judge, xml, "FX-SCH-A-000030", scenario="facturx-en16931")
    assert finding.term == "BT-44"
    assert finding.message.de.startswith("„Name des Käufers (BT-44)“ fehlt")
    assert finding.message.en.startswith("“Buyer name (BT-44)” is missing")
    # No invoice can do without its buyer.
    assert finding.hint == Wording("Tragen Sie die Angabe nach.", "Add it.")


@pytest.mark.parametrize(
    ("change", "rule", "quoted"),
    [
        ((' format="102">20260105', ">20260105"), "BR-03", "20260105"),
        (('"102">20260105', '"610">202601'), "BR-03", "202601"),
        ((' format="102">20260105', ">20260105"), "BR-TMP-7", "20260105"),
    ],
)
async def test_a_date_without_its_mark_is_neither_missing_nor_wrong(
    judge: Judge, invoice: str, change: tuple[str, str], rule: str, quoted: str
) -> None:
    finding = await finding_of(judge, changed(invoice, *change), rule)
    assert 'format="102"' in finding.message.de
    assert finding.message.de.endswith(f"Angegeben ist „{quoted}“.")
    assert finding.message.en.endswith(f"The value given is “{quoted}”.")


async def test_a_date_that_is_missing_or_wrong_is_said_to_be(judge: Judge, invoice: str) -> None:
    finding = await finding_of(judge, changed(invoice, ">20260105<", "><"), "BR-03")
    assert finding.message == Wording("Das Rechnungsdatum fehlt.", "The invoice date is missing.")
    finding = await finding_of(judge, changed(invoice, ">20260105<", ">5.1.26<"), "BR-TMP-7")
    assert 'format="102"' not in finding.message.de
    assert finding.message.de.endswith("Angegeben ist „5.1.26“.")


@pytest.mark.parametrize("currency", ["", ' currencyID="USD"'])
@pytest.mark.parametrize("scenario", ["xrechnung", "facturx-en16931", "facturx-extended"])
async def test_a_vat_total_in_no_currency_of_the_invoice_is_to_be_marked(
    judge: Judge, invoice: str, currency: str, scenario: str
) -> None:
    xml = changed(invoice, 'TaxTotalAmount currencyID="EUR"', f"TaxTotalAmount{currency}")
    findings = await findings_of(judge, xml, scenario)
    about_it = [finding for finding in findings if finding.term == "BT-110"]
    assert about_it != []
    for finding in about_it:
        assert finding.hint is not None
        assert 'currencyID="EUR"' in finding.hint.de
        assert "weg" not in finding.hint.de


async def test_an_amount_is_called_by_what_it_is(judge: Judge, ubl_invoice: str) -> None:
    tax = TAX_OF_A_LINE.replace("1.00", "1.005")
    finding = await finding_of(
        judge, changed(ubl_invoice, "<cac:Item>", f"{tax}<cac:Item>"), "UBL-DT-01"
    )
    assert finding.message.de.endswith("Angegeben ist 1,005 als „Steuerbetrag“ (XML: TaxAmount).")
    assert finding.message.en.endswith("given is 1.005 as “tax amount” (XML: TaxAmount).")


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        (('"HUR"', '"Std"'), "BR-CL-23", ("„Std“", "“Std”")),
        (("Code>380", "Code>999"), "BR-CL-01", ("„999“", "“999”")),
        (("Code>EUR", "Code>EURO"), "BR-CL-04", ("„EURO“", "“EURO”")),
        (("Amount>80.00", "Amount>-80.00"), "BR-27", ("-80,00", "-80.00")),
        (("Percent>19", "Percent>0"), "BR-S-05", ("0\N{NO-BREAK SPACE}%", "0%")),
        (("030 123456", "k.A."), "BR-DE-27", ("„k.A.“", "“k.A.”")),
        (("80.00</ram:LineTotal", "80.001</ram:LineTotal"), "BR-DEC-23", ("80,001", "80.001")),
    ],
)
async def test_a_wrong_value_is_quoted(
    judge: Judge, invoice: str, change: tuple[str, str], rule: str, said: tuple[str, str]
) -> None:
    finding = await finding_of(judge, changed(invoice, *change), rule)
    assert f"Angegeben ist {said[0]}." in finding.message.de
    assert f"The value given is {said[1]}." in finding.message.en


async def test_a_long_value_is_cut(judge: Judge, invoice: str) -> None:
    finding = await finding_of(
        judge, changed(invoice, "Code>EUR", f"Code>{'X' * 5000}"), "BR-CL-04"
    )
    assert len(finding.message.de) < 300


async def test_what_is_missing_is_not_called_wrong(judge: Judge, ubl_invoice: str) -> None:
    price = '<cac:Price><cbc:PriceAmount currencyID="EUR">80.00</cbc:PriceAmount></cac:Price>'
    findings = await findings_of(judge, changed(ubl_invoice, price, ""))
    finding, other = (f for f in findings if f.rule in {"BR-26", "BR-27"})
    assert finding.message == other.message


async def test_sums_come_after_what_they_follow_from(judge: Judge, invoice: str) -> None:
    findings = await findings_of(judge, changed(invoice, "Code>EUR", "Code>EURO"))
    rules = [finding.rule for finding in findings]
    assert rules.index("BR-CL-04") < rules.index("BR-CO-15")
    findings = await findings_of(judge, changed(invoice, "80.00</ram:LineT", "85.00</ram:LineT"))
    rules = [finding.rule for finding in findings]
    assert rules.index("BR-CO-10") < rules.index("BR-S-08")
