"""The addresses at which a slicer may reach PrintMux."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
from typing import override

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from tests.conftest import SLICER_KEY, Settle
from tests.slicer.conftest import Hub, serve
from tests.slicer.wire import Answer, Wire, read_answer

PLACES = ("root", "prefix", "own")


@dataclass
class Base(Wire):
    """A way to an address of PrintMux; paths are those below it."""

    prefix: str = ""

    @property
    def url(self) -> str:
        """Return the address, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    @override
    def head(self, method: str, path: str, headers: Mapping[str, str | None]) -> bytes:
        """Return request line and headers for a path below the address."""
        return super().head(method, self.prefix + path, headers)


def base_at(place: str, request: pytest.FixtureRequest) -> Base:
    """Return the way to a place: only what that place needs is started."""
    wire: Wire = request.getfixturevalue("own" if place == "own" else "wire")
    return Base(wire.port, wire.key, prefix="/printmux" if place == "prefix" else "")


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    """Return which address; tests of one only parametrise this themselves."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def base(place: str, hub: Hub, request: pytest.FixtureRequest) -> Base:
    """Return the way to the address."""
    return base_at(place, request)


async def ask_all(base: Base, requests: Iterable[bytes]) -> AsyncGenerator[Answer]:
    """Send requests without bodies one after the other on as few connections as go."""
    talk: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    for request in requests:
        if talk is None:
            talk = await asyncio.open_connection("127.0.0.1", base.port)
        reader, writer = talk
        writer.write(request)
        answer = await read_answer(reader, request.startswith(b"HEAD"))
        if answer.headers.get("connection") == "close":
            writer.close()
            talk = None
        yield answer
    if talk is not None:
        talk[1].close()


@pytest.fixture
async def house(
    hass: HomeAssistant, entry: MockConfigEntry, settle: Settle, socket_enabled: None
) -> AsyncGenerator[Base]:
    """Serve PrintMux as users have it, with its entities and two printers."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    async with serve(hass) as port:
        yield Base(port, SLICER_KEY)
