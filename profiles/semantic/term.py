"""The tag that binds a field of the model to its business term."""

from msgspec import Meta


def term(identifier: str, name: str, **elsewhere: str) -> Meta:
    """Tag a field with its business term or group of EN 16931-1 (`BT-1`, `BG-4`) and its name.

    elsewhere: the term that the field is in another group than the first, as `BG_8="BT-50"`.
    """
    others = {group.replace("_", "-"): other for group, other in elsewhere.items()}
    return Meta(title=name, extra={"term": identifier, "elsewhere": others})
