"""The books after SIGKILL under load; `benchmarks/kills.py` is the long run of the same."""

from pathlib import Path
from typing import Any

from tests.gateway.kills import kill_again_and_again


def test_no_kill_unbalances_the_books(tmp_path: Path, complete: dict[str, Any]) -> None:
    url = f"sqlite:///{tmp_path}/credits.db"
    books = kill_again_and_again(url, complete, kills=5, processes=1, seed=4)
    assert books.delivered > 0
    assert books.unanswered > 0
    assert books.are_sound
