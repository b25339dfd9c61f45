"""Another integration that answers in our place is noticed."""

from collections.abc import Iterator

from aiohttp import web
import pytest

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.slicer.collisions import async_report_collisions
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.setup import async_setup_component

from .conftest import Hub
from .wire import Wire

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
        if issue.domain == DOMAIN and issue.translation_key == "slicer_path_taken":
            assert issue.translation_placeholders is not None
            yield issue.translation_placeholders


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
    assert found["module"] == __name__
    assert found["paths"] == "/api/files/{origin}/{path:.+}, /api/version"


@pytest.mark.parametrize("method", ["POST", "*"])
async def test_plain_handler(hass: HomeAssistant, method: str) -> None:
    """A handler that is no view is found too, also one for any method."""
    hass.http.app.router.add_route(method, "/api/files/local", bare)
    async_report_collisions(hass, WANTED)
    (found,) = issues(hass)
    assert found == {"module": __name__, "paths": "/api/files/local"}


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
        assert found == {"module": __name__, "paths": "/api/version"}
        assert (await wire.ask("GET", "/printmux/api/version")).status == 200


async def test_alone(hass: HomeAssistant, hub: Hub) -> None:
    """PrintMux does not collide with Home Assistant, nor with itself on a reload."""
    assert await hass.config_entries.async_reload(hub.entry.entry_id)
    assert list(issues(hass)) == []
