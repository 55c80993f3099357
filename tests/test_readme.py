"""What the README says of fields, errors and commands is what the code does."""

import re
from pathlib import Path

from gateway.dialects.fields_page import fields_page
from gateway.metrics import Metrics
from gateway.refusals import KINDS
from profiles.registry import PROFILES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_fields_in_the_table_exist() -> None:
    described = fields_page()
    (table,) = re.findall(r"^\| field \| what it does \|\n.*?\n((?:\|.*\n)+)", README, re.M)
    named = re.findall(r"^\| `(?:items\[\]\.)?(\w+)`", table, re.M)
    assert named
    assert [name for name in named if f"`{name}`" not in described] == []


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
