"""Test the Job event."""

from collections.abc import Mapping
from typing import Any

from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant

from .conftest import FakeHost, Settle, UploadFile
from .running import attributes_of, see, state_of

ENTITY = "event.printmux_job"


def fired(changes: list[Event[EventStateChangedData]]) -> list[Mapping[str, Any]]:
    """Return the attributes of each time the event fired."""
    states = [
        change.data["new_state"]
        for change in changes
        if change.data["entity_id"] == ENTITY
    ]
    return [state.attributes for state in states if state is not None]


async def test_life_of_a_job(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
) -> None:
    """Each step that matters fires once."""
    assert state_of(hass, ENTITY) == "unknown"
    changes: list[Event[EventStateChangedData]] = async_capture_events(
        hass, EVENT_STATE_CHANGED
    )
    job = await upload()
    await hub.runtime_data.jobs.async_dispatch(job.id, ["printer1"], start=True)
    await settle()
    hosts["http://printer1.local"].finish()
    await see(hass, hub, "printer1")
    await settle()
    types = [attributes["event_type"] for attributes in fired(changes)]
    assert types == ["received", "analysed", "dispatched", "completed"]
    attributes = attributes_of(hass, ENTITY)
    assert attributes["job_id"] == job.id
    assert attributes["name"] == "part.gcode"


async def test_event_of_a_printer(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """What goes wrong on a printer says on which."""
    changes: list[Event[EventStateChangedData]] = async_capture_events(
        hass, EVENT_STATE_CHANGED
    )
    job = await upload()
    await hub.runtime_data.jobs.async_dispatch(job.id, ["printer2"], start=True)
    hass.config_entries.async_remove_subentry(hub, "printer2")
    await settle()
    failed = [
        attributes
        for attributes in fired(changes)
        if attributes["event_type"] == "target_failed"
    ]
    assert [attributes["printer"] for attributes in failed] == ["Beta"]
    assert attributes_of(hass, ENTITY)["event_type"] == "failed"
