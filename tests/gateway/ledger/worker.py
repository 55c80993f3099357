"""One more process at a ledger, for the tests: `python -m … VERB URL SECRET`.

buy: wants 50 documents, 10 at a time, and prints how many it got.
hold: reserves a credit and claims a key, says so, and then hangs.
spend: buys without end, and says each time what it is about to do and what it has done.
"""

import asyncio
import sys

from gateway.ledger.keys import Key
from gateway.ledger.ledger import Ledger, opened
from gateway.ledger.purchase import purchase
from gateway.ledger.refusals import InsufficientCredits
from gateway.ledger.tokens import Token
from tests.gateway.ledger.ledgers import DELIVERY, LEASE_SECONDS

KEY = Key("held", "a" * 64)


def say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


async def buy(ledger: Ledger, token: Token) -> None:
    async def some() -> int:
        got = 0
        for _ in range(5):
            try:
                async with purchase(ledger, token) as bought:
                    await bought.settle(DELIVERY)
                    got += 1
            except InsufficientCredits:
                pass
        return got

    say(sum(await asyncio.gather(*(some() for _ in range(10)))))


async def hold(ledger: Ledger, token: Token) -> None:
    async with purchase(ledger, token, key=KEY):
        say("held")
        await asyncio.Event().wait()


async def spend(ledger: Ledger, token: Token) -> None:
    number = 0
    while True:
        number += 1
        async with purchase(ledger, token, key=Key(str(number), "a" * 64)) as bought:
            await bought.settle(DELIVERY)
        say(number)


VERBS = {"buy": buy, "hold": hold, "spend": spend}


async def main(verb: str, url: str, secret: str) -> None:
    async with opened(url, lease_seconds=LEASE_SECONDS) as ledger:
        await VERBS[verb](ledger, await ledger.find(secret))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
