"""Test what the inbox is told of jobs."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.printers.driver import PrinterState, PrinterStatus
from homeassistant.core import HomeAssistant
from tests.conftest import KEY_ID, FakeHost, Settle, UploadFile
from tests.running import call, device_id, target_of

from .conftest import Look

ALPHA = "http://printer1.local"


async def test_snapshot(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    look: Look,
) -> None:
    """Everything is told first."""
    job = await upload("<b>part</b>.gcode", start_requested=True)
    viewer = await look(view="inbox")
    assert viewer.can == {"dispatch": True, "manage": True}
    alpha, beta = (device_id(hass, hub, f"printer{number}") for number in (1, 2))
    assert viewer.records.keys() == {"hub", job.id, alpha, beta}
    assert viewer.records[job.id] == {
        "id": job.id,
        "kind": "job",
        "name": "<b>part</b>.gcode",
        "folder": "",
        "size": 4,
        "state": "awaiting_selection",
        "created_at": job.created_at.isoformat(),
        "ended_at": None,
        "start_requested": True,
        "source": "moonraker",
        "key_name": "Slicer",
        "thumbnail": None,
        "why": None,
        "problem": None,
        "file_gone": False,
        "plate_index": None,
        "plates": 0,
        "slicer": None,
        "slicer_version": None,
        "printer_model": None,
        "estimated_time_s": None,
        "filament_type": [],
        "filament_color": [],
        "filament_weight_g": None,
        "filament_length_mm": None,
        "nozzle_diameter": [],
        "layer_height": None,
        "targets": [],
    }
    assert viewer.records["hub"] == {
        "id": "hub",
        "kind": "hub",
        "version": "0.1.0",
        "entry_id": hub.entry_id,
        "device": device_id(hass, hub, hub.entry_id),
        "urls": {"internal": "http://10.10.10.10:8123", "external": None},
        "own_port": 0,
        "slicer_print": "ask",
        "max_upload_mb": 1024,
        "keys": [
            {
                "id": KEY_ID,
                "name": "Slicer",
                "prefix": "kkkkkkkk",
                "last_used": None,
                "expires_at": None,
            }
        ],
        "last_upload": job.created_at.isoformat(),
        "last_contact": None,
    }


async def test_a_print(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
    look: Look,
) -> None:
    """A job comes, is sent, printed and deleted, all while somebody looks."""
    viewer = await look(view="inbox")
    records = viewer.records
    job = await upload()
    await viewer.until(
        lambda: records.get(job.id, {}).get("state") == "awaiting_selection"
    )
    alpha = device_id(hass, hub, "printer1")
    await call(hass, "dispatch", job_id=job.id, printers=[alpha], start=True)
    await viewer.until(lambda: records[alpha]["state"] == "printing")
    await viewer.until(lambda: records[alpha]["job"] is not None)
    target = target_of(hub, job.id)
    assert records[alpha]["job"] == {
        "id": job.id,
        "target_id": target.id,
        "name": "part.gcode",
        "thumbnail": None,
    }
    assert records[alpha]["file"] == target.remote_name
    await viewer.until(lambda: records[job.id]["targets"][0]["state"] == "printing")
    (shown,) = records[job.id]["targets"]
    assert (shown["id"], shown["printer"]) == (target.id, alpha)
    hosts[ALPHA].finish()
    await settle()
    await viewer.until(lambda: records[job.id]["state"] == "completed")
    assert records[job.id]["targets"][0]["state"] == "completed"
    await viewer.until(lambda: records[alpha]["job"] is None)
    # Where the printer shows what lies on its bed, that has a name.
    hosts[ALPHA].status = PrinterStatus(
        state=PrinterState.FINISHED, ready=True, file=target.remote_name
    )
    await settle()
    await viewer.until(lambda: records[alpha]["state"] == "finished")
    await viewer.until(lambda: records[alpha]["job"] is not None)
    assert records[alpha]["job"]["id"] == job.id
    assert records[job.id]["ended_at"] is not None
    assert records[alpha]["bed_waits"]
    await call(hass, "confirm_bed_cleared", printers=[alpha])
    await viewer.until(lambda: not records[alpha]["bed_waits"])
    await viewer.until(lambda: records[alpha]["job"] is None)
    await hass.services.async_call(
        "printmux", "delete_job", {"job_id": job.id}, blocking=True
    )
    await viewer.until(lambda: job.id not in records)


async def test_queue(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    hosts: dict[str, FakeHost],
    settle: Settle,
    look: Look,
) -> None:
    """What waits for a printer has its place, which changes as others go."""
    alpha = device_id(hass, hub, "printer1")
    viewer = await look(view="inbox")
    records = viewer.records
    jobs = [await upload(f"{number}.gcode", bytes([71, number])) for number in (1, 2)]
    hosts[ALPHA].status = PrinterStatus(
        state=PrinterState.PRINTING, file="other.gcode", remaining_s=3600
    )
    await settle()
    for job in jobs:
        await call(hass, "dispatch", job_id=job.id, printers="Alpha", start=True)
    await viewer.until(lambda: records[alpha]["queue_length"] == 2)
    await viewer.until(
        lambda: (
            [
                target["position"]
                for job in jobs
                for target in records[job.id]["targets"]
            ]
            == [1, 2]
        )
    )
    assert records[jobs[0].id]["targets"][0]["estimated_start"] is not None
    await call(hass, "cancel_job", job_id=jobs[0].id)
    await viewer.until(lambda: records[jobs[1].id]["targets"][0]["position"] == 1)
    await viewer.until(lambda: records[alpha]["queue_length"] == 1)
