"""Test the actions that cancel, retry, settle and delete."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.printers.driver import Outcome, PrinterState
from custom_components.printmux.printers.errors import (
    HostRefusedError,
    StartUnconfirmedError,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from tests.conftest import FakeDriver, FakeHost, Settle, UploadFile
from tests.running import call, device_id, dispatch, see, state_of

ALPHA = "http://printer1.local"


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
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What failed is sent again."""

    async def refuse(*args: object) -> str:
        raise HostRefusedError("No space left")

    job = await upload()
    with monkeypatch.context() as patched:
        patched.setattr(FakeDriver, "upload", refuse)
        await call(hass, "dispatch", printers="Alpha")
        await settle()
    (listed,) = (await call(hass, "list_jobs", state="failed"))["jobs"]
    assert listed["targets"][0]["error_message"] == "No space left"
    response = await call(hass, "retry", job_id=job.id)
    assert response["targets"][0]["state"] != "failed"
    await settle()
    assert hosts[ALPHA].files


async def test_some_targets(
    hass: HomeAssistant,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """Targets are named by what `list_jobs` and `dispatch` return."""
    job = await upload()
    sent = await call(
        hass, "dispatch", job_id=job.id, printers=["Alpha", "Beta"], start=True
    )
    await settle()
    alpha, beta = (target["id"] for target in sent["targets"])
    response = await call(hass, "cancel_job", job_id=job.id, target_ids=beta)
    states = {target["id"]: target["state"] for target in response["targets"]}
    assert states == {alpha: "printing", beta: "cancelled"}
    hosts[ALPHA].finish(Outcome.ERROR)
    await settle()
    for action in ("cancel_job", "retry"):
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, action, job_id=job.id, target_ids=["nothing"])
        assert error.value.translation_key == "target_not_found"
    response = await call(hass, "retry", job_id=job.id, target_ids=[alpha], force=True)
    assert response["targets"][0] == {
        "id": alpha,
        "printer": sent["targets"][0]["printer"],
        "printer_name": "Alpha",
        "state": "pending",
    }
    await call(hass, "confirm_bed_cleared", printers="Alpha")
    await settle()
    assert hosts[ALPHA].status.state is PrinterState.PRINTING


@pytest.mark.parametrize(
    ("outcome", "states"),
    [
        ("printed", {"completed"}),
        ("print_again", {"pending", "uploading"}),
        ("not_printed", {"failed"}),
    ],
)
async def test_confirm_print(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    outcome: str,
    states: set[str],
) -> None:
    """The answer returns what became of the target; a second one is refused."""
    monkeypatch.setattr("custom_components.printmux.jobs.target_run.DOUBT_DELAY", 0)

    async def start(self: FakeDriver, name: str) -> None:
        raise StartUnconfirmedError("No word of it")

    with monkeypatch.context() as patched:
        patched.setattr(FakeDriver, "start", start)
        job_id = await dispatch(hub, upload, settle)
    data = {"job_id": job_id, "outcome": outcome}
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "confirm_print", **data, target_id="nothing")
    assert error.value.translation_key == "target_not_found"
    response = await call(hass, "confirm_print", **data)
    (target,) = response["targets"]
    assert response["job_id"] == job_id
    assert set(target) == {"id", "printer", "printer_name", "state"}
    assert target["printer"] == device_id(hass, hub, "printer1")
    assert target["state"] in states
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "confirm_print", **data, target_id=target["id"])
    assert error.value.translation_key == "nothing_to_confirm"
    await settle()


async def test_confirm_print_refuses_other_words(
    hass: HomeAssistant, upload: UploadFile
) -> None:
    """There are three answers."""
    job = await upload()
    for data in ({}, {"outcome": "maybe"}):
        with pytest.raises(vol.Invalid):
            await call(hass, "confirm_print", job_id=job.id, **data)


async def test_confirm_bed_cleared(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
) -> None:
    """All named printers, or none of them; each print needs one confirmation."""
    await dispatch(hub, upload, settle)
    await see(hass, hub, "printer1", state=PrinterState.FINISHED, ready=True)
    assert state_of(hass, "sensor.alpha_status") == "finished"
    alpha = device_id(hass, hub, "printer1")
    for printers, key in (
        (["Alpha", "Beta"], "no_ended_print"),
        (["Alpha", "Gamma"], "printer_not_found"),
    ):
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "confirm_bed_cleared", printers=printers)
        assert error.value.translation_key == key
        assert state_of(hass, "sensor.alpha_status") == "finished"
    response = await call(hass, "confirm_bed_cleared", printers=[alpha, "Alpha"])
    assert response == {"printers": [{"printer": alpha, "printer_name": "Alpha"}]}
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "idle"
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "confirm_bed_cleared", printers="Alpha")
    assert error.value.translation_key == "no_ended_print"
