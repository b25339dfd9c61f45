"""Test the repair issue of a key that can't be read."""

from http import HTTPStatus
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.printers.errors import HostAuthError
from custom_components.printmux.vault import async_open_vault
from homeassistant.components.repairs import DOMAIN as REPAIRS_DOMAIN
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import FakeHost, Settle, printer_subentry
from .running import state_of

ISSUE = "printer_key_lost_printer1"
FIRST = "http://printer1.local"


@pytest.fixture
async def printers(
    hass: HomeAssistant, hosts: dict[str, FakeHost], hass_config_dir: str
) -> list[ConfigSubentryDataWithId]:
    """Return a printer whose key was encrypted with a key file that is gone."""
    token = (await async_open_vault(hass)).encrypt("old key")
    Path(hass_config_dir, "printmux", "secret.key").unlink()
    return [printer_subentry(1, "Alpha", api_key=token), printer_subentry(2, "Beta")]


async def start_fix(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> str:
    """Open the fix flow; return its URL."""
    assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
    client = await hass_client()
    response = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": ISSUE}
    )
    assert response.status == HTTPStatus.OK
    form = await response.json()
    assert form["step_id"] == "api_key"
    assert form["description_placeholders"]["printer"] == "Alpha"
    return f"/api/repairs/issues/fix/{form['flow_id']}"


async def test_lost_key_fails_nothing_else(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost]
) -> None:
    """The hub runs, the printer is followed without a key, and the user is asked."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)
    assert issue is not None
    assert issue.is_fixable
    assert len(ir.async_get(hass).issues) == 1
    assert hosts[FIRST].keys == {None}
    assert state_of(hass, "sensor.beta_status") == "idle"


async def test_fix_asks_verifies_and_goes_on(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    identify: AsyncMock,
    hass_client: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """A key that the host refuses is asked for again; a good one is used at once."""
    data = hub.runtime_data
    url = await start_fix(hass, hass_client)
    client = await hass_client()
    identify.side_effect = HostAuthError("No such key")
    form = await (await client.post(url, json={"api_key": "wrong"})).json()
    assert form["errors"] == {"base": "invalid_auth"}
    assert form["description_placeholders"]["error"] == "No such key"
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)
    identify.side_effect = None
    done = await (await client.post(url, json={"api_key": " new key "})).json()
    assert done["type"] == "create_entry"
    await settle()
    assert identify.call_args.args[1:] == (FIRST, "new key")
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE) is None
    assert hosts[FIRST].keys == {None, "new key"}
    assert "new key" not in str(hub.as_dict())
    assert hub.runtime_data is data


async def test_fix_of_a_printer_that_went(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """A printer that was removed takes its issue along; an open fix says so."""
    url = await start_fix(hass, hass_client)
    client = await hass_client()
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    assert ir.async_get(hass).async_get_issue(DOMAIN, ISSUE) is None
    response = await client.post(url, json={"api_key": "key"})
    assert (await response.json())["reason"] == "printer_gone"


async def test_unload_withdraws_the_issue(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """A hub that is switched off asks for nothing."""
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert not ir.async_get(hass).issues
