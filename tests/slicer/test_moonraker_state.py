"""The printer that Moonraker's clients see here, and what they can't do to it."""

import json

import pytest

from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import BOUNDARY, Wire, closing, file_part, text_part

QUERY = "/printer/objects/query"
UPLOAD = "/server/files/upload"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
STANDBY = {
    "filename": "",
    "total_duration": 0.0,
    "print_duration": 0.0,
    "filament_used": 0.0,
    "state": "standby",
    "message": "",
    "info": {"total_layer": None, "current_layer": None},
}
FIXED = {
    "/server/job_queue/status": {"queued_jobs": [], "queue_state": "ready"},
    "/server/webcams/list": {"webcams": []},
    "/server/database/list": {"namespaces": [], "backups": []},
    "/server/gcode_store": {"gcode_store": []},
    "/server/announcements/list": {"entries": [], "feeds": []},
    "/server/history/list": {"count": 0, "jobs": []},
    "/access/users/list": {"users": []},
    "/printer/gcode/help": {},
}


async def test_objects(wire: Wire) -> None:
    """Each object that is listed can be had."""
    listed = (await wire.ask("GET", "/printer/objects/list")).json["result"]["objects"]
    assert {"webhooks", "print_stats", "virtual_sdcard", "toolhead"} <= set(listed)
    answer = await wire.ask("GET", f"{QUERY}?{'&'.join(listed)}")
    result = answer.json["result"]
    assert isinstance(result["eventtime"], float)
    assert list(result["status"]) == listed
    assert result["status"]["webhooks"]["state"] == "ready"
    assert result["status"]["print_stats"] == STANDBY
    assert result["status"]["idle_timeout"]["state"] == "Idle"
    for heater in ("extruder", "heater_bed"):
        assert result["status"][heater]["temperature"] == 0.0


@pytest.mark.parametrize(
    ("method", "query", "kind", "body"),
    [
        ("GET", "?print_stats", None, None),
        ("POST", "?print_stats", None, None),
        ("POST", "", JSON, b'{"objects":{"print_stats":null}}'),
        ("POST", "", FORM, b'{"objects":{"print_stats":null}}'),
        ("POST", "", FORM, b"print_stats="),
        ("POST", "", MULTIPART, text_part("print_stats", "") + closing()),
    ],
    ids=["get", "query", "json", "json-as-form", "form", "multipart"],
)
async def test_query(
    wire: Wire, method: str, query: str, kind: str | None, body: bytes | None
) -> None:
    """Objects are named by query, JSON or form."""
    answer = await wire.ask(method, QUERY + query, body, Content_Type=kind)
    assert answer.status == 200
    assert answer.json["result"]["status"] == {"print_stats": STANDBY}


@pytest.mark.parametrize(
    ("query", "body", "status"),
    [
        ("?mmu", None, {}),
        ("", None, {}),
        (
            "?print_stats=state,nope",
            None,
            {"print_stats": {"state": "standby", "nope": None}},
        ),
        (
            "?mmu",
            {"objects": {"virtual_sdcard": ["progress"], "mmu": None}},
            {"virtual_sdcard": {"progress": 0.0}},
        ),
        ("", {"print_stats": None}, {}),
    ],
    ids=["unknown", "none", "fields", "json-fields", "no-objects"],
)
async def test_query_of_parts(
    wire: Wire, query: str, body: object, status: object
) -> None:
    """Unknown objects are left out, unknown fields are null."""
    raw = None if body is None else json.dumps(body).encode()
    answer = await wire.ask("POST", QUERY + query, raw, Content_Type=JSON)
    assert answer.status == 200
    assert answer.json["result"]["status"] == status


async def test_query_does_not_show_the_key(wire: Wire) -> None:
    """A key in the query is no object."""
    path = f"{QUERY}?apikey={wire.key}&print_stats=state"
    answer = await wire.ask("GET", path, X_Api_Key=None)
    assert answer.json["result"]["status"] == {"print_stats": {"state": "standby"}}


@pytest.mark.parametrize(
    ("objects", "reason"),
    [
        (["print_stats"], "Invalid Argument Type [objects]"),
        ({"print_stats": "state"}, "Invalid argument"),
        ({"print_stats": 3}, "Invalid argument"),
    ],
    ids=["list", "text", "number"],
)
async def test_query_refused(wire: Wire, objects: object, reason: str) -> None:
    """The wrong types are refused in the real words."""
    body = json.dumps({"objects": objects}).encode()
    answer = await wire.ask("POST", QUERY, body, Content_Type=JSON)
    assert (answer.status, answer.reason) == (400, reason)


async def test_query_while_busy(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """What is printed shows nothing on the printer that slicers see."""
    form = text_part("print", "true") + file_part("x.gcode") + closing()
    assert (await wire.upload(form, UPLOAD)).json["print_started"] is True
    await hass.async_block_till_done(wait_background_tasks=True)
    answer = await wire.ask("GET", f"{QUERY}?print_stats")
    assert answer.json["result"]["status"] == {"print_stats": STANDBY}
    assert hub.job.start_requested


@pytest.mark.parametrize("path", FIXED)
async def test_fixed_answers(wire: Wire, path: str) -> None:
    """What a printer without extras answers."""
    answer = await wire.ask("GET", path)
    assert (answer.status, answer.json) == (200, {"result": FIXED[path]})


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/server/config", "config"),
        ("/server/temperature_store", "extruder"),
        ("/machine/system_info", "system_info"),
        ("/machine/proc_stats", "system_uptime"),
        ("/access/user", "username"),
        ("/server/history/totals", "job_totals"),
    ],
)
async def test_other_answers(wire: Wire, path: str, key: str) -> None:
    """Each has what clients look for, and needs a key."""
    assert key in (await wire.ask("GET", path)).json["result"]
    assert (await wire.ask("GET", path, X_Api_Key=None)).status == 401


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        (
            "GET",
            "/server/database/item?namespace=lane_data&key=a",
            404,
            "Key 'a' in namespace 'lane_data' not found",
        ),
        ("GET", "/server/database/item", 400, "No data for argument: namespace"),
        ("GET", "/machine/update/status", 404, "Not Found"),
        ("POST", "/access/login", 400, "No data for argument: username"),
        (
            "POST",
            "/access/login?username=bob&password=x",
            400,
            "Unregistered User: bob",
        ),
    ],
)
async def test_refusals(
    wire: Wire, method: str, path: str, status: int, reason: str
) -> None:
    """The real server's words in its own shape."""
    answer = await wire.ask(method, path)
    assert (answer.status, answer.reason) == (status, reason)
    error = {"code": status, "message": reason, "traceback": ""}
    assert answer.json == {"error": error}
