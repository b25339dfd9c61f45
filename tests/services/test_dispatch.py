"""Test the action that sends jobs to printers."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.printers.driver import PrinterState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from tests.conftest import FakeHost, Settle, UploadFile
from tests.running import call, device_id, see

ALPHA = "http://printer1.local"
BETA = "http://printer2.local"


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
    why = job["targets"][0]["why"].split("; ")
    assert [words.partition(" (")[0] for words in why] == [
        "Beta is free",
        "Alpha is busy",
    ]


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
