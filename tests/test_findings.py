"""Whoever is told that something is wrong is told what to do about it, by every finding."""

import ast
from pathlib import Path

ROOMS = ("gateway", "profiles", "renderers", "validation")
ROOT = Path(__file__).parent.parent


def calls() -> list[tuple[str, ast.Call]]:
    """Every place where a finding is made."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Finding"
    ]


def test_every_finding_is_made_with_a_remedy() -> None:
    made = calls()
    assert len(made) > 30
    assert [
        place for place, call in made if "hint" not in {keyword.arg for keyword in call.keywords}
    ] == []
