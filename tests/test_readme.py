"""What the README says of fields, errors and commands is what the code does."""

import re
from pathlib import Path

from gateway.dialects.places import fields_of
from gateway.dialects.schema import parts_of
from gateway.dialects.zugio.request import Request
from gateway.metrics import Metrics
from gateway.refusals import KINDS
from profiles.registry import PROFILES
from profiles.semantic.treatments import TREATMENTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_comforts_that_it_names_are_fields() -> None:
    rows = re.findall(r"^\| (?:why|a|when|how|another|your) .*? \| (.*) \|$", README, re.M)
    named = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    known = {name for part in parts_of(Request).values() for name in fields_of(part)}
    assert len(named) > 15
    assert named <= known | TREATMENTS.keys()


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
