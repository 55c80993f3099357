"""Every valid CII invoice, read and written again, says the same."""

import re
from collections import Counter

from profiles.syntax.cii import read_cii, write_cii
from profiles.syntax.reading import Reading
from profiles.syntax.source import kind_of, parse_xml
from tests.profiles.corpus import leaves_of, valid_documents

# Why a document is not the same again, by the place that reading then reports.
CAUSES = {
    "a scheme where the standard has none": re.compile(r"ram:(IssuerAssigned)?ID/@schemeID$"),
    "a reference that does not say what it is": re.compile(
        r"ram:AdditionalReferencedDocument(\[\d\])?/ram:IssuerAssignedID$"
    ),
    "a third tax registration": re.compile(r"ram:SpecifiedTaxRegistration\[\d\]/ram:ID"),
    "a date in another format than it says": re.compile(r"udt:DateTimeString$"),
}
SHARE_AT_LEAST = 0.98


def test_every_valid_document_is_the_same_again() -> None:
    causes: Counter[str] = Counter()
    same = 0
    for name, root in valid_documents():
        if kind_of(root) != "cii":
            continue
        reading = read_cii(root)
        written = write_cii(reading.invoice)
        assert read_cii(written) == Reading(invoice=reading.invoice), name
        if leaves_of(parse_xml(written)) == leaves_of(root):
            assert reading == Reading(invoice=reading.invoice), name
            same += 1
        else:
            causes[cause_of(reading)] += 1
    print(f"{same} the same again; {dict(causes)}")  # noqa: T201  (what -s is for)
    assert "unknown" not in causes
    assert same >= SHARE_AT_LEAST * (same + causes.total())


def cause_of(reading: Reading) -> str:
    """Name the cause that covers all that reading reports, or `unknown`."""
    places = [one.xpath or "" for one in (*reading.beyond, *reading.unreadable)]
    for cause, pattern in CAUSES.items():
        if places and all(pattern.search(place) for place in places):
            return cause
    return "unknown"
