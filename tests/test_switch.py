"""Test the switch that includes a printer."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.printers.driver import PrinterState
from homeassistant.core import HomeAssistant

from .running import see, state_of

ENTITY = "switch.alpha_include_in_dispatch"


async def test_switch(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """The switch works while the printer is off, and keeps its place."""
    assert state_of(hass, ENTITY) == "on"
    await see(hass, hub, "printer1", state=PrinterState.OFFLINE, ready=False)
    assert state_of(hass, ENTITY) == "on"
    for action, state in (("turn_off", "off"), ("turn_on", "on"), ("toggle", "off")):
        await hass.services.async_call(
            "switch", action, {"entity_id": ENTITY}, blocking=True
        )
        assert state_of(hass, ENTITY) == state
    assert await hass.config_entries.async_reload(hub.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, ENTITY) == "off"
    assert state_of(hass, "switch.beta_include_in_dispatch") == "on"
