"""Test the actions that say when something is printed, and in which order."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.printmux.printers.driver import PrinterState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from .conftest import Settle, UploadFile
from .running import call, see


async def wait_in_line(
    hass: HomeAssistant, upload: UploadFile, name: str, **order: Any
) -> str:
    """Send a new job to Alpha; return its id."""
    job = await upload(name=name)
    result = await call(
        hass, "dispatch", job_id=job.id, printers=["Alpha"], start=True, **order
    )
    assert result["job_id"] == job.id
    return job.id


async def line(hass: HomeAssistant) -> list[dict[str, Any]]:
    """Return the targets that wait, in order."""
    found = await call(hass, "list_jobs")
    targets = [t for job in found["jobs"] for t in job["targets"] if t["position"]]
    return sorted(targets, key=lambda target: target["position"])


@pytest.fixture
async def busy(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """Have Alpha print something else, for another ten minutes."""
    await see(
        hass,
        hub,
        "printer1",
        state=PrinterState.PRINTING,
        ready=False,
        file="other.gcode",
        remaining_s=600.0,
    )


@pytest.mark.usefixtures("busy")
async def test_order(hass: HomeAssistant, upload: UploadFile, settle: Settle) -> None:
    """Priorities, positions and holds, and what list_jobs says of them."""
    first = await wait_in_line(hass, upload, "first.gcode")
    second = await wait_in_line(hass, upload, "second.gcode", priority=3)
    await settle()
    ahead, behind = await line(hass)
    assert (ahead["priority"], behind["priority"]) == (3, 0)
    assert ahead["remote_name"].startswith("second-")
    begins = dt_util.parse_datetime(ahead["estimated_start"])
    assert begins is not None
    assert abs(begins - dt_util.utcnow() - timedelta(minutes=10)) < timedelta(minutes=1)
    # Its file does not say how long it takes.
    assert behind["estimated_start"] is None

    result = await call(hass, "move_in_queue", job_id=first, position=1)
    assert [target["id"] for target in result["targets"]] == [behind["id"]]
    assert [target["id"] for target in await line(hass)] == [behind["id"], ahead["id"]]
    await call(hass, "move_in_queue", job_id=second, priority=50)
    assert [target["id"] for target in await line(hass)] == [ahead["id"], behind["id"]]

    await call(hass, "hold_job", job_id=second, target_ids=[ahead["id"]])
    await settle()
    held, _ = await line(hass)
    assert (held["held"], held["waiting_for"]) == (True, "hold")
    assert held["estimated_start"] is None
    await call(hass, "release_job", job_id=second)
    await settle()
    released, _ = await line(hass)
    assert (released["held"], released["waiting_for"]) == (False, "busy")


@pytest.mark.usefixtures("busy")
async def test_start_at(
    hass: HomeAssistant, upload: UploadFile, settle: Settle
) -> None:
    """A time without a zone is Home Assistant's own."""
    await hass.config.async_set_time_zone("America/New_York")
    await wait_in_line(hass, upload, "a.gcode", start_at="2031-01-02 03:04:05")
    await settle()
    (target,) = await line(hass)
    assert target["start_at"] == "2031-01-02T08:04:05+00:00"
    assert target["waiting_for"] == "time"
    assert target["error_message"] == "Starts at 2031-01-02 03:04"
    assert target["estimated_start"] == target["start_at"]


@pytest.mark.usefixtures("busy")
async def test_start_when(
    hass: HomeAssistant, upload: UploadFile, settle: Settle
) -> None:
    """The entity that is waited for has to be there when it is chosen."""
    with pytest.raises(ServiceValidationError) as error:
        await wait_in_line(hass, upload, "a.gcode", start_when="schedule.cheap")
    assert error.value.translation_key == "entity_not_found"
    hass.states.async_set("schedule.cheap", "off", {"friendly_name": "Cheap power"})
    await wait_in_line(hass, upload, "a.gcode", start_when="schedule.cheap")
    await settle()
    (target,) = await line(hass)
    assert (target["start_when"], target["waiting_for"]) == ("schedule.cheap", "entity")
    assert target["error_message"] == "Waits until Cheap power is on"


@pytest.mark.parametrize(
    ("action", "data", "key"),
    [
        ("dispatch", {"start_at": "2031-01-02 03:04:05"}, "start_needed"),
        ("dispatch", {"start_when": "sun.sun"}, "start_needed"),
        ("move_in_queue", {}, "no_place"),
        ("move_in_queue", {"position": 1}, "nothing_waits"),
        ("move_in_queue", {"position": 1, "target_ids": ["x"]}, "target_not_found"),
        ("hold_job", {}, "nothing_waits"),
        ("release_job", {"target_ids": ["x"]}, "target_not_found"),
    ],
)
async def test_refusals(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    action: str,
    data: dict[str, Any],
    key: str,
) -> None:
    """What can't be done is said, and nothing is changed."""
    job = await upload()
    if action == "dispatch":
        data = {**data, "printers": ["Alpha"]}
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, action, job_id=job.id, **data)
    assert error.value.translation_key == key
    assert not hub.runtime_data.jobs.jobs[job.id].targets


@pytest.mark.parametrize(
    "data", [{"position": 0}, {"priority": 101}, {"position": "x"}]
)
async def test_no_such_place(
    hass: HomeAssistant, hub: MockConfigEntry, data: dict[str, Any]
) -> None:
    """Positions count from 1, priorities have a range."""
    with pytest.raises(vol.Invalid):
        await call(hass, "move_in_queue", job_id="x", **data)


async def test_any_of_some_printers(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """Printers that are named beside "any" are those it may be."""
    job = await upload()
    result = await call(
        hass, "dispatch", job_id=job.id, printers=["Beta"], any_printer=True, start=True
    )
    (target,) = result["targets"]
    assert target["printer_name"] == "Beta"
    await settle()
    found = await call(hass, "list_jobs")
    (target,) = found["jobs"][0]["targets"]
    assert (target["state"], target["any_printer"]) == ("printing", True)
