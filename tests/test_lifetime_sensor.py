"""Test what outlasts a printer's being off, and Home Assistant's end."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_restore_state_shutdown_restart,
)

from custom_components.printmux.printers.driver import (
    PrinterDetails,
    PrinterState,
    Totals,
)
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .conftest import OFFLINE, FakeHost, Settle
from .full import ALPHA, FULL, full_host
from .running import see, state_of

PRINTS = "sensor.alpha_total_prints"
TIME = "sensor.alpha_total_print_time"
SEEN = "sensor.alpha_last_seen"


@pytest.fixture(autouse=True)
def enabled() -> Generator[None]:
    """Have the entities that are disabled by default."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default", True
    ):
        yield


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return one printer that can do everything."""
    hosts[ALPHA] = full_host()
    return [FULL]


async def test_totals(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """They follow the host's counts after each print, and stay while it is off."""
    assert state_of(hass, PRINTS) == "42"
    assert float(state_of(hass, TIME)) == 100
    hosts[ALPHA].details = PrinterDetails(totals=Totals(prints=43, print_s=363_600))
    hosts[ALPHA].status = replace(hosts[ALPHA].status, state=PrinterState.FINISHED)
    await settle()
    assert state_of(hass, PRINTS) == "43"
    assert float(state_of(hass, TIME)) == 101
    # Not told any more: the last count stands.
    assert float(state_of(hass, "sensor.alpha_total_filament")) == 123.457
    hosts[ALPHA].status = OFFLINE
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "offline"
    assert state_of(hass, PRINTS) == "43"


async def test_totals_are_restored(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
    freezer: FrozenDateTimeFactory,
) -> None:
    """After a restart they are what they were, be the printer on or off."""
    seen = state_of(hass, SEEN)
    await async_mock_restore_state_shutdown_restart(hass)
    assert await hass.config_entries.async_unload(hub.entry_id)
    hosts[ALPHA].status = OFFLINE
    hosts[ALPHA].details = PrinterDetails()
    freezer.tick(timedelta(days=2))
    assert await hass.config_entries.async_setup(hub.entry_id)
    await settle()
    assert state_of(hass, PRINTS) == "42"
    assert float(state_of(hass, TIME)) == 100
    assert state_of(hass, SEEN) == seen


async def test_last_seen(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
    freezer: FrozenDateTimeFactory,
) -> None:
    """It moves now and then; once the printer is gone it tells since when."""
    first = state_of(hass, SEEN)
    freezer.tick(timedelta(minutes=4))
    await see(hass, hub, "printer1", layer=13)
    assert state_of(hass, SEEN) == first
    last = dt_util.utcnow().replace(microsecond=0)
    freezer.tick(timedelta(minutes=30))
    hosts[ALPHA].status = OFFLINE
    await settle()
    assert dt_util.parse_datetime(state_of(hass, SEEN)) == last
    await see(hass, hub, "printer1", state=PrinterState.IDLE)
    now = dt_util.utcnow().replace(microsecond=0)
    assert dt_util.parse_datetime(state_of(hass, SEEN)) == now
