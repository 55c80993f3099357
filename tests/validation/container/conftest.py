"""A hybrid that is right, and readers that are up for the whole run."""

from collections.abc import AsyncIterator

import pytest

from validation.container.reader import ContainerReader


@pytest.fixture(scope="session")
async def reader() -> AsyncIterator[ContainerReader]:
    reader = ContainerReader(workers=2, waiting_max=1000)
    await reader.start()
    yield reader
    await reader.stop()
