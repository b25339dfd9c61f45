"""A custom integration for measurements: devices with sensors that change, and no more.

What a Home Assistant with as many entities and as many new states costs by itself.
All that it needs stands here; its other files import from this one.
"""

import asyncio
from itertools import cycle
import random
import time
from typing import Any

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorStateClass,
)
from homeassistant.config_entries import (
    SOURCE_IMPORT,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowContext,
    ConfigFlowResult,
)
from homeassistant.const import Platform, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import ConfigType

DOMAIN = "plain"
ROUND_S = 0.05
# Of the sensors of a device: those of the others stay as they are.
MOVING = 2
MANIFEST = {
    "domain": DOMAIN,
    "name": "Plain",
    "codeowners": [],
    "config_flow": True,
    "documentation": "https://example.com",
    "iot_class": "calculated",
    "version": "1.0.0",
}
FILES = {
    "config_flow.py": "from . import PlainFlow as PlainFlow\n",
    "sensor.py": "from . import add_sensors as async_setup_entry\n",
}


class PlainFlow(ConfigFlow, domain=DOMAIN):
    """Takes what the YAML says."""

    async def async_step_import(self, data: dict[str, Any]) -> ConfigFlowResult:
        """Make the entry."""
        return self.async_create_entry(title="Plain", data=data)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Make the entry of so many `devices`, with `sensors` in all and `changes` a second."""
    if not hass.config_entries.async_entries(DOMAIN):
        source = ConfigFlowContext(source=SOURCE_IMPORT)
        begin = hass.config_entries.flow.async_init
        hass.async_create_task(begin(DOMAIN, context=source, data=config[DOMAIN]))
    return True


async def async_setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Set up the sensors."""
    await hass.config_entries.async_forward_entry_setups(entry, [Platform.SENSOR])
    return True


async def add_sensors(
    hass: HomeAssistant,
    entry: ConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors; some of them change, as the temperatures of printers do."""
    count, devices = entry.data["sensors"], entry.data["devices"]
    sensors = [PlainSensor(number, number % devices) for number in range(count)]
    async_add_entities(sensors)
    changing = change(sensors[: MOVING * devices], entry.data["changes"])
    entry.async_create_background_task(hass, changing, DOMAIN)


async def change(sensors: list[PlainSensor], changes: float) -> None:
    """Write so many states a second, of one sensor after the other."""
    await asyncio.sleep(ROUND_S)
    began = time.monotonic()
    for written, sensor in enumerate(cycle(sensors)):
        while written > changes * (time.monotonic() - began):
            await asyncio.sleep(ROUND_S)
        sensor.change()


class PlainSensor(SensorEntity):
    """A temperature."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_state_class = SensorStateClass.MEASUREMENT
    _attr_device_class = SensorDeviceClass.TEMPERATURE
    _attr_native_unit_of_measurement = UnitOfTemperature.CELSIUS

    def __init__(self, number: int, device: int) -> None:
        """Be one of a device's."""
        self._attr_name = self._attr_unique_id = f"Plain {number}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, str(device))}, name=f"Device {device:03}"
        )
        self._attr_native_value = 20.0

    def change(self) -> None:
        """Have another value."""
        self._attr_native_value = round(random.uniform(20, 40), 1)
        if self.hass:
            self.async_write_ha_state()
