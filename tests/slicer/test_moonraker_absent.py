"""What Moonraker has and PrintMux has not: empty answers, and refusals."""

import pytest

from .conftest import Hub
from .wire import Wire, prusa_form

QUEUE = "/server/job_queue/job"
STORE = "/server/database/item"
WEBCAM = "/server/webcams/item"


@pytest.mark.parametrize(
    ("path", "result"),
    [
        ("/server/announcements/feeds", {"feeds": []}),
        ("/server/extensions/list", {"agents": []}),
        ("/machine/peripherals/usb", {"usb_devices": []}),
        ("/machine/peripherals/serial", {"serial_devices": []}),
        ("/machine/peripherals/video", {"v4l2_devices": [], "libcamera_devices": []}),
    ],
)
async def test_empty(wire: Wire, path: str, result: object) -> None:
    """Lists of what there is not are empty."""
    assert (await wire.ask("GET", path)).json == {"result": result}


@pytest.mark.parametrize(
    ("request_line", "status", "reason"),
    [
        (f"GET {WEBCAM}", 400, "No data for argument: name"),
        (f"GET {WEBCAM}?name=x", 404, "Webcam x not found"),
        (f"DELETE {WEBCAM}?name=x", 404, "Webcam x not found"),
        (f"POST {WEBCAM}?name=x", 400, "No data for argument: stream_url"),
        (f"POST {WEBCAM}?name=x&stream_url=y", 403, "PrintMux keeps no webcams"),
        (f"POST {QUEUE}", 400, "No data for argument: filenames"),
        (f"POST {QUEUE}?filenames=no.gcode", 400, "G-Code File no.gcode does not"),
        (f"POST {QUEUE}?filenames=plain.gcode", 403, "PrintMux queues prints in Home"),
        (f"DELETE {QUEUE}", 400, "No data for argument: job_ids"),
        ("POST /server/job_queue/jump?job_id=7", 400, "Invalid job id: 7"),
        (f"POST {STORE}?namespace=a&key=b", 400, "No data for argument: value"),
        (f"POST {STORE}?namespace=a&key=b&value=c", 403, "PrintMux keeps no settings"),
        (f"DELETE {STORE}?namespace=a&key=b", 404, "Key 'b' in namespace 'a' not"),
        ("POST /server/restart", 403, "PrintMux controls no printer from here"),
        ("POST /machine/reboot", 403, "PrintMux controls no printer from here"),
    ],
)
async def test_refused(
    wire: Wire, hub: Hub, request_line: str, status: int, reason: str
) -> None:
    """What can't be done is said, in Moonraker's words where it has some."""
    await wire.upload(prusa_form())
    method, path = request_line.split()
    answer = await wire.ask(method, path)
    assert answer.status == status
    assert answer.reason.startswith(reason)
    assert not hub.job.start_requested


@pytest.mark.parametrize(
    "request_line",
    [
        f"DELETE {QUEUE}?all=true",
        f"DELETE {QUEUE}?job_ids=1,2",
        "POST /server/job_queue/pause",
        "POST /server/job_queue/start",
    ],
)
async def test_empty_queue(wire: Wire, request_line: str) -> None:
    """Nothing is queued, and stays so."""
    method, path = request_line.split()
    queue = {"queued_jobs": [], "queue_state": "ready"}
    assert (await wire.ask(method, path)).json == {"result": queue}
