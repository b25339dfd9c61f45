"""Pages of allowed origins may read every answer, other pages none."""

import pytest

from custom_components.printmux.jobs.settings import Settings, parse_origin
from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import Answer, Wire, prusa_form

PAGE = "https://grid.space"
OTHER = "https://evil.example"
PATHS = (
    "/server/files/upload",
    "/api/files/local",
    "/printer/print/start",
    "/api/version",
    "/server/info",
    "/access/info",
)


def assert_readable(answer: Answer) -> None:
    """Check that a page of the allowed origin may read this."""
    assert answer.headers["access-control-allow-origin"] == PAGE
    assert answer.headers["vary"] == "Origin"


def assert_unreadable(answer: Answer) -> None:
    """Check that no page may read this, and that caches know."""
    cors = [name for name in answer.headers if name.startswith("access-control-")]
    assert cors == []
    assert answer.headers["vary"] == "Origin"


async def preflight(wire: Wire, path: str, **headers: str | None) -> Answer:
    """Ask what a browser asks before it sends the key of a page."""
    given: dict[str, str | None] = {
        "X_Api_Key": None,
        "Origin": PAGE,
        "Access_Control_Request_Method": "POST",
        "Access_Control_Request_Headers": "content-type,x-api-key",
    }
    return await wire.ask("OPTIONS", path, None, **(given | headers))


@pytest.mark.parametrize("prefix", ["", "/", "/printmux", "/printmux/"])
@pytest.mark.parametrize("path", PATHS)
async def test_preflight(wire: Wire, prefix: str, path: str) -> None:
    """An allowed page may send POST, the key and a content type; no key is needed."""
    answer = await preflight(wire, prefix + path)
    assert (answer.status, answer.body) == (204, b"")
    assert_readable(answer)
    methods = answer.headers["access-control-allow-methods"].split(", ")
    assert {"GET", "POST", "DELETE"} <= set(methods)
    names = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"x-api-key", "content-type", "authorization"} <= set(names)
    assert "access-control-allow-private-network" not in answer.headers


async def test_private_network(wire: Wire) -> None:
    """A page from the internet may reach into the network when it asks."""
    wanted = {"Access_Control_Request_Private_Network": "true"}
    answer = await preflight(wire, PATHS[0], **wanted)
    assert answer.headers["access-control-allow-private-network"] == "true"
    assert_unreadable(await preflight(wire, PATHS[0], Origin=OTHER, **wanted))


@pytest.mark.parametrize(
    "origin",
    [
        OTHER,
        "null",
        "*",
        "http://grid.space",
        "https://grid.space:8443",
        "https://grid.space.evil.example",
        "https://cast.home-assistant.io",
        "",
        None,
    ],
)
@pytest.mark.parametrize("path", PATHS)
async def test_foreign_preflight(wire: Wire, path: str, origin: str | None) -> None:
    """Any other page is refused, also one that Home Assistant itself allows."""
    answer = await preflight(wire, path, Origin=origin)
    assert answer.status == 405
    assert "allow" in answer.headers
    assert_unreadable(answer)


async def test_answers(wire: Wire, hub: Hub) -> None:
    """An allowed page reads successes and refusals."""
    for path in PATHS[3:]:
        assert_readable(await wire.ask("GET", path, Origin=PAGE))
    stored = await wire.upload(prusa_form(), Origin=PAGE)
    assert stored.status == 201
    assert_readable(stored)
    assert hub.job.name == "plain.gcode"
    for path, key, status in (
        ("/api/version", "wrong", 403),
        ("/server/info", None, 401),
        ("/printer/print/start", "wrong", 405),
    ):
        refused = await wire.ask("GET", path, X_Api_Key=key, Origin=PAGE)
        assert refused.status == status
        assert_readable(refused)


async def test_answers_to_others(wire: Wire) -> None:
    """Without the header, or for another page, answers say only that they vary."""
    for origin in (None, OTHER):
        assert_unreadable(await wire.ask("GET", "/api/version", Origin=origin))
        refused = await wire.ask("GET", "/server/info", X_Api_Key="no", Origin=origin)
        assert refused.status == 401
        assert_unreadable(refused)
        assert_unreadable(await wire.upload(prusa_form(), Origin=origin))


async def test_refused_expectation(wire: Wire) -> None:
    """What is refused before the body was sent is readable too."""
    form = "multipart/form-data; boundary=x"
    answer = await wire.ask(
        "POST",
        "/api/files/local",
        None,
        X_Api_Key="wrong",
        Origin=PAGE,
        Expect="100-continue",
        Content_Length="99",
        Content_Type=form,
    )
    assert answer.status == 403
    assert_readable(answer)


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
