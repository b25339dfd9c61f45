"""Another integration that answers in our place is noticed."""

from collections.abc import Iterator
from unittest.mock import patch

from aiohttp import web
from aiohttp.test_utils import make_mocked_request
import pytest

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.issues import async_create_port_issue
from custom_components.printmux.slicer.collisions import async_report_collisions
from custom_components.printmux.slicer.views import (
    async_check_collisions,
    async_register_views,
)
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.setup import async_setup_component

from .conftest import Hub
from .wire import Wire

KINDS = ("slicer_path_taken", "slicer_path_hidden")
WANTED = {
    "/api/version": ["GET", "HEAD"],
    "/api/files/local": ["POST"],
    "/api/files/{origin}/{path:.+}": ["GET"],
}


class Other(HomeAssistantView):
    """A view of somebody else."""

    requires_auth = False
    name = "other"

    def __init__(self, url: str) -> None:
        """Take the URL."""
        self.url = url

    async def get(self, request: web.Request, **names: str) -> web.Response:
        """Answer."""
        return web.Response(text="other")


async def bare(request: web.Request) -> web.Response:
    """Answer without a view."""
    return web.Response(text="bare")


@pytest.fixture(autouse=True)
async def http(hass: HomeAssistant) -> None:
    """Set up Home Assistant's web server."""
    assert await async_setup_component(hass, "http", {"http": {}})


def issues(hass: HomeAssistant) -> Iterator[dict[str, str]]:
    """Return what the issues say."""
    for issue in ir.async_get(hass).issues.values():
        if issue.domain == DOMAIN and issue.translation_key in KINDS:
            assert issue.translation_placeholders is not None
            yield issue.translation_placeholders


def ours(hass: HomeAssistant) -> list[str | None]:
    """Return the keys of all our issues."""
    found = ir.async_get(hass).issues.values()
    return [issue.translation_key for issue in found if issue.domain == DOMAIN]


async def test_none(hass: HomeAssistant) -> None:
    """Home Assistant itself has none of our paths, and other methods do no harm."""
    hass.http.register_view(Other("/api/files/local"))
    hass.http.register_view(Other("/api/versions"))
    async_report_collisions(hass, WANTED)
    assert list(issues(hass)) == []


async def test_view(hass: HomeAssistant) -> None:
    """A view is named by its module, once for all its paths."""
    hass.http.register_view(Other("/api/version"))
    hass.http.register_view(Other("/api/files/{a}/{b}"))
    async_report_collisions(hass, WANTED)
    (found,) = issues(hass)
    assert found["integration"] == __name__
    assert found["paths"] == "`/api/files/{origin}/{path:.+}`, `/api/version`"


@pytest.mark.parametrize("method", ["POST", "*"])
async def test_plain_handler(hass: HomeAssistant, method: str) -> None:
    """A handler that is no view is found too, also one for any method."""
    hass.http.app.router.add_route(method, "/api/files/local", bare)
    async_report_collisions(hass, WANTED)
    (found,) = issues(hass)
    assert found == {"integration": __name__, "paths": "`/api/files/local`"}


class TestRunning:
    """The other integration was there before PrintMux."""

    @pytest.fixture(autouse=True)
    def other(self, http: None, hass: HomeAssistant) -> None:
        """Take a path first."""
        hass.http.register_view(Other("/api/version"))

    async def test_issue(self, hass: HomeAssistant, hub: Hub, wire: Wire) -> None:
        """It really is served first; the issue says so, and the prefix still works."""
        assert (await wire.ask("GET", "/api/version")).body == b"other"
        (found,) = issues(hass)
        assert found == {"integration": __name__, "paths": "`/api/version`"}
        assert (await wire.ask("GET", "/printmux/api/version")).status == 200


async def test_alone(hass: HomeAssistant, hub: Hub) -> None:
    """PrintMux does not collide with Home Assistant, nor with itself on a reload."""
    assert await hass.config_entries.async_reload(hub.entry.entry_id)
    assert list(issues(hass)) == []


async def test_later(hass: HomeAssistant, hub: Hub) -> None:
    """One that comes later is not served; the next look says so."""
    hass.http.register_view(Other("/api/version"))
    assert list(issues(hass)) == []
    async_check_collisions(hass)
    (found,) = issues(hass)
    assert found == {"integration": __name__, "paths": "`/api/version`"}
    assert ours(hass) == ["slicer_path_hidden"]
    request = make_mocked_request("GET", "/api/version")
    served = await hass.http.app.router.resolve(request)
    assert "slicer.views" in served.handler.__module__


async def test_at_start(hass: HomeAssistant, http: None) -> None:
    """Those that came while Home Assistant started are found when it has."""
    hass.set_state(CoreState.starting)
    async_register_views(hass)
    hass.http.register_view(Other("/api/version"))
    assert list(issues(hass)) == []
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert len(list(issues(hass))) == 1


async def test_gone(hass: HomeAssistant) -> None:
    """What is found no more is said no more; other issues stay."""
    hass.http.register_view(Other("/api/version"))
    async_report_collisions(hass, WANTED)
    async_create_port_issue(hass, 7125, "taken")
    async_report_collisions(hass, {})
    assert ours(hass) == ["own_port_failed"]


async def test_name_of_the_integration(hass: HomeAssistant) -> None:
    """An integration is called by its name."""
    view = Other("/api/version")
    with patch.object(Other, "__module__", "homeassistant.components.http.view"):
        hass.http.register_view(view)
        async_report_collisions(hass, WANTED)
    with patch.object(Other, "__module__", "custom_components.not_there"):
        async_report_collisions(hass, WANTED | {"/other": ["GET"]})
    names = [found["integration"] for found in issues(hass)]
    assert names == ["not_there"]


async def test_many_paths(hass: HomeAssistant) -> None:
    """The text stays short."""
    paths = [f"/api/path{number}" for number in range(9)]
    for path in paths:
        hass.http.register_view(Other(path))
    async_report_collisions(hass, {path: ["GET"] for path in paths})
    (found,) = issues(hass)
    assert found["paths"].count("`/api/") == 5
    assert found["paths"].endswith(", ...")
