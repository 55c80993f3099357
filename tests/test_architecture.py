"""Four rooms, one direction, and nothing that only some list knows of."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import profiles
from profiles.profile import Profile
from profiles.registry import PROFILES

ROOT = Path(__file__).parent.parent
WEB = {"granian", "httpx", "litestar", "starlette"}
STATUS_CODES = {400, 401, 402, 404, 405, 406, 409, 413, 415, 422, 429, 500, 502, 503, 504}


def modules(room: str) -> dict[str, ast.Module]:
    """The syntax trees of one room, by file."""
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for path in (ROOT / room).rglob("*.py")
    }


def test_imports_point_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


@pytest.mark.parametrize("room", ["renderers", "validation", "profiles"])
def test_only_the_gateway_knows_the_web(room: str) -> None:
    imported = {
        (file, name.partition(".")[0])
        for file, tree in modules(room).items()
        for node in ast.walk(tree)
        for name in imported_names(node)
    }
    assert {(file, name) for file, name in imported if name in WEB} == set()


@pytest.mark.parametrize("room", ["renderers", "validation", "profiles"])
def test_status_codes_are_given_at_the_edge(room: str) -> None:
    assert [
        f"{file}:{node.lineno}"
        for file, tree in modules(room).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in STATUS_CODES
    ] == []


def test_every_profile_is_registered() -> None:
    names = [info.name for info in pkgutil.iter_modules(profiles.__path__) if not info.ispkg]
    found = {
        value.id
        for name in names
        for value in vars(importlib.import_module(f"profiles.{name}")).values()
        if isinstance(value, Profile)
    }
    assert found == {profile.id for profile in PROFILES}


def test_profiles_can_be_told_apart() -> None:
    assert len({profile.id for profile in PROFILES}) == len(PROFILES)
    assert len({profile.urn for profile in PROFILES}) == len(PROFILES)


def imported_names(node: ast.AST) -> list[str]:
    """The modules that an import statement names."""
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
    return []
