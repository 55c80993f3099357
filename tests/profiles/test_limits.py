"""A conversion loses what it says that it loses, and nothing else."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from profiles.profile import Syntax
from profiles.semantic.allowance import LogisticsCharge, PriceAllowance
from profiles.semantic.invoice import ExtendedDocument, Invoice, Note, ProcessControl, Totals
from profiles.semantic.party import Contact, Identifier, Party
from profiles.semantic.payment import PaymentMeans, ThirdPartyPayment
from profiles.semantic.references import PrecedingInvoice
from profiles.semantic.totals import compute as computed
from profiles.semantic.vat import VATBreakdown
from profiles.syntax.bindings import Bound, bindings
from profiles.syntax.cii import CII, read_cii, write_cii
from profiles.syntax.draft import members
from profiles.syntax.limits import carry, lost_in
from profiles.syntax.reading import Reading
from profiles.syntax.reasons import REASONS, SUMS
from profiles.syntax.source import kind_of, parse_xml
from profiles.syntax.ubl import UBL_CREDIT_NOTE, UBL_INVOICE, read_ubl, write_ubl
from tests.profiles.any_invoice import any_invoice
from tests.profiles.corpus import valid_documents
from tests.profiles.invoices import invoice, line

TREES = {"cii": (CII,), "ubl": (UBL_INVOICE, UBL_CREDIT_NOTE)}


def in_cii_order(party: Party) -> Party:
    """CII has the identifiers without a scheme first."""
    return replace(
        party, identifiers=tuple(sorted(party.identifiers, key=lambda one: one.scheme is not None))
    )


def test_every_valid_document_comes_back_from_the_other_syntax() -> None:
    for name, root in valid_documents():
        match kind_of(root):
            case "cii":
                carried, _ = carry(read_cii(root).invoice, "ubl")
                assert read_ubl(parse_xml(write_ubl(carried))) == Reading(invoice=carried), name
            case "ubl-invoice" | "ubl-credit-note":
                carried, _ = carry(read_ubl(root).invoice, "cii")
                carried = replace(carried, seller=in_cii_order(carried.seller))
                assert read_cii(parse_xml(write_cii(carried))) == Reading(invoice=carried), name


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("syntax", ["cii", "ubl"])
def test_what_is_carried_is_carried_whole(syntax: Syntax, seed: int) -> None:
    carried, _ = carry(any_invoice(seed), syntax)
    assert carry(carried, syntax) == (carried, ())


def test_what_both_have_is_not_touched() -> None:
    assert carry(invoice(), "ubl") == (invoice(), ())
    assert carry(invoice(), "cii") == (invoice(), ())


def test_a_loss_is_named_once_with_its_first_line() -> None:
    discount = PriceAllowance(amount=Decimal(1), reason="Treue")
    reduced = replace(line(), price=replace(line().price, discounts=(discount,)))
    carried, lost = carry(invoice(line(), reduced, reduced), "ubl")
    assert [one.price.discounts for one in carried.lines[1:]] == [
        (PriceAllowance(amount=Decimal(1)),)
    ] * 2
    assert [(one.rule, one.severity, one.line) for one in lost] == [
        ("ZG-SYNTAX-TERM", "information", 1)
    ]


def test_to_lose_what_the_amount_due_is_made_of_is_an_error() -> None:
    document = replace(invoice(), third_party_payments=(ThirdPartyPayment(amount=Decimal(1)),))
    assert [(one.rule, one.severity) for one in lost_in(document, "cii")] == [
        ("ZG-SYNTAX-SUM", "error")
    ]


@pytest.mark.parametrize(("total", "charges"), [(Decimal(5), 1), (None, 1), (Decimal(0), 0)])
def test_logistics_charges_are_charges_in_ubl_where_they_count(
    total: Decimal | None, charges: int
) -> None:
    document = replace(
        invoice(),
        totals=Totals(charge_amount=total),
        extended=ExtendedDocument(logistics_charges=(LogisticsCharge(amount=Decimal(5)),)),
    )
    carried, lost = carry(document, "ubl")
    assert len(carried.charges) == charges
    assert [one.severity for one in lost if one.term == "BG-X-42"] == ["information"]


def test_a_discount_of_nothing_is_left_out_of_ubl_whatever_is_said_of_it() -> None:
    idle = PriceAllowance(amount=Decimal(0), base_amount=Decimal(3))
    price = replace(line().price, list_price=Decimal(3), discounts=(idle,))
    carried, lost = carry(invoice(replace(line(), price=price)), "ubl")
    assert carried.lines[0].price.discounts == ()
    assert [one.term for one in lost] == ["BG-29"]


def test_a_vat_group_of_nothing_is_left_out_of_cii() -> None:
    idle = VATBreakdown(category_code="E", taxable_amount=Decimal(0), tax_amount=Decimal(0))
    document = computed(invoice())
    groups = document.vat_breakdown
    document = replace(document, vat_breakdown=(*groups, idle))
    assert carry(document, "cii")[0].vat_breakdown == groups
    assert [one.term for one in lost_in(document, "cii")] == ["BG-23"]
    assert lost_in(document, "ubl") == ()


def test_the_same_currency_twice_is_said_once_in_cii() -> None:
    document = replace(invoice(), vat_accounting_currency=invoice().currency)
    assert carry(document, "cii")[0] == invoice()
    assert [one.term for one in lost_in(document, "cii")] == ["BT-6"]


def test_extended_has_a_cii_of_its_own() -> None:
    contact = Contact(name="Erika", department="Einkauf")
    document = replace(
        invoice(),
        buyer=Party(contact=contact),
        preceding_invoices=(PrecedingInvoice(reference="1"), PrecedingInvoice(reference="2")),
    )
    carried, lost = carry(document, "cii", is_extended=True)
    assert carried == replace(document, buyer=Party(contact=replace(contact, department=None)))
    assert [one.term for one in lost] == ["BG-9"]


@pytest.mark.parametrize(
    ("syntax", "changes", "terms"),
    [
        ("ubl", {"process": ProcessControl(is_test=True)}, [None]),
        ("cii", {"process": ProcessControl(ubl_version="2.1")}, [None]),
        ("ubl", {"project_name": "Neubau"}, ["BT-11"]),
        ("ubl", {"notes": (Note(text="x", subject_code="QQQ"),)}, ["BT-21"]),
        ("ubl", {"notes": (Note(text="x", content_code="ST3"),)}, ["BT-X-5"]),
        ("ubl", {"buyer": Party(identifiers=(Identifier("1"), Identifier("2")))}, ["BT-46"]),
        ("cii", {"preceding_invoices": (PrecedingInvoice(reference="1"),) * 2}, ["BG-3"]),
        (
            "cii",
            {
                "payment_means": (
                    PaymentMeans(means_code="58", remittance_information="1"),
                    PaymentMeans(means_code="58", remittance_information="2"),
                )
            },
            ["BT-83"],
        ),
    ],
)
def test_what_one_syntax_lacks_is_named(
    syntax: Syntax, changes: dict[str, Any], terms: list[str | None]
) -> None:
    assert [one.term for one in lost_in(replace(invoice(), **changes), syntax)] == terms


def test_what_is_said_for_all_accounts_is_said_once() -> None:
    means = (PaymentMeans(means_code="58", means_text="SEPA", remittance_information="1"),) * 2
    document = replace(invoice(), payment_means=means)
    assert lost_in(document, "cii") == lost_in(document, "ubl") == ()
    assert [one.means_text for one in carry(document, "ubl")[0].payment_means] == ["SEPA", None]


def unbound(shape: type[Struct], bound: Bound, path: str = "") -> Iterator[str]:
    """Yield the fields that a tree does not write, those of lines within lines left out."""
    for name, member in members(shape).items():
        way = f"{path}.{name}".lstrip(".")
        if name not in bound:
            yield way
        elif not bound[name].whole and member.shape is not None and name != "sub_lines":
            inside = bound[name]
            entries = inside.entry(1) if member.sequence else (inside,)
            if not entries:
                yield way
            for entry in entries:
                yield from unbound(member.shape, entry, way)


@pytest.mark.parametrize("syntax", ["cii", "ubl"])
def test_reasons_are_given_for_what_a_tree_lacks(syntax: Syntax) -> None:
    lacking = {way for tree in TREES[syntax] for way in unbound(Invoice, bindings(tree))}
    for path in REASONS[syntax]:
        assert any(way.startswith(path) for way in lacking), path


def test_sums_are_fields_of_the_invoice() -> None:
    for path in SUMS:
        shape: type[Struct] = Invoice
        for name in path.split("."):
            shape = members(shape)[name].shape or Struct
