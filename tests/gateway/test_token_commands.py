"""`zugio tokens`: what each verb prints, as text and as JSON, and how mistakes end."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gateway.cli import main
from gateway.ledger.tokens import hash_of

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a verb on a ledger of its own and returns what it printed."""
    monkeypatch.setenv("ZUGIO_DATABASE_URL", f"sqlite:///{tmp_path}/credits.db")

    def run(*arguments: str, code: int = 0) -> str:
        assert main(["tokens", *arguments]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return run


def told(run: Run, *arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json"))


def test_create_tells_the_secret_once(run: Run) -> None:
    made = told(run, "create", "--name", "ERP", "--credits", "3")
    assert list(made) == ["id", "name", "token", "credits"]
    assert (made["name"], made["credits"]) == ("ERP", 3)
    later = run("list") + run("show", made["id"]) + run("list", "--format", "json")
    assert made["token"] not in later
    assert hash_of(made["token"]) not in later


def test_every_verb_as_json(run: Run) -> None:
    assert told(run, "list") == []
    number = told(run, "create", "--name", "ERP", "--unlimited", "--expires", "2099-12-31")["id"]
    assert told(run, "show", number)["expires"] == "2099-12-31T23:59:59.999999Z"
    assert told(run, "show", number)["credits"] == "unlimited"
    number = told(run, "create", "--name", "shop")["id"]
    assert told(run, "grant", number, "5")["credits"] == 5
    assert told(run, "grant", number, "2")["credits"] == 7
    assert told(run, "revoke", number)["state"] == "revoked"
    assert [row["name"] for row in told(run, "list")] == ["ERP", "shop"]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("{today}", "{today}T23:59:59.999999Z"),
        ("2099-12-31T18:00", "2099-12-31T18:00:00Z"),
        ("2099-12-31T18:00+01:00", "2099-12-31T17:00:00Z"),
    ],
)
def test_a_day_counts_to_its_end(run: Run, given: str, stored: str) -> None:
    today = datetime.now(UTC).date().isoformat()
    given, stored = given.format(today=today), stored.format(today=today)
    number = told(run, "create", "--name", "ERP", "--expires", given)["id"]
    shown = told(run, "show", number)
    assert (shown["expires"], shown["state"]) == (stored, "active")


@pytest.mark.parametrize("given", ["2001-01-01", "{yesterday}", "2001-01-01T12:00Z"])
def test_what_is_past_is_refused(run: Run, capsys: pytest.CaptureFixture[str], given: str) -> None:
    given = given.format(yesterday=(datetime.now(UTC) - timedelta(days=1)).date().isoformat())
    with pytest.raises(SystemExit, match="64"):
        run("create", "--name", "ERP", "--expires", given)
    assert f"{given} is past" in capsys.readouterr().err
    assert told(run, "list") == []


def test_text_is_one_line_a_token(run: Run) -> None:
    assert run("list") == "there are no tokens\n"
    run("create", "--name", "ERP", "--credits", "3")
    run("create", "--name", "shop", "--unlimited")
    first, second = run("list").splitlines()
    assert "name ERP  credits 3  state active" in first
    assert "name shop  credits unlimited  state active" in second


def test_mistakes_are_named(run: Run) -> None:
    said = run("show", "tok_x", code=1)
    assert "tok_x" in said
    assert "zugio tokens list" in said
    for wrong in (
        ("--credits", "-1"),
        ("--credits", "1.5"),
        ("--expires", "soon"),
        ("--expires", "9999-12-31T23:59-12:00"),
    ):
        with pytest.raises(SystemExit, match="64"):
            run("create", "--name", "ERP", *wrong)
    with pytest.raises(SystemExit):
        run("create", "--name", " ")
