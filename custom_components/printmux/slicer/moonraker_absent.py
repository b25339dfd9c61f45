"""What Moonraker has and PrintMux has not: empty lists, and refusals in its words.

https://moonraker.readthedocs.io/en/latest/external_api/introduction/
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import hdrs

from .call import Call
from .errors import SlicerError
from .moonraker_call import Arguments, Method, constant, required, rest
from .moonraker_state import async_database_item, no_control
from .route import READ, SEND, Route

DELETE = (hdrs.METH_DELETE,)
QUEUE = {"queued_jobs": [], "queue_state": "ready"}
NO_QUEUE = "PrintMux queues prints in Home Assistant: start the file instead"
NO_STORE = "PrintMux keeps no settings of other programs"
NO_WEBCAMS = "PrintMux keeps no webcams: Home Assistant has them"


async def async_webcam(call: Call, arguments: Arguments) -> Any:
    """Answer for one webcam: there is none."""
    message = f"Webcam {required(arguments, 'name')} not found"
    raise SlicerError(HTTPStatus.NOT_FOUND, message)


async def async_add_webcam(call: Call, arguments: Arguments) -> Any:
    """Refuse `server.webcams.post_item`."""
    required(arguments, "name")
    required(arguments, "stream_url")
    raise SlicerError(HTTPStatus.FORBIDDEN, NO_WEBCAMS)


async def async_queue(call: Call, arguments: Arguments) -> Any:
    """Refuse `server.job_queue.post_job`."""
    names = arguments.get("filenames") or required(arguments, "filenames")
    listed = names if isinstance(names, list) else str(names).split(",")
    for name in map(str, listed):
        if await call.hub.jobs.intake.async_find(call.key_id, name) is None:
            message = f"G-Code File {name} does not exist"
            raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    raise SlicerError(HTTPStatus.FORBIDDEN, NO_QUEUE)


async def async_leave_queue(call: Call, arguments: Arguments) -> Any:
    """Answer `server.job_queue.delete_job`: nothing is queued here."""
    if not arguments.get("all"):
        required(arguments, "job_ids")
    return QUEUE


async def async_jump(call: Call, arguments: Arguments) -> Any:
    """Answer `server.job_queue.jump`: no job has that id."""
    message = f"Invalid job id: {required(arguments, 'job_id')}"
    raise SlicerError(HTTPStatus.BAD_REQUEST, message)


async def async_store(call: Call, arguments: Arguments) -> Any:
    """Refuse `server.database.post_item`."""
    for name in ("namespace", "key", "value"):
        required(arguments, name)
    raise SlicerError(HTTPStatus.FORBIDDEN, NO_STORE)


async def async_forget(call: Call, arguments: Arguments) -> Any:
    """Answer `server.database.delete_item`: nothing is stored."""
    required(arguments, "key")
    return await async_database_item(call, arguments)


# Method in JSON-RPC, by which HTTP method and where it is in REST, and what it does.
TABLE: tuple[tuple[str, tuple[str, ...], str, Method], ...] = (
    ("server.webcams.get_item", READ, "/server/webcams/item", async_webcam),
    ("server.webcams.post_item", SEND, "/server/webcams/item", async_add_webcam),
    ("server.webcams.delete_item", DELETE, "/server/webcams/item", async_webcam),
    ("server.webcams.test", SEND, "/server/webcams/test", async_webcam),
    ("server.job_queue.post_job", SEND, "/server/job_queue/job", async_queue),
    ("server.job_queue.delete_job", DELETE, "/server/job_queue/job", async_leave_queue),
    ("server.job_queue.pause", SEND, "/server/job_queue/pause", constant(QUEUE)),
    ("server.job_queue.start", SEND, "/server/job_queue/start", constant(QUEUE)),
    ("server.job_queue.jump", SEND, "/server/job_queue/jump", async_jump),
    ("server.database.post_item", SEND, "/server/database/item", async_store),
    ("server.database.delete_item", DELETE, "/server/database/item", async_forget),
    (
        "server.announcements.feeds",
        READ,
        "/server/announcements/feeds",
        constant({"feeds": []}),
    ),
    (
        "server.extensions.list",
        READ,
        "/server/extensions/list",
        constant({"agents": []}),
    ),
    (
        "machine.peripherals.usb",
        READ,
        "/machine/peripherals/usb",
        constant({"usb_devices": []}),
    ),
    (
        "machine.peripherals.serial",
        READ,
        "/machine/peripherals/serial",
        constant({"serial_devices": []}),
    ),
    (
        "machine.peripherals.video",
        READ,
        "/machine/peripherals/video",
        constant({"v4l2_devices": [], "libcamera_devices": []}),
    ),
    ("server.restart", SEND, "/server/restart", no_control),
    ("machine.reboot", SEND, "/machine/reboot", no_control),
    ("machine.shutdown", SEND, "/machine/shutdown", no_control),
)

METHODS: Mapping[str, Method] = {name: method for name, _, _, method in TABLE}
ROUTES = tuple(Route(by, path, rest(method)) for _, by, path, method in TABLE)
