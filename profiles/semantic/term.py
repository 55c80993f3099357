"""The tag that binds a field of the model to its business term."""

from msgspec import Meta


def term(identifier: str, name: str, description: str = "") -> Meta:
    """Tag a field with its business term or group of EN 16931-1 (`BT-1`, `BG-4`) and its name."""
    return Meta(title=name, description=description or None, extra={"term": identifier})
