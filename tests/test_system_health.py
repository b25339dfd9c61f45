"""Test the system health."""

from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_system_health_info,
)

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.printers.driver import PrinterState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import UploadFile
from .running import see
from .texts import TEXTS


async def test_system_health(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile
) -> None:
    """The numbers of the hub, each with a text; nothing while it is off."""
    assert await async_setup_component(hass, "system_health", {})
    await upload()
    await see(hass, hub, "printer2", state=PrinterState.OFFLINE, ready=False)
    info = await get_system_health_info(hass, DOMAIN)
    assert info == {
        "printers_online": "1 / 2",
        "jobs_awaiting_selection": 1,
        "jobs_dispatching": 0,
        "storage_used": "0 MiB",
        "database": "sqlite",
    }
    assert info.keys() == TEXTS["system_health"]["info"].keys()
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert await get_system_health_info(hass, DOMAIN) == {}
