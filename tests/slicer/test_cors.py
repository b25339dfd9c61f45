"""Pages of allowed origins may read every answer, other pages none."""

import pytest

from custom_components.printmux.jobs.settings import Settings, parse_origin
from homeassistant.core import HomeAssistant

from .conftest import Hub
from .pages import PAGE, assert_readable, assert_unreadable, preflight
from .wire import Wire


async def test_without_an_entry(hass: HomeAssistant, hub: Hub, wire: Wire) -> None:
    """While PrintMux is off no page may read anything."""
    assert await hass.config_entries.async_unload(hub.entry.entry_id)
    assert_unreadable(await wire.ask("GET", "/api/version", Origin=PAGE))
    assert (await preflight(wire, "/api/version")).status == 404


class TestNobody:
    """No origin is allowed."""

    @pytest.fixture
    def settings(self) -> Settings:
        """Allow none."""
        return Settings(cors_origins=())

    async def test_nobody(self, wire: Wire) -> None:
        """The default is no more than that."""
        assert_unreadable(await preflight(wire, "/server/files/upload"))
        assert_unreadable(await wire.ask("GET", "/api/version", Origin=PAGE))


class TestBesideHomeAssistant:
    """The same origin is allowed in Home Assistant's own settings too."""

    @pytest.fixture
    def http_config(self) -> dict[str, object]:
        """Allow the page all of Home Assistant."""
        return {"cors_allowed_origins": [PAGE]}

    async def test_both(self, wire: Wire) -> None:
        """The two do not get into each other's way."""
        assert (await preflight(wire, "/server/files/upload")).status == 204
        assert_readable(await wire.ask("GET", "/api/version", Origin=PAGE))


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://grid.space", "https://grid.space"),
        ("https://grid.space/", "https://grid.space"),
        ("HTTPS://Grid.Space:443", "https://grid.space"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://b\u00fccher.example", "http://xn--bcher-kva.example"),
    ],
    ids=["plain", "slash", "default-port", "ipv6", "umlaut"],
)
def test_parse_origin(text: str, origin: str) -> None:
    """An origin is compared as browsers write it."""
    assert parse_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    ["*", "null", "grid.space", "ftp://a.b", "https://a.b/c", "https://", "http://a:x"],
    ids=["star", "null", "bare", "ftp", "path", "no-host", "bad-port"],
)
def test_no_origin(text: str) -> None:
    """What no browser sends is refused."""
    with pytest.raises(ValueError, match=r"."):
        parse_origin(text)
