"""Kills a server at random moments under load: `python -m benchmarks.kills 50 [DATABASE_URL]`.

Ends with 1 where the books do not add up. Without a URL the ledger is a file in a new folder.
"""

import random
import sys
import tempfile
from pathlib import Path

from gateway.dialects.json_text import parse
from tests.gateway.kills import kill_again_and_again

EXAMPLE = Path(__file__).parent.parent / "examples" / "invoice.json"


def main(kills: str = "50", url: str | None = None) -> int:
    """Run and print what came of it."""
    seed = random.SystemRandom().randrange(2**32)
    request = parse(EXAMPLE.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        place = url or f"sqlite:///{folder}/credits.db"
        books = kill_again_and_again(place, request, kills=int(kills), processes=2, seed=seed)
    audit = books.audit
    print(f"kills {books.kills}, seed {seed}")
    print(f"delivered {books.delivered}, charged {audit.charged}, unanswered {books.unanswered}")
    print(f"granted {audit.granted} = charged + available {audit.available}")
    print("sound" if books.are_sound else "NOT SOUND")
    return 0 if books.are_sound else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
