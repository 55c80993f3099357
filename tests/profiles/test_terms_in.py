"""Which terms an invoice holds anything of."""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from profiles.semantic.allowance import LineAllowance
from profiles.semantic.invoice import Invoice, Totals
from profiles.semantic.names import name_of
from profiles.syntax.terms_in import holds, terms_possible
from tests.profiles.invoices import invoice, line


def terms_in(value: Struct, group: str | None = None) -> set[str]:
    return {term for term in terms_possible(type(value), group) if holds(value, term, group)}


def test_a_group_is_there_if_anything_of_it_is() -> None:
    bare = invoice()
    assert {"BG-4", "BT-27", "BG-8", "BT-55", "BG-25", "BT-151"} <= terms_in(bare)
    assert terms_in(bare).isdisjoint({"BG-22", "BT-109", "BG-6", "BG-20", "BG-27", "BT-120"})
    more = replace(bare, totals=Totals(without_vat=Decimal(0)))
    assert terms_in(more) - terms_in(bare) == {"BG-22", "BT-109"}


def test_a_field_is_the_term_of_the_group_that_it_is_in() -> None:
    allowance = LineAllowance(amount=Decimal(1), reason="Treue")
    reduced = invoice(replace(line(), allowances=(allowance,)))
    raised = invoice(replace(line(), charges=(allowance,)))
    assert terms_in(reduced) - terms_in(invoice()) == {"BG-27", "BT-136", "BT-139"}
    assert terms_in(raised) - terms_in(invoice()) == {"BG-28", "BT-141", "BT-144"}
    assert terms_in(allowance, "BG-28") == {"BT-141", "BT-144"}


def test_what_could_be_said_has_every_group_and_term_of_the_norm() -> None:
    norm = {f"BT-{number}" for number in range(1, 166)} | {f"BG-{n}" for n in range(1, 33)}
    assert {term for term in norm if name_of(term)} - terms_possible(Invoice) == set()
