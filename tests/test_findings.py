"""Whoever is told that something is wrong is told what to do about it, by every finding."""

import ast
from pathlib import Path

ROOMS = ("gateway", "profiles", "renderers", "validation")
ROOT = Path(__file__).parent.parent


def made() -> dict[str, ast.Call]:
    """Return every place where a finding is made."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno}": node
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Finding"
    }


def test_every_finding_is_made_with_a_message_and_a_remedy() -> None:
    assert len(made()) > 30
    assert [place for place, call in made().items() if not _is_whole(call)] == []


def _is_whole(call: ast.Call) -> bool:
    said = {keyword.arg: keyword.value for keyword in call.keywords}
    return {"message", "hint"} <= set(said) and not isinstance(said["hint"], ast.Constant)
