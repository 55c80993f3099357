"""A short run of the fuzzer: whatever comes, nobody gets a 5xx that is no promise of ours."""

from httpx import AsyncClient

from benchmarks.fuzz import fuzz

SEED = 16931
COUNT = 80


async def test_no_broken_body_breaks_us(client: AsyncClient) -> None:
    watch = await fuzz(client, seed=SEED, count=COUNT)
    assert [failure for failure, _ in watch.failures] == []
    assert watch.answers.total() == COUNT
    assert watch.answers[200] > COUNT // 10
    assert watch.answers[400] > COUNT // 10
