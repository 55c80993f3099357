"""The tags that bind a field of the model to its business term."""

from msgspec import Meta

# Stands for what only the EXTENDED profile of Factur-X has, where its sheets name no id.
EXTENDED = "EXTENDED"


def term(identifier: str, name: str, **elsewhere: str) -> Meta:
    """Tag a field with its business term or group of EN 16931-1 (`BT-1`, `BG-4`) and its name.

    elsewhere: the term that the field is in another group than the first, as `BG_8="BT-50"`.
    """
    others = {group.replace("_", "-"): other for group, other in elsewhere.items()}
    return Meta(title=name, extra={"term": identifier, "elsewhere": others})


def term_by_group(name: str, **groups: str) -> Meta:
    """Tag a field that is a term of EN 16931 in these groups and of EXTENDED in all others."""
    return term(EXTENDED, name, **groups)


def extension(name: str) -> Meta:
    """Tag a field that only EXTENDED has."""
    return term(EXTENDED, name)
