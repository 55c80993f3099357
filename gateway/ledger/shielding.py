"""Work that is finished once it has begun, even when whoever asked for it goes away."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


async def uncancelled(work: Coroutine[Any, Any, Result]) -> Result:
    """Run the work to its end and return its result; a cancellation is raised only after that.

    For work that has a limit of its own, as every transaction has.
    """
    task = asyncio.ensure_future(work)
    cancellation: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancellation = error
    if cancellation is not None:
        if not task.cancelled():
            task.exception()  # was heard of, so that nobody reports it as lost
        raise cancellation
    return task.result()
