"""The same requests to a real OctoPrint and to PrintMux: statuses, keys and types.

Known differences, each on purpose:
- Without a key real OctoPrint answers POST with 400 (CSRF), PrintMux with 403; to
  `/api/settings` it answers 403, PrintMux 401, the only status Cura's key test knows.
- A G-code command to the printer is carried out there, and refused with 409 here.
- `/api/settings` has what clients read, a small part of the real object.
- `/api/files/sdcard` takes uploads there: its virtual printer has an SD card.
- Copying and moving are refused with 409 here; all other commands to parts of the
  printer too, once they are well-formed. There is no SD card, so `/api/printer/sd`
  answers as the real one does when that is switched off in its settings.
- Nobody has measured temperatures here: their history is empty. There is no camera.
- A file that is selected there has no filament data (null); here both are null.
- The user object tells its API key there, never here.
- A user there may be more; lists that differ in length only are not compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from .house import E2EHouse

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

BOUNDARY = "9ef538f7b7efc26d"
FILE = "/api/files/local/sub%20%C3%A4/parity.gcode"
DOWNLOAD = "/downloads/files/local/sub%20%C3%A4/parity.gcode"
GCODE = "G4 P1\n" * 9
# Real OctoPrint adds these when its analysis is done, or when there was a print;
# and its users have their key in what they are told of themselves.
# Files are known by their SHA-256 here, which OctoPrint's `hash` is not.
OPTIONAL = frozenset({"gcodeAnalysis", "prints", "statistics", "apikey", "hash"})
# And these, as null, once a file was selected.
LATER = frozenset({"averagePrintTime", "display"})

type Fields = Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What a server has answered."""

    status: int
    kind: str
    location: str
    body: Any


@dataclass(frozen=True)
class Server:
    """One of the two, and a key for it."""

    netloc: str
    key: str

    def ask(
        self, method: str, path: str, data: object = None, key: str | None = None
    ) -> Reply:
        """Send a request, with JSON if there are data, or a form if these are bytes."""
        headers = {"X-Api-Key": self.key if key is None else key}
        body = data if isinstance(data, bytes) else None
        if body is not None:
            headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        elif data is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(data).encode()
        connection = http.client.HTTPConnection(self.netloc, timeout=30)
        connection.request(method, path, body, headers)
        with connection.getresponse() as response:
            raw = response.read()
            kind = response.headers.get_content_type()
            place = urlsplit(response.headers.get("Location", "")).path
        connection.close()
        parsed = json.loads(raw) if kind == "application/json" and raw else raw
        return Reply(response.status, kind, place, parsed)


def form(fields: Fields, filename: str | None = "parity.gcode") -> bytes:
    """Return a form with fields, and a file unless it has no name."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
        for name, value in fields.items()
    ]
    if filename is not None:
        parts.append(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="{filename}"\r\n\r\n{GCODE}'
        )
    return "\r\n".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()


def shape(value: Any) -> Any:
    """Return the keys and types of an answer; numbers are alike, lists by one item."""
    if isinstance(value, dict):
        return {
            name: shape(inner)
            for name, inner in value.items()
            if name not in OPTIONAL and not (name in LATER and inner is None)
        }
    if isinstance(value, list):
        return [shape(value[0])] if value and isinstance(value[0], dict) else []
    if isinstance(value, bool) or value is None:
        return type(value).__name__
    return "number" if isinstance(value, int | float) else type(value).__name__


@pytest.fixture(scope="module")
def servers(house: E2EHouse) -> tuple[Server, Server]:
    """Return the real server and PrintMux, both with the same file in a folder."""
    (octoprint,) = (one for one in house.bed.printers if one["kind"] == "octoprint")
    real = Server(urlsplit(octoprint["url"]).netloc, octoprint["api_key"])
    ours = Server(urlsplit(house.ha.url).netloc, house.key)
    for server in (real, ours):
        reply = server.ask("POST", "/api/files/local", form({"path": "sub \u00e4"}))
        assert reply.status == 201
    return real, ours


def both(
    servers: tuple[Server, Server], method: str, path: str, *args: Any
) -> tuple[Reply, Reply]:
    """Send a request to both servers."""
    real, ours = (server.ask(method, path, *args) for server in servers)
    return real, ours


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path",
    [
        *("/api/version", "/api/server", "/api/job", "/api/currentuser"),
        *("/api/printer?exclude=temperature", "/api/connection"),
        *("/api/printerprofiles", "/api/printerprofiles/_default"),
        *("/api/files", "/api/files?recursive=true", "/api/files/local"),
        *(FILE, "/api/files/local/sub%20%C3%A4", DOWNLOAD),
        *("/api/files/local/none.gcode", "/api/files/local/", "/api/files/sdcard"),
        *("/api/files/unknown", "/api/files/sdcard/none.gcode", "/api/v1/storage"),
        *("/api/printer/bed", "/api/printer/tool", "/api/printer/chamber"),
        *("/api/printer/printhead", "/api/printer/error", "/api/printer?exclude=sd"),
        *("/api/system/commands", "/api/system/commands/core", "/api/slicing"),
        *("/api/system/commands/custom", "/api/timelapse?unrendered=true"),
        *("/api/logout", "/api/files/local?recursive=true", "/api/login"),
    ],
)
def test_reads(servers: tuple[Server, Server], method: str, path: str) -> None:
    """What is read has the same status, type, keys and kinds of values."""
    real, ours = both(servers, method, path)
    assert (ours.status, ours.kind) == (real.status, real.kind)
    assert shape(ours.body) == shape(real.body)


def test_settings(servers: tuple[Server, Server]) -> None:
    """All that PrintMux tells is told by the real one too, in the same types."""
    real, ours = both(servers, "GET", "/api/settings")
    for name, group in ours.body.items():
        assert set(group) <= set(real.body[name])
        same = {key: shape(real.body[name][key]) for key in group}
        # A camera that is not there has no address: null there, empty here.
        same["streamUrl"] = shape(group.get("streamUrl"))
        assert {"streamUrl": "NoneType", **shape(group)} == same


@pytest.mark.parametrize(
    ("part", "data", "status"),
    [
        ("bed", {"command": "target", "target": 0}, 204),
        ("tool", {"command": "target", "targets": {"tool0": 0}}, 204),
        ("tool", {"command": "select", "tool": "tool0"}, 204),
        ("printhead", {"command": "home", "axes": ["x"]}, 204),
        ("printhead", {"command": "jog", "x": 1}, 204),
        ("bed", {"command": "target"}, 400),
        ("bed", {"command": "offset", "offset": "x"}, 400),
        ("bed", {"command": "foo"}, 400),
        ("tool", {"command": "target", "targets": {"foo": 0}}, 400),
        ("tool", {"command": "select", "tool": "x"}, 400),
        ("tool", {"command": "extrude", "amount": "x"}, 400),
        ("printhead", {"command": "home", "axes": ["q"]}, 400),
        ("printhead", {"command": "feedrate", "factor": "q"}, 400),
        ("chamber", {"command": "target", "target": 0}, 409),
        ("chamber", {"command": "foo"}, 409),
    ],
    ids=str,
)
def test_parts(
    servers: tuple[Server, Server], part: str, data: object, status: int
) -> None:
    """What is badly put is refused alike; what would go there is refused here."""
    real, ours = both(servers, "POST", f"/api/printer/{part}", data)
    assert (real.status, ours.status) == (status, 409 if status == 204 else status)


@pytest.mark.parametrize("part", ["", "/bed", "/tool"])
def test_temperature_history(servers: tuple[Server, Server], part: str) -> None:
    """A history comes where the real one has it, if it is asked for."""
    real, ours = both(servers, "GET", f"/api/printer{part}?history=true&limit=1")
    for reply in (real, ours):
        place = reply.body if part else reply.body["temperature"]
        assert type(place.pop("history")) is list
    assert shape(ours.body) == shape(real.body)


def test_folders(servers: tuple[Server, Server]) -> None:
    """Folders are made, shown, filled and deleted; each step is alike."""
    replies = [
        both(servers, method, path, *data)
        for method, path, *data in (
            ("POST", "/api/files/local", form({"foldername": "made"}, None)),
            ("GET", "/api/files/local/made"),
            ("POST", "/api/files/local", form({"path": "made/in"}, "in.gcode")),
            ("GET", "/api/files/local/made?recursive=true"),
            ("DELETE", "/api/files/local/made"),
            ("GET", "/api/files/local/made"),
            ("DELETE", "/api/files/local/made"),
        )
    ]
    for real, ours in replies:
        assert (ours.status, shape(ours.body)) == (real.status, shape(real.body))
    statuses = [real.status for real, _ in replies]
    assert statuses == [201, 200, 201, 200, 204, 404, 404]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/api/logout", {}),
        ("/api/login", {"passive": True}),
        ("/api/login", {}),
        ("/api/login", {"user": "nobody", "pass": "x"}),
        ("/api/job", {"command": "start"}),
        ("/api/job", {"command": "cancel"}),
        ("/api/job", {"command": "pause", "action": "pause"}),
        ("/api/job", {"command": "restart"}),
        ("/api/job", {"command": "foo"}),
        ("/api/job", []),
        ("/api/connection", {"command": "connect", "port": "nowhere"}),
        ("/api/connection", {"command": "connect", "printerProfile": "none"}),
        ("/api/connection", {"command": "foo"}),
        ("/api/printer/command", {}),
        (FILE, {"command": "foo"}),
        (FILE, {"command": "unselect"}),
        (FILE, {"command": "copy"}),
        (FILE, {"command": "analyse"}),
        (FILE, {"command": "slice"}),
        ("/api/files/local/none.gcode", {"command": "select"}),
        ("/api/files/local/none.gcode", {"command": "foo"}),
        ("/api/files/sdcard/none.gcode", {"command": "select"}),
        ("/api/files/unknown/none.gcode", {"command": "select"}),
        ("/api/files/local/sub%20%C3%A4", {"command": "select"}),
    ],
    ids=str,
)
def test_commands(servers: tuple[Server, Server], path: str, data: object) -> None:
    """On an idle printer commands have the same outcome."""
    real, ours = both(servers, "POST", path, data)
    assert ours.status == real.status
    if real.kind == "application/json":
        assert shape(ours.body) == shape(real.body)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/files/local", form({})),
        ("/api/files/local", form({"print": "false", "path": "a/b"})),
        ("/api/files/local", form({"path": "sub \u00e4", "noOverwrite": "true"})),
        ("/api/files/local", form({"noOverwrite": "true"}, "other.gcode")),
        ("/api/files/local", form({"userdata": "{"})),
        ("/api/files/local", form({}, "../x.gcode")),
        ("/api/files/local", form({"path": "x"}, None)),
        ("/api/files/unknown", form({})),
    ],
    ids=["plain", "folder", "clash", "new", "userdata", "climbs", "nothing", "unknown"],
)
def test_uploads(servers: tuple[Server, Server], path: str, body: bytes) -> None:
    """Uploads are taken or refused alike, and found at the same place."""
    real, ours = both(servers, "POST", path, body)
    assert (ours.status, ours.location) == (real.status, real.location)
    assert shape(ours.body) == shape(real.body)


@pytest.mark.parametrize("key", ["", "wrong"])
@pytest.mark.parametrize(
    "path", ["/api/version", "/api/job", "/api/files", FILE, DOWNLOAD]
)
def test_without_a_key(servers: tuple[Server, Server], path: str, key: str) -> None:
    """What needs a key there needs one here."""
    real, ours = both(servers, "GET", path, None, key)
    assert ours.status == real.status == 403


@pytest.mark.parametrize("key", ["", "wrong"])
def test_guest(servers: tuple[Server, Server], key: str) -> None:
    """Anybody may ask who they are."""
    real, ours = both(servers, "GET", "/api/currentuser", None, key)
    assert (ours.status, ours.body) == (real.status, real.body)


def test_select_and_delete(servers: tuple[Server, Server]) -> None:
    """A file is selected, shown, unselected and deleted; each step is alike."""
    place = "/api/files/local/chosen.gcode"
    both(servers, "POST", "/api/files/local", form({}, "chosen.gcode"))
    for data in ({"command": "select"}, {"command": "unselect"}):
        real, ours = both(servers, "POST", place, data)
        assert (real.status, ours.status) == (204, 204)
        real, ours = both(servers, "GET", "/api/job")
        for reply in (real, ours):
            del reply.body["job"]["filament"]
        assert shape(ours.body) == shape(real.body)
    for status in (204, 404):
        real, ours = both(servers, "DELETE", place)
        assert (real.status, ours.status) == (status, status)
