"""The parts of the printer that OctoPrint's clients see, and what they may do with it."""

from collections.abc import Mapping
import json

import pytest

from .conftest import Hub
from .wire import Answer, Wire

COLD = {"actual": 0.0, "offset": 0, "target": 0.0}
PRINTER = "/api/printer"
READS: Mapping[str, object] = {
    "/api/printer/bed": {"bed": COLD},
    "/api/printer/bed?history=true&limit=2": {"bed": COLD, "history": []},
    "/api/printer/tool": {"tool0": COLD},
    "/api/printer/tool?history=1": {"tool0": COLD, "history": []},
    "/api/printer/error": {"error": "", "reason": ""},
    "/api/system/commands": {"core": [], "custom": [], "plugin": []},
    "/api/system/commands/core": [],
    "/api/slicing": {},
    "/api/timelapse": {"config": {"type": "off"}, "enabled": False, "files": []},
}


async def command(wire: Wire, path: str, data: object) -> Answer:
    """Send a command."""
    body = json.dumps(data).encode()
    return await wire.ask("POST", path, body, Content_Type="application/json")


@pytest.mark.parametrize("path", READS)
async def test_reads(wire: Wire, path: str) -> None:
    """All is cold and idle, with nothing to control; no key, no answer."""
    assert (await wire.ask("GET", path)).json == READS[path]
    assert (await wire.ask("HEAD", path)).status == 200
    assert (await wire.ask("GET", path, X_Api_Key=None)).status == 403


async def test_history(wire: Wire) -> None:
    """The history of temperatures is empty, and only there when asked for."""
    plain = (await wire.ask("GET", PRINTER)).json["temperature"]
    assert plain == {"bed": COLD, "tool0": COLD}
    asked = (await wire.ask("GET", f"{PRINTER}?history=true")).json["temperature"]
    assert asked == {**plain, "history": []}
    less = await wire.ask("GET", f"{PRINTER}?history=true&exclude=temperature,sd")
    assert less.json.keys() == {"state"}


@pytest.mark.parametrize(
    ("part", "status", "sentence"),
    [
        ("chamber", 409, "Printer does not have a heated chamber"),
        ("sd", 404, "SD support is disabled"),
    ],
)
async def test_what_is_not_there(
    wire: Wire, part: str, status: int, sentence: str
) -> None:
    """There is neither a heated chamber nor an SD card."""
    path = f"{PRINTER}/{part}"
    answers = await wire.ask("GET", path), await command(wire, path, {"command": "x"})
    for answer in answers:
        assert (answer.status, answer.json) == (status, {"error": sentence})


@pytest.mark.parametrize(
    ("part", "data", "status"),
    [
        ("tool", {"command": "target", "targets": {"tool0": 200}}, 409),
        ("tool", {"command": "select", "tool": "tool0"}, 409),
        ("tool", {"command": "extrude", "amount": 5}, 409),
        ("bed", {"command": "target", "target": 60}, 409),
        ("printhead", {"command": "home", "axes": ["x", "y"]}, 409),
        ("printhead", {"command": "jog", "z": 10}, 409),
        ("tool", {"command": "target"}, 400),
        ("tool", {"command": "target", "targets": {"bed": 1}}, 400),
        ("tool", {"command": "target", "targets": {"tool0": True}}, 400),
        ("tool", {"command": "select", "tool": 0}, 400),
        ("bed", {"command": "target", "target": "hot"}, 400),
        ("bed", {"command": "foo"}, 400),
        ("bed", [], 400),
        ("printhead", {"command": "home", "axes": ["q"]}, 400),
        ("printhead", {"command": "home", "axes": [["x"]]}, 400),
    ],
)
async def test_no_control(wire: Wire, part: str, data: object, status: int) -> None:
    """Commands are checked as OctoPrint does, and then refused."""
    assert (await command(wire, f"{PRINTER}/{part}", data)).status == status


async def test_logout(wire: Wire, hub: Hub) -> None:
    """Who logs out is a guest, and may go on with the key."""
    answer = await wire.ask("POST", "/api/logout")
    assert answer.json == {"needs": {"group": ["guests"]}}
    assert (await wire.ask("GET", "/api/job")).status == 200
