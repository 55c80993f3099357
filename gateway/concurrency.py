"""Two branches of one request, run side by side."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")


async def side_by_side(
    left: Coroutine[Any, Any, Left], right: Coroutine[Any, Any, Right]
) -> tuple[Left, Right]:
    """Run both and return both results; a failure of one cancels the other and is raised alone."""
    try:
        async with asyncio.TaskGroup() as group:
            left_task = group.create_task(left)
            right_task = group.create_task(right)
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from failures.exceptions[0].__cause__
    return left_task.result(), right_task.result()
