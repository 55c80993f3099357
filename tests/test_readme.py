"""What the README says of fields, errors and commands is what the code does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from gateway.dialects.zugio.parties import Buyer, DeliverTo, Seller
from gateway.dialects.zugio.request import (
    Company,
    Defaults,
    InvoicePart,
    Item,
    PaymentMeans,
    Request,
)
from gateway.metrics import Metrics
from gateway.refusals import KINDS
from profiles.registry import PROFILES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

STRUCTS: dict[str, type[Struct]] = {
    "top level": Request,
    "`company`": Company,
    "`company.seller`": Seller,
    "`company.defaults`": Defaults,
    "`invoice`": InvoicePart,
    "`invoice.buyer`": Buyer,
    "`invoice.deliver_to`": DeliverTo,
    "`invoice.items[]`": Item,
    "`payment_means`, one or a list": PaymentMeans,
}


def described(struct: type[Struct]) -> Iterator[str]:
    for field in fields(struct):
        needed = field.default is NODEFAULT and field.default_factory is NODEFAULT
        yield f"**`{field.name}`**" if needed else f"`{field.name}`"


@pytest.mark.parametrize("where", STRUCTS)
def test_every_field_is_in_the_table(where: str) -> None:
    (row,) = re.findall(rf"^\| {re.escape(where)} \| (.*) \|$", README, re.M)
    without_defaults = re.sub(r" \([^)]*\)", "", row)
    assert without_defaults.split(", ") == list(described(STRUCTS[where]))


def test_every_error_is_in_the_table() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \| (.*?) \|", README, re.M)
    listed = {code for _, codes in rows for code in re.findall(r"`(\w+)`", codes)}
    assert listed == set(KINDS)


def test_every_profile_is_in_the_table() -> None:
    assert re.findall(r"\| `(urn:.*)` \|$", README, re.M) == [profile.urn for profile in PROFILES]


def test_the_example_files_are_there() -> None:
    named = set(re.findall(r"examples/[\w.]+", README))
    assert named
    assert all((ROOT / name).is_file() for name in named)


def test_every_metric_is_named() -> None:
    shown = re.findall(r"^# TYPE (\w+) ", Metrics().text().decode(), re.M)
    assert set(re.findall(r"`(zugio_\w+)`", README)) == set(shown)
