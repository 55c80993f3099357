"""The style, held by the tests: examples of what to look for, not limits to play with."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("gateway", "renderers", "validation", "profiles")
FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 40
NAMES_THAT_SAY_NOTHING = {
    "base",
    "common",
    "helper",
    "helpers",
    "manager",
    "service",
    "util",
    "utils",
}

# Written so that no pattern finds itself.
NOT_TO_BE_COMMITTED = {
    "a place on one machine": r"/hom[e]/\w|/roo[t]/\w|/wor[k]/\w|/User[s]/\w",
    "a package registry's host": r"pypi[.]org|pythonhosted[.]org|npmjs[.]org|crates[.]io"
    r"|deb[.]debian[.]org|archive[.]ubuntu[.]com|maven[.]org|docker[.]io|ghcr[.]io|quay[.]io",
    "unfinished work": r"\b(TOD[O]|FIXM[E])\b",
    "how the work was done": r"(?i)co-authored-b[y]|\bissue[ ]#?\d+\b",
}


def committed() -> list[Path]:
    """What is in the repository or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.splitlines() if (path := ROOT / name).is_file()]


COMMITTED = committed()
PYTHON = [path for path in COMMITTED if path.suffix == ".py"]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PYTHON}


def in_rooms(*rooms: str) -> dict[Path, ast.Module]:
    """The syntax trees of the given rooms."""
    return {path: tree for path, tree in TREES.items() if path.relative_to(ROOT).parts[0] in rooms}


def place(path: Path, node: ast.stmt | ast.expr | None = None) -> str:
    """A file, and the line in it, as an editor reads them."""
    return f"{path.relative_to(ROOT)}:{node.lineno if node else 1}"


def test_files_have_one_concern() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert [place(path) for path, count in lines.items() if count > FILE_LINES_MAX] == []


def test_functions_fit_on_a_screen() -> None:
    assert [
        place(path, node)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES_MAX
    ] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [
        place(path)
        for path, tree in in_rooms(*ROOMS, "tests").items()
        if tree.body and not ast.get_docstring(tree)
    ] == []


def test_names_say_something() -> None:
    named = [(path.stem, place(path)) for path in PYTHON]
    named += [
        (node.name, place(path, node))
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    words = {where: re.findall(r"[A-Z]?[a-z0-9]+", name) for name, where in named}
    assert [
        where
        for where, parts in words.items()
        if NAMES_THAT_SAY_NOTHING & {part.lower() for part in parts}
    ] == []


def test_no_float_comes_near_money() -> None:
    assert [
        place(path, node)
        for path, tree in in_rooms("profiles").items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ] == []


def test_stages_do_not_look_at_the_clock() -> None:
    stages = in_rooms("renderers", "validation", "profiles")
    stages |= {path: tree for path, tree in TREES.items() if path == ROOT / "gateway/pipeline.py"}
    assert [
        place(path, node)
        for path, tree in stages.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    ] == []


def test_the_environment_is_read_in_one_place() -> None:
    assert [
        place(path, node)
        for path, tree in in_rooms(*ROOMS).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "environb", "getenv"}
        and path != ROOT / "gateway/settings.py"
    ] == []


@pytest.mark.parametrize("what", NOT_TO_BE_COMMITTED)
def test_nothing_is_committed_that_should_not_be(what: str) -> None:
    pattern = re.compile(NOT_TO_BE_COMMITTED[what])
    assert [
        f"{place(path)} {found.group()}"
        for path in COMMITTED
        if (found := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    ] == []
