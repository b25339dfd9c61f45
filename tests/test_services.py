"""Test the actions."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.printers.driver import PrinterState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .conftest import FakeHost, Settle, UploadFile
from .running import device_id, see

ALPHA = "http://printer1.local"
BETA = "http://printer2.local"


async def call(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Call an action and return its response."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )


async def test_dispatch_by_device_and_name(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """Printers are named by device or by name; the answer names them by both."""
    job = await upload()
    alpha = device_id(hass, hub, "printer1")
    beta = device_id(hass, hub, "printer2")
    response = await call(hass, "dispatch", job_id=job.id, printers=[alpha, "Beta"])
    assert response["job_id"] == job.id
    first, second = response["targets"]
    assert (first["printer"], first["printer_name"]) == (alpha, "Alpha")
    assert (second["printer"], second["printer_name"]) == (beta, "Beta")
    assert first["state"] == second["state"] == "pending"
    assert isinstance(first["id"], str)
    await settle()
    assert hosts[ALPHA].files
    assert hosts[BETA].files
    assert not hosts[ALPHA].prints


async def test_dispatch_by_tag_with_defaults(
    hass: HomeAssistant, upload: UploadFile, hosts: dict[str, FakeHost], settle: Settle
) -> None:
    """The newest waiting job is the default, a printer is meant once."""
    await upload("old.gcode")
    newest = await upload("new.gcode", b"G29\n")
    response = await call(hass, "dispatch", tags="petg", printers="Beta", start=True)
    assert response["job_id"] == newest.id
    assert [target["printer_name"] for target in response["targets"]] == ["Beta"]
    await settle()
    assert hosts[BETA].prints


async def test_dispatch_copies(
    hass: HomeAssistant, upload: UploadFile, settle: Settle
) -> None:
    """Each printer gets as many copies as asked for."""
    await upload()
    response = await call(hass, "dispatch", printers=["Alpha", "Beta"], copies=2)
    assert len(response["targets"]) == 4
    await settle()


async def test_dispatch_any_printer(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A free printer beats a busy one, and the reason is told."""
    await see(hass, hub, "printer1", state=PrinterState.PRINTING, ready=False)
    await upload()
    response = await call(hass, "dispatch", any_printer=True)
    assert [target["printer_name"] for target in response["targets"]] == ["Beta"]
    await settle()
    (job,) = (await call(hass, "list_jobs"))["jobs"]
    assert job["targets"][0]["why"] == "Beta is free (Alpha is busy)"


async def test_dispatch_an_ended_job_again(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A job that is no longer live can be sent, to any printer too."""
    job = await upload()
    await call(hass, "dispatch", job_id=job.id, printers="Alpha")
    await settle()
    hub.runtime_data.jobs._ledger.forget(job)  # noqa: SLF001 - as 24 hours do
    response = await call(hass, "dispatch", job_id=job.id, any_printer=True)
    assert len(response["targets"]) == 1
    await settle()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({}, "no_printers"),
        ({"printers": ["Gamma"]}, "printer_not_found"),
        ({"tags": ["attic"]}, "tag_not_found"),
        ({"printers": ["Alpha"], "copies": 0}, "bad_copies"),
        ({"printers": ["Alpha"], "copies": 100}, "bad_copies"),
        ({"printers": ["Alpha"], "job_id": "nothing"}, "job_not_found"),
        ({"any_printer": True, "job_id": "nothing"}, "job_not_found"),
    ],
)
async def test_dispatch_refused(
    hass: HomeAssistant, upload: UploadFile, data: dict[str, Any], key: str
) -> None:
    """What can't be done is said in words."""
    await upload()
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "dispatch", **data)
    assert error.value.translation_key == key


@pytest.mark.parametrize("data", [{"printers": "Alpha"}, {"any_printer": True}])
async def test_dispatch_without_a_waiting_job(
    hass: HomeAssistant, hub: MockConfigEntry, data: dict[str, Any]
) -> None:
    """Without a job there is nothing to send."""
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "dispatch", **data)
    assert error.value.translation_key == "no_waiting_job"


async def test_list_jobs(hass: HomeAssistant, upload: UploadFile) -> None:
    """All there is to know of jobs, newest first."""
    old = await upload("old.gcode")
    new = await upload("new.gcode", b"G29\n", start_requested=True)
    jobs = (await call(hass, "list_jobs"))["jobs"]
    assert [job["id"] for job in jobs] == [new.id, old.id]
    assert jobs[0] == {
        "id": new.id,
        "name": "new.gcode",
        "folder": "",
        "size": 4,
        "sha256": new.sha256,
        "state": "awaiting_selection",
        "created_at": new.created_at.isoformat(),
        "start_requested": True,
        "source": "moonraker",
        "metadata": new.details,
        "thumbnail": None,
        "thumbnails": [],
        "why": None,
        "targets": [],
    }
    assert len((await call(hass, "list_jobs", limit=1))["jobs"]) == 1
    assert (await call(hass, "list_jobs", state="failed"))["jobs"] == []
    waiting = await call(hass, "list_jobs", state=["failed", "awaiting_selection"])
    assert len(waiting["jobs"]) == 2


async def test_list_jobs_with_targets(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """The targets say how far they are; a printer that is gone has no device."""
    await upload()
    await call(hass, "dispatch", printers="Alpha", start=True)
    await settle()
    (job,) = (await call(hass, "list_jobs"))["jobs"]
    (target,) = job["targets"]
    assert target["printer"] == device_id(hass, hub, "printer1")
    assert target["state"] == "printing"
    assert target["progress"] == 0.25
    assert target["attempts"] >= 0
    assert target["waiting_for"] is None
    assert target["error_message"] is None
    assert target["remote_name"].endswith(".gcode")
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    (job,) = (await call(hass, "list_jobs", state="failed"))["jobs"]
    assert job["targets"][0]["printer"] is None
    assert job["targets"][0]["printer_name"] == "Alpha"


@pytest.mark.parametrize("data", [{"state": "lost"}, {"limit": 0}, {"limit": 1001}])
async def test_list_jobs_refused(
    hass: HomeAssistant, hub: MockConfigEntry, data: dict[str, Any]
) -> None:
    """Unknown states and senseless limits are refused."""
    with pytest.raises(vol.Invalid):
        await call(hass, "list_jobs", **data)


async def test_cancel_retry_delete(
    hass: HomeAssistant,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A print is cancelled; then there is nothing to cancel or retry, but to delete."""
    job = await upload()
    await call(hass, "dispatch", printers="Alpha", start=True)
    await settle()
    response = await call(hass, "cancel_job", job_id=job.id)
    assert response["job_id"] == job.id
    assert [target["state"] for target in response["targets"]] == ["cancelled"]
    assert hosts[ALPHA].status.state is PrinterState.IDLE
    for action, key in (("cancel_job", "job_ended"), ("retry", "nothing_failed")):
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, action, job_id=job.id)
        assert error.value.translation_key == key
    data = {"job_id": job.id}
    await hass.services.async_call(DOMAIN, "delete_job", data, blocking=True)
    assert (await call(hass, "list_jobs"))["jobs"] == []


async def test_retry(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What failed is sent again."""
    driver = type(hub.runtime_data.printers["printer1"].driver)
    job = await upload()
    with monkeypatch.context() as patched:
        patched.setattr(driver, "printable", frozenset({".bgcode"}))
        response = await call(hass, "dispatch", printers="Alpha")
        assert response["targets"][0]["state"] == "failed"
    response = await call(hass, "retry", job_id=job.id)
    assert response["targets"][0]["state"] != "failed"
    await settle()
    assert hosts[ALPHA].files


async def test_actions_without_the_hub(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """The actions outlive the hub, and say that it is not there."""
    assert await hass.config_entries.async_unload(hub.entry_id)
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "list_jobs")
    assert error.value.translation_key == "entry_not_loaded"
