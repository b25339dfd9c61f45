"""Test what all actions share."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .running import call


async def test_actions_without_the_hub(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """The actions outlive the hub, and say that it is not there."""
    assert await hass.config_entries.async_unload(hub.entry_id)
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "list_jobs")
    assert error.value.translation_key == "entry_not_loaded"
