"""Test that nobody who waits for news misses any."""

import asyncio

from custom_components.printmux.jobs.wakes import Wakes


async def test_news_ends_the_wait() -> None:
    """One of several names is enough; others are nothing to it."""
    wakes = Wakes()
    waiting = asyncio.ensure_future(wakes.async_wait({"a", "b"}, 60, wakes.mark()))
    await asyncio.sleep(0)
    wakes.wake("c")
    await asyncio.sleep(0)
    assert not waiting.done()
    wakes.wake("b")
    assert await waiting


async def test_news_after_the_mark_is_not_missed() -> None:
    """What came between the mark and the wait counts; what came before does not."""
    wakes = Wakes()
    wakes.wake("a")
    mark = wakes.mark()
    assert not await wakes.async_wait(["a"], 0, mark)
    wakes.wake("a")
    assert await wakes.async_wait(["a"], 60, mark)


async def test_time_ends_the_wait() -> None:
    """Without news the time counts, and nobody is left behind."""
    wakes = Wakes()
    assert not await wakes.async_wait(["a", "b"], 0.01, wakes.mark())
    assert not wakes._waiters  # noqa: SLF001 - what must not grow
