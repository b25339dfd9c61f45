"""Test how the card and the panel get to browsers."""

from http import HTTPStatus
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.frontend_setup import BUNDLE, digest_folder
from homeassistant.components import frontend, onboarding
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import EVENT_PANELS_UPDATED
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import SLICER_KEY, Settle

URL = f"/printmux_frontend/{digest_folder(BUNDLE)}"
PAGES = ("", "/", "/inbox/01ABC", "/printers")
HOME_ASSISTANT = "<title>Home Assistant</title>"


@pytest.fixture
async def shown(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    entry: MockConfigEntry,
    settle: Settle,
) -> MockConfigEntry:
    """Return the hub, set up in a Home Assistant with a frontend and an owner."""
    hass_storage[onboarding.STORAGE_KEY] = {
        "version": onboarding.STORAGE_VERSION,
        "data": {"done": onboarding.STEPS},
    }
    assert await async_setup_component(hass, "frontend", {})
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    return entry


def cards(hass: HomeAssistant) -> list[str]:
    """Return the modules that every page of Home Assistant loads."""
    return sorted(hass.data[frontend.DATA_EXTRA_MODULE_URL].urls)


async def panels(hass: HomeAssistant, ws: WebSocketGenerator) -> dict[str, Any]:
    """Return the panels that a browser is told of."""
    client = await ws(hass)
    await client.send_json_auto_id({"type": "get_panels"})
    found: dict[str, Any] = (await client.receive_json())["result"]
    await client.close()
    return found


async def test_files(
    hass: HomeAssistant,
    shown: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """Each file is there as what it is, and is kept by browsers."""
    client = await hass_client_no_auth()
    names = [
        path.relative_to(BUNDLE).as_posix() for path in sorted(BUNDLE.rglob("*.js"))
    ]
    assert {"card.js", "panel.js"} <= set(names)
    for name in names:
        answer = await client.get(f"{URL}/{name}")
        assert answer.status == HTTPStatus.OK
        assert answer.content_type == "text/javascript"
        assert answer.headers["cache-control"] == "public, max-age=2678400"
        assert await answer.read() == (BUNDLE / name).read_bytes()
    for name in ("missing.js", "../manifest.json", "%2e%2e/manifest.json", ""):
        answer = await client.get(f"{URL}/{name}")
        assert answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)


async def test_panel(
    hass: HomeAssistant,
    shown: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """The panel is in the sidebar, for everybody."""
    assert (await panels(hass, hass_ws_client))[DOMAIN] == {
        "component_name": "custom",
        "config": {
            "_panel_custom": {
                "embed_iframe": False,
                "handle_safe_area": True,
                "module_url": f"{URL}/panel.js",
                "name": "printmux-panel",
                "trust_external": False,
            }
        },
        "config_panel_domain": DOMAIN,
        "default_visible": True,
        "icon": "mdi:printer-3d",
        "require_admin": False,
        "show_in_sidebar": True,
        "title": "PrintMux",
        "url_path": DOMAIN,
    }


async def test_page(
    hass: HomeAssistant,
    shown: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """A browser, or a slicer's view, gets Home Assistant, which asks for a login."""
    client = await hass_client_no_auth()
    for path, key in product(PAGES, (None, "wrong", SLICER_KEY)):
        answer = await client.get(
            f"/printmux{path}", headers={"X-Api-Key": key} if key else {}
        )
        assert answer.status == HTTPStatus.OK
        assert answer.content_type == "text/html"
        text = await answer.text()
        assert HOME_ASSISTANT in text
        assert f"{URL}/card.js" in text


async def test_slicers(
    hass: HomeAssistant,
    shown: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """What slicers ask for below the same address is none of the panel's pages."""
    client = await hass_client_no_auth()
    await _assert_served(client)
    assert await hass.config_entries.async_unload(shown.entry_id)
    answer = await client.get("/printmux/api/version")
    assert answer.status == HTTPStatus.NOT_FOUND
    assert "not set up" in await answer.text()


async def _assert_served(client: TestClient[Any, Any]) -> None:
    """Check what slicers get with their key, known paths and unknown ones."""
    for path, status in {
        "/printmux/api/version": HTTPStatus.OK,
        "/printmux//api/version": HTTPStatus.OK,
        "/printmux/server/info": HTTPStatus.OK,
        "/printmux/printer/info": HTTPStatus.OK,
        "/printmux/api/inbox": HTTPStatus.NOT_FOUND,
        "/printmux/printer/": HTTPStatus.NOT_FOUND,
        "/printmux/machine": HTTPStatus.NOT_FOUND,
    }.items():
        answer = await client.get(path, headers={"X-Api-Key": SLICER_KEY})
        assert answer.status == status, path
        assert HOME_ASSISTANT not in await answer.text()


async def test_reload(
    hass: HomeAssistant, shown: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """Nobody is sent away from the panel by a reload, not even by one that fails."""
    told = async_capture_events(hass, EVENT_PANELS_UPDATED)
    assert await hass.config_entries.async_reload(shown.entry_id)
    with patch(
        "custom_components.printmux.async_open_hub", side_effect=OSError("read-only")
    ):
        assert not await hass.config_entries.async_reload(shown.entry_id)
    assert cards(hass) == [f"{URL}/card.js"]
    assert DOMAIN in await panels(hass, hass_ws_client)
    assert not told


async def test_disabled(
    hass: HomeAssistant, shown: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """Both go when the user disables the hub, and come back when it is enabled."""
    entries = hass.config_entries
    await entries.async_set_disabled_by(shown.entry_id, ConfigEntryDisabler.USER)
    assert cards(hass) == []
    assert DOMAIN not in await panels(hass, hass_ws_client)
    await entries.async_set_disabled_by(shown.entry_id, None)
    assert cards(hass) == [f"{URL}/card.js"]
    assert DOMAIN in await panels(hass, hass_ws_client)


async def test_removed(
    hass: HomeAssistant, shown: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """Both go with the hub, and with no other entry."""
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    await hass.config_entries.async_remove(other.entry_id)
    assert DOMAIN in await panels(hass, hass_ws_client)
    await hass.config_entries.async_remove(shown.entry_id)
    assert cards(hass) == []
    assert DOMAIN not in await panels(hass, hass_ws_client)


async def test_panel_of_somebody_else(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    settle: Settle,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A panel that the user has made at our address stays, with or without us."""
    assert await async_setup_component(hass, "frontend", {})
    frontend.async_register_built_in_panel(hass, "iframe", "Mine", None, True, DOMAIN)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    assert "another panel at /printmux" in caplog.text
    assert cards(hass) == [f"{URL}/card.js"]
    await hass.config_entries.async_remove(entry.entry_id)
    assert cards(hass) == []
    assert hass.data[frontend.DATA_PANELS][DOMAIN].sidebar_title == "Mine"


async def test_without_frontend(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """A Home Assistant without a frontend serves slicers all the same."""
    client = await hass_client_no_auth()
    await _assert_served(client)
    for path in (f"{URL}/card.js", "/printmux"):
        assert (await client.get(path)).status == HTTPStatus.NOT_FOUND
    assert await hass.config_entries.async_unload(hub.entry_id)


def test_digest(tmp_path: Path) -> None:
    """Any change of a file, its name or its place is a new digest, and nothing else."""
    seen = [digest_folder(tmp_path)]
    file = tmp_path / "a.js"
    for content in (b"", b"1", b"2"):
        file.write_bytes(content)
        seen.append(digest_folder(tmp_path))
    file = file.rename(tmp_path / "b.js")
    seen.append(digest_folder(tmp_path))
    (tmp_path / "chunks").mkdir()
    assert digest_folder(tmp_path) == seen[-1]
    file = file.rename(tmp_path / "chunks/b.js")
    seen.append(digest_folder(tmp_path))
    file.write_bytes(b"2" + b"b.js\x000\x00")
    seen.append(digest_folder(tmp_path))
    assert len(set(seen)) == len(seen)
    file.write_bytes(b"2")
    assert digest_folder(tmp_path) == seen[-2]
