"""Uploads to one host take turns, and only some go at once."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from yarl import URL

from custom_components.printmux.jobs.turns import HostTurns, Places

from .conftest import ScriptedDriver

SPACING = 0.2


class SpacedDriver(ScriptedDriver):
    """A driver whose host wants its uploads apart."""

    upload_spacing = SPACING

    def __init__(self, url: str) -> None:
        """Take only an address."""
        super().__init__()
        self.url = URL(url)


async def begin_times(turns: HostTurns, *drivers: ScriptedDriver) -> list[float]:
    """Upload to all at once; return when each began, sorted."""
    loop = asyncio.get_running_loop()
    begun: list[float] = []

    async def upload(driver: ScriptedDriver) -> None:
        async with turns.async_turn(driver):
            begun.append(loop.time())

    await asyncio.gather(*(upload(driver) for driver in drivers))
    return sorted(begun)


@pytest.mark.parametrize(
    ("urls", "apart"),
    [
        (("http://127.0.0.1:1", "http://127.0.0.1:2"), True),
        (("http://localhost:1", "http://127.0.0.1:1"), True),
        (("http://127.0.0.1:1", "http://127.0.0.2:1"), False),
    ],
)
async def test_one_host_is_one_address(urls: tuple[str, str], *, apart: bool) -> None:
    """Names and ports of one machine share its turn; other machines do not wait."""
    first, second = await begin_times(HostTurns(), *map(SpacedDriver, urls))
    assert (second - first >= SPACING * 0.95) is apart


async def test_turn_after_a_broken_upload() -> None:
    """After an upload that broke off the next one waits as well."""
    turns, driver = HostTurns(), SpacedDriver("http://127.0.0.1:1")
    loop = asyncio.get_running_loop()

    async def break_off() -> None:
        async with turns.async_turn(driver):
            await asyncio.sleep(SPACING)
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await break_off()
    broken = loop.time()
    async with turns.async_turn(driver):
        assert loop.time() - broken >= SPACING * 0.95


async def test_only_some_at_once() -> None:
    """Who finds no place waits until one is given back."""
    places, begun = Places(2, longest=3600), asyncio.Event()

    async def upload() -> None:
        async with places.async_place():
            begun.set()

    async with AsyncExitStack() as first:
        await first.enter_async_context(places.async_place())
        async with places.async_place():
            third = asyncio.create_task(upload())
            await asyncio.sleep(0.05)
            assert not begun.is_set()
        await third
    assert begun.is_set()


async def test_slow_ones_give_their_places_up() -> None:
    """Uploads without end hold up nobody, and no place is given back twice."""
    places = Places(1, longest=0.02)
    async with places.async_place(), places.async_place():
        pass
    async with AsyncExitStack() as slow:
        for _ in range(3):
            await slow.enter_async_context(places.async_place())
    places = Places(1, longest=0.02)
    async with places.async_place():
        await asyncio.sleep(0.05)
    async with places.async_place():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.001), places.async_place():
                pass
