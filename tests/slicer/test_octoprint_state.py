"""What OctoPrint tells of its printer, its settings and its users."""

from ipaddress import ip_network
import json
from typing import Any

import pytest

from custom_components.printmux.jobs.settings import Settings

from .conftest import Hub
from .wire import Answer, Wire, prusa_form

JOB = "/api/job"
READS = (
    *(JOB, "/api/printer", "/api/settings", "/api/printerprofiles"),
    *("/api/printerprofiles/_default", "/api/connection", "/api/currentuser"),
)


async def post(wire: Wire, path: str, data: object, **headers: str | None) -> Answer:
    """Send JSON."""
    headers = {"Content_Type": "application/json", **headers}
    return await wire.ask("POST", path, json.dumps(data).encode(), **headers)


@pytest.mark.parametrize("prefix", ["", "/", "/printmux", "/printmux/"])
@pytest.mark.parametrize("path", READS)
async def test_reads(wire: Wire, prefix: str, path: str) -> None:
    """Each is answered at each place, to Cura's GET with a type, and to HEAD."""
    answer = await wire.ask("GET", prefix + path, Content_Type="application/json")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    bare = await wire.ask("HEAD", prefix + path)
    assert (bare.status, bare.body) == (200, b"")


@pytest.mark.parametrize("key", [None, "", "wrong", "88888888"])
@pytest.mark.parametrize("path", READS)
async def test_needs_a_key(wire: Wire, path: str, key: str | None) -> None:
    """403; but Cura's test of a key knows only 401, and anybody may be a guest."""
    answer = await wire.ask("GET", path, X_Api_Key=key)
    expected = {"/api/settings": 401, "/api/currentuser": 200}
    assert answer.status == expected.get(path, 403)
    assert "www-authenticate" not in answer.headers
    if answer.status == 200:
        assert answer.json == {"groups": ["guests"], "name": None, "permissions": []}
    else:
        assert answer.json == {"error": answer.reason}
        assert "slicer key" in answer.reason


@pytest.mark.parametrize(
    "path", [JOB, "/api/printer/command", "/api/connection", "/api/login"]
)
async def test_commands_need_a_key(wire: Wire, path: str) -> None:
    """Nobody commands without a key."""
    for key in (None, "wrong"):
        answer = await post(wire, path, {"command": "start"}, X_Api_Key=key)
        assert answer.status == 403


async def test_selected_file(wire: Wire, hub: Hub) -> None:
    """The job names the file that this key has selected, while it is there."""
    await wire.upload(prusa_form(path="a"))
    file = "/api/files/local/a/plain.gcode"
    await post(wire, file, {"command": "select"})
    job = (await wire.ask("GET", JOB)).json["job"]
    assert (job["file"]["path"], job["user"]) == ("a/plain.gcode", wire.key[:4])
    other = (await Wire(wire.port, hub.keys[1]).ask("GET", JOB)).json["job"]
    assert other["file"]["path"] is None
    await wire.ask("DELETE", file)
    assert (await wire.ask("GET", JOB)).json["job"]["file"]["path"] is None
    assert (await post(wire, JOB, {"command": "start"})).status == 204


async def test_start(wire: Wire, hub: Hub) -> None:
    """`start` prints what this key has selected, and nothing else."""
    await wire.upload(prusa_form())
    start = {"command": "start"}
    assert (await post(wire, JOB, start)).status == 204
    assert not hub.job.start_requested
    await post(wire, "/api/files/local/plain.gcode", {"command": "select"})
    other = Wire(wire.port, hub.keys[1])
    assert (await post(other, JOB, start)).status == 204
    assert not hub.job.start_requested
    for _ in range(2):
        assert (await post(wire, JOB, start)).status == 204
        assert hub.job.start_requested


@pytest.mark.parametrize("selected", [False, True], ids=["none", "selected"])
@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"command": "cancel"}, 409),
        ({"command": "pause"}, 409),
        ({"command": "pause", "action": "resume"}, 409),
        ({"command": "restart"}, 409),
        ({"command": "foo"}, 400),
        ({}, 400),
        ([], 400),
        ("start", 400),
    ],
    ids=lambda value: json.dumps(value),
)
async def test_job_commands(
    wire: Wire, hub: Hub, data: Any, status: int, selected: bool
) -> None:
    """Nothing prints, so nothing can be stopped."""
    await wire.upload(prusa_form())
    if selected:
        await post(wire, "/api/files/local/plain.gcode", {"command": "select"})
    answer = await post(wire, JOB, data)
    assert answer.status == status
    assert answer.json == {"error": answer.reason}
    assert not hub.job.start_requested


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"command": "M112"}, 409),
        ({"commands": ["G28", "M104 S200"]}, 409),
        ({"script": "x"}, 409),
        ({}, 400),
        (["command"], 400),
    ],
    ids=lambda value: json.dumps(value),
)
async def test_printer_commands(wire: Wire, data: object, status: int) -> None:
    """No command ever goes on to a printer."""
    answer = await post(wire, "/api/printer/command", data)
    assert answer.status == status
    assert answer.json == {"error": answer.reason}


@pytest.mark.parametrize(
    "settings",
    [Settings(keyless_networks=(ip_network("127.0.0.0/8"),))],
    ids=["trusted network"],
)
async def test_settings_without_a_key(wire: Wire, hub: Hub) -> None:
    """A trusted network needs no key; a wrong one, or a foreign page, is refused."""
    for key, origin, status in (
        *((None, None, 200), ("88888888", None, 200)),
        *(("wrong", None, 401), (None, "http://evil.example", 403)),
    ):
        answer = await wire.ask("GET", "/api/settings", X_Api_Key=key, Origin=origin)
        assert answer.status == status, (key, origin)


@pytest.mark.parametrize(
    "settings",
    [Settings(keyless_networks=(ip_network("127.0.0.0/8"),))],
    ids=["trusted network"],
)
async def test_keyless_start(wire: Wire, hub: Hub) -> None:
    """Without a key a file is selected and asked for, but none starts."""
    await wire.upload(prusa_form(wants="true"), X_Api_Key=None)
    file = "/api/files/local/plain.gcode"
    data = {"command": "select", "print": True}
    assert (await post(wire, file, data, X_Api_Key=None)).status == 204
    start = await post(wire, JOB, {"command": "start"}, X_Api_Key=None)
    assert start.status == 204
    assert not hub.job.start_requested
    assert (await wire.ask("DELETE", file, X_Api_Key=None)).status == 403


async def test_profiles(wire: Wire) -> None:
    """One profile, the current one; its address leads to it."""
    profiles = (await wire.ask("GET", "/api/printerprofiles")).json["profiles"]
    (profile,) = profiles.values()
    assert profile["current"] is True
    for axis in "xyze":
        assert profile["axes"][axis]["speed"] > 0
    path = profile["resource"].removeprefix(f"http://127.0.0.1:{wire.port}")
    assert (await wire.ask("GET", path)).json == profile


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"command": "connect"}, 204),
        ({"command": "connect", "port": "VIRTUAL", "baudrate": 115200}, 204),
        ({"command": "connect", "port": "AUTO"}, 204),
        ({"command": "disconnect"}, 204),
        ({"command": "connect", "port": "/dev/ttyS0"}, 400),
        ({"command": "connect", "printerProfile": ["x"]}, 400),
        ({"command": "foo"}, 400),
    ],
    ids=lambda value: json.dumps(value),
)
async def test_connection(wire: Wire, data: object, status: int) -> None:
    """It is connected whatever one does."""
    assert (await post(wire, "/api/connection", data)).status == status
    connection = (await wire.ask("GET", "/api/connection")).json
    assert connection["current"]["state"] == "Operational"
    assert connection["current"]["port"] in connection["options"]["ports"]


async def test_login(wire: Wire) -> None:
    """A key logs in; it is named, it is not told."""
    answer = await post(wire, "/api/login", {"passive": True})
    user = answer.json
    assert answer.status == 200
    assert user["name"] == wire.key[:4]
    assert len(user["session"]) == 64
    assert wire.key not in answer.body.decode()
    again = await post(wire, "/api/login", {"passive": True})
    assert again.json["session"] != user["session"]
    current = (await wire.ask("GET", "/api/currentuser")).json
    assert (current["name"], current["groups"]) == (user["name"], user["groups"])


@pytest.mark.parametrize(
    ("data", "status"),
    [({"user": "a", "pass": "b"}, 403), ({"user": "a"}, 400), ({}, 400), (None, 400)],
    ids=lambda value: json.dumps(value),
)
async def test_no_passwords(wire: Wire, data: object, status: int) -> None:
    """There are no users with passwords."""
    answer = await post(wire, "/api/login", data)
    assert answer.status == status
    assert answer.json == {"error": answer.reason}
