"""What tests of all rooms share: requests that are valid as they stand."""

from pathlib import Path
from typing import Any

import pytest

from gateway.dialects.json_text import parse

EXAMPLES = Path(__file__).parent.parent / "examples"


def load_example(name: str) -> dict[str, Any]:
    """Read one of the example requests."""
    loaded = parse((EXAMPLES / name).read_bytes())
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture
def seed() -> dict[str, Any]:
    """The first API document's own example, to change in one place."""
    return load_example("seed.json")


@pytest.fixture
def complete() -> dict[str, Any]:
    """A complete and valid invoice, to change in one place."""
    return load_example("invoice.json")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write golden files anew")
