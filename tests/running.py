"""What tests of entities look at and do."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.jobs.models import Target
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from .conftest import FakeDriver, Settle, UploadFile


def state_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return the state of an entity."""
    state = hass.states.get(entity_id)
    assert state is not None, entity_id
    return state.state


def attributes_of(hass: HomeAssistant, entity_id: str) -> Mapping[str, Any]:
    """Return the attributes of an entity."""
    state = hass.states.get(entity_id)
    assert state is not None, entity_id
    return state.attributes


def device_id(hass: HomeAssistant, hub: MockConfigEntry, identifier: str) -> str:
    """Return the id of a printer's or the hub's device."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, identifier), hub.entry_id
    )
    assert device is not None, identifier
    return device.id


async def see(
    hass: HomeAssistant, hub: MockConfigEntry, printer_id: str, **changes: Any
) -> None:
    """Let a printer change, and be looked at."""
    host = FakeDriver.hosts[f"http://{printer_id}.local"]
    host.status = replace(host.status, **changes)
    await hub.runtime_data.printers[printer_id].async_refresh()
    await hass.async_block_till_done(wait_background_tasks=False)


async def dispatch(
    hub: MockConfigEntry, upload: UploadFile, settle: Settle, *, start: bool = True
) -> str:
    """Send a job to the first printer; return the job's id."""
    job = await upload()
    await hub.runtime_data.jobs.async_dispatch(job.id, ["printer1"], start=start)
    await settle()
    return job.id


def target_of(hub: MockConfigEntry, job_id: str) -> Target:
    """Return the target of a job as it is now."""
    target: Target = hub.runtime_data.jobs.jobs[job_id].targets[0]
    return target


async def choose(hass: HomeAssistant, entity_id: str, option: str) -> None:
    """Choose an option of a select."""
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": entity_id, "option": option},
        blocking=True,
    )


async def press(hass: HomeAssistant, entity_id: str) -> None:
    """Press a button."""
    await hass.services.async_call(
        "button", "press", {"entity_id": entity_id}, blocking=True
    )


async def call(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Call an action of ours and return its response."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
