"""Arbitrary sales for property tests: lines with net and gross prices, discounts, charges."""

from decimal import Decimal

from hypothesis import strategies as st
from msgspec import Struct, field
from msgspec.structs import replace

from profiles.finding import Finding
from profiles.semantic.allowance import DocumentAllowance, LineAllowance
from profiles.semantic.discounts import Reduction
from profiles.semantic.gross import with_prices
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.totals import compute
from tests.profiles.invoices import invoice, line

# What BR-CO-17 can judge; it takes a rate below 0.5 % for zero.
RATES = ("19", "7", "16", "5", "20", "5.5", "2.1", "8.1", "25.5", "0.77", "100")
TAXES = [("S", rate) for rate in RATES] + [("Z", "0"), ("E", "0")]


class Sale(Struct, frozen=True, kw_only=True):
    """What somebody sells, before it is an invoice."""

    lines: tuple[Line, ...]
    gross: dict[int, Decimal] = field(default_factory=dict)
    line_reductions: dict[int, tuple[Reduction, ...]] = field(default_factory=dict)
    reductions: tuple[Reduction, ...] = ()
    allowances: tuple[DocumentAllowance, ...] = ()
    charges: tuple[DocumentAllowance, ...] = ()

    def on(self, template: Invoice) -> tuple[Invoice, tuple[Finding, ...]]:
        """Return a computed invoice of this sale, and the findings."""
        unpriced = replace(
            template, lines=self.lines, allowances=self.allowances, charges=self.charges
        )
        priced, findings = with_prices(
            unpriced, self.gross, line_reductions=self.line_reductions, reductions=self.reductions
        )
        return compute(priced), findings

    def computed(self) -> Invoice:
        return self.on(invoice())[0]


amounts = st.integers(0, 100_000).map(lambda cents: Decimal(cents) / 100)
percents = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)
prices = st.one_of(amounts, st.decimals(0, 1000, places=6))
quantities = st.one_of(st.integers(1, 50).map(Decimal), st.decimals(Decimal("-500"), 500, places=3))
reductions = st.builds(
    Reduction,
    reason=st.just("Rabatt"),
    percent=st.one_of(st.none(), percents),
    amount=amounts,
    is_charge=st.booleans(),
)


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    lines: list[Line] = []
    gross: dict[int, Decimal] = {}
    line_reductions: dict[int, tuple[Reduction, ...]] = {}
    for index in range(draw(st.integers(1, 6))):
        category_code, rate = draw(st.sampled_from(TAXES))
        sold = line(
            str(draw(quantities)),
            str(draw(prices)),
            category_code=category_code,
            rate=rate,
            exemption_reason="Heilbehandlung" if category_code == "E" else None,
        )
        base_quantity = draw(st.sampled_from([None, None, Decimal(100), Decimal("0.3")]))
        sold = replace(
            sold,
            identifier=str(index + 1),
            price=replace(sold.price, base_quantity=base_quantity),
            charges=draw(st.lists(_line_charges, max_size=1).map(tuple)),
        )
        if draw(st.booleans()):
            gross[index] = draw(amounts)
        lines.append(sold)
        line_reductions[index] = draw(st.lists(reductions, max_size=2).map(tuple))
    return Sale(
        lines=tuple(lines),
        gross=gross,
        line_reductions=line_reductions,
        reductions=draw(st.lists(reductions, max_size=2).map(tuple)),
        allowances=draw(st.lists(_document_allowances(), max_size=2).map(tuple)),
        charges=draw(st.lists(_document_allowances(), max_size=2).map(tuple)),
    )


_line_charges = st.builds(LineAllowance, amount=amounts, reason=st.just("Verpackung"))


@st.composite
def _document_allowances(draw: st.DrawFn) -> DocumentAllowance:
    category_code, rate = draw(st.sampled_from(TAXES[:4]))
    return DocumentAllowance(
        amount=draw(amounts),
        vat_category_code=category_code,
        vat_rate=Decimal(rate),
        reason="Vereinbarung",
    )
