"""Settings are read once, strictly, and the README lists all of them."""

import re
from pathlib import Path

import pytest

from gateway.settings import (
    Settings,
    UnfitSetting,
    documented_settings,
    read_settings,
    unknown_variables,
)

README = Path(__file__).parent.parent.parent / "README.md"


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()


def test_variables_are_converted() -> None:
    settings = read_settings({"ZUGIO_PORT": "8080", "ZUGIO_RULES_DIR": "/rules", "ZUGIO_HOST": ""})
    assert (settings.port, settings.rules_dir, settings.host) == (8080, Path("/rules"), "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("ZUGIO_PORT", "http", "a whole number from 1 to 65535"),
        ("ZUGIO_PORT", "0", "a whole number from 1 to 65535"),
        ("ZUGIO_WAITING_MAX", "-1", "a whole number from 1"),
        ("ZUGIO_REQUEST_TIMEOUT_SECONDS", "0", "a number above 0"),
        ("ZUGIO_BROWSER_SANDBOX", "maybe", "one of auto, off, on"),
    ],
)
def test_an_unfit_value_is_named_with_what_would_fit(name: str, value: str, wanted: str) -> None:
    with pytest.raises(UnfitSetting, match=f"^{name}='{value}' is not {wanted}$"):
        read_settings({name: value})


def test_a_variable_that_is_no_setting_is_named_with_the_nearest() -> None:
    environment = {"ZUGIO_PROT": "1", "ZUGIO_PORT": "1", "ZUGIO_TEST_CORPUS": "1", "HOME": "1"}
    assert unknown_variables(environment) == {"ZUGIO_PROT": "ZUGIO_PORT"}
    assert unknown_variables({"ZUGIO_XYZ": "1"}) == {"ZUGIO_XYZ": None}


def test_the_readme_lists_every_setting() -> None:
    rows = re.findall(r"^\| `(ZUGIO_\w+)` \| (.*?) \| (.*?) \|$", README.read_text("utf-8"), re.M)
    wanted = [
        (row.variable, f"`{row.default}`" if row.default else "", row.description)
        for row in documented_settings()
    ]
    assert rows == wanted
