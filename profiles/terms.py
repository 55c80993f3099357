"""Which business terms each level of EN 16931 and Factur-X carries, each built on the one below.

The levels below EN 16931 are those of the Factur-X 1.09 schemas and sheets, the rest is EN 16931-1
and the specification of XRechnung's extension.
"""

from profiles.semantic.term import EXTENDED


def _terms(*spans: str) -> frozenset[str]:
    """Read spans such as `BT-1…5` and single ids such as `BG-4`."""
    terms: set[str] = set()
    for span in spans:
        kind, _, numbers = span.partition("-")
        first, _, last = numbers.partition("…")
        terms.update(f"{kind}-{number}" for number in range(int(first), int(last or first) + 1))
    return frozenset(terms)


# Marks that documents carry beside EN 16931; the schemas of the smaller profiles lack them.
_MARKS = frozenset({"CII", "UBL"})

MINIMUM_TERMS = _terms(
    *("BG-2", "BT-23…24", "BT-1…3", "BT-5", "BT-10", "BT-13"),
    *("BG-4", "BT-27", "BT-30…32", "BG-5", "BT-40", "BG-7", "BT-44", "BT-47"),
    *("BG-22", "BT-109…110", "BT-112", "BT-115"),
)

BASIC_WL_TERMS = MINIMUM_TERMS | _terms(
    *("BT-6", "BT-8…9", "BT-12", "BT-16", "BT-19…20", "BG-1", "BT-21…22", "BG-3", "BT-25…26"),
    *("BT-28…29", "BT-34…39", "BT-162", "BT-46", "BT-48…49", "BG-8", "BT-50…55", "BT-163"),
    *("BG-10", "BT-59…61", "BG-11", "BT-62…63", "BG-12", "BT-64…69", "BT-164"),
    *("BG-13", "BT-70…72", "BG-14", "BT-73…74", "BG-15", "BT-75…80", "BT-165"),
    *("BG-16", "BT-81", "BT-83", "BG-17", "BT-84", "BG-19", "BT-89…91"),
    *("BG-20", "BT-92…98", "BG-21", "BT-99…105"),
    *("BT-106…108", "BT-111", "BT-113", "BG-23", "BT-116…121"),
)

BASIC_TERMS = BASIC_WL_TERMS | _terms(
    *("BG-25", "BT-126…127", "BT-129…131", "BG-26", "BT-134…135"),
    *("BG-27", "BT-136", "BT-139…140", "BG-28", "BT-141", "BT-144…145"),
    *("BG-29", "BT-146…150", "BG-30", "BT-151…152", "BG-31", "BT-153", "BT-157"),
)

EN16931_TERMS = _MARKS | _terms("BG-1…32", "BT-1…3", "BT-5…165")

# The ids that the sheets of EXTENDED name; what they name no id for is EXTENDED as such.
EXTENDED_TERMS = EN16931_TERMS | {
    EXTENDED,
    *("BT-X-2", "BT-X-3", "BT-X-4", "BT-X-5", "BT-X-6", "BT-X-7", "BT-X-8", "BT-X-9", "BT-X-304"),
    *("BG-X-42", "BT-X-271", "BT-X-272", "BT-X-273", "BT-X-274"),
}

XRECHNUNG_EXTENSION_TERMS = EN16931_TERMS | {
    "BG-DEX-01",
    *("BG-DEX-09", "BT-DEX-001", "BT-DEX-002", "BT-DEX-003"),
}
