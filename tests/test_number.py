"""Test the target temperatures."""

from collections.abc import Generator
from dataclasses import replace
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.printers.driver import Heater
from custom_components.printmux.printers.errors import HostBusyError
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .conftest import FakeHost
from .full import ALPHA, FULL, full_host
from .running import attributes_of, see, state_of


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return a printer whose chamber has a thermometer and no heater."""
    hosts[ALPHA] = host = full_host()
    host.status = replace(host.status, chamber=Heater(38.5, None))
    return [FULL]


@pytest.fixture(autouse=True)
def enabled() -> Generator[None]:
    """Have the entities that are disabled by default."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default", True
    ):
        yield


async def set_value(hass: HomeAssistant, name: str, value: float) -> None:
    """Set a number."""
    await hass.services.async_call(
        "number",
        "set_value",
        {"entity_id": f"number.alpha_{name}", "value": value},
        blocking=True,
    )


@pytest.mark.parametrize(
    ("name", "order", "value"),
    [
        ("nozzle_target_temperature", "nozzle0", 240),
        ("nozzle_2_target_temperature", "nozzle1", 200),
        ("bed_target_temperature", "bed", 0),
    ],
)
async def test_set(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    name: str,
    order: str,
    value: float,
) -> None:
    """Each number sets its heater."""
    await set_value(hass, name, value)
    assert hosts[ALPHA].orders == [(order, value)]


async def test_follows(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """It shows what the printer aims at."""
    assert state_of(hass, "number.alpha_bed_target_temperature") == "60.0"
    await see(hass, hub, "printer1", bed=Heater(60.0, 80.0))
    assert state_of(hass, "number.alpha_bed_target_temperature") == "80.0"


async def test_limits(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost]
) -> None:
    """What no bed stands never reaches the printer."""
    assert attributes_of(hass, "number.alpha_bed_target_temperature")["max"] == 150
    with pytest.raises(ServiceValidationError):
        await set_value(hass, "bed_target_temperature", 151)
    assert not hosts[ALPHA].orders


async def test_nothing_to_set(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """A thermometer alone has no target."""
    assert hass.states.get("number.alpha_chamber_target_temperature") is None
    assert hass.states.get("sensor.alpha_chamber_target_temperature") is None
    assert state_of(hass, "sensor.alpha_chamber_temperature") == "38.5"


async def test_refused(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost]
) -> None:
    """The printer's own words say why it does not heat."""
    hosts[ALPHA].refusal = HostBusyError("Printer is not ready.")
    with pytest.raises(ServiceValidationError) as error:
        await set_value(hass, "bed_target_temperature", 50)
    assert str(error.value) == "Alpha can't do that now: Printer is not ready."
