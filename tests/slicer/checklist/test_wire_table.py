"""Each client's whole way to an upload, its parts in the order it sends them."""

from dataclasses import dataclass
import json

import pytest

from tests.slicer.conftest import Hub
from tests.slicer.wire import FILE, Answer

from .conftest import Base
from .forms import (
    MOONRAKER,
    OCTOPRINT,
    START,
    Part,
    curl_form,
    newest,
    qt_form,
    send_qt,
)

JSON = "application/json"
VERSION = ("/api/version",)
INFO = ("/server/info",)
ORCA = ("/server/info", "/server/files/roots")
GCODES = ("root", "gcodes")
PLATE = ("plateindex", "2")
PRINT = ("print", "true")
FILE_PART = ("file", "a b.gcode")
PROJECT = ("file", "a b.gcode.3mf")


@dataclass(frozen=True, kw_only=True)
class Client:
    """A row: what it asks first, its form, and what follows `Upload and Print`."""

    agent: str
    asks: tuple[str, ...] = ()
    path: str
    plain: tuple[Part, ...]
    printing: tuple[Part, ...]
    # By a request of its own after the form.
    starts: bool = False
    qt: str = ""
    boundary: str = "------------------------9ef538f7b7efc26d"


def prusa(wants: str, folder: str = "sub") -> tuple[Part, ...]:
    """Return the parts of PrusaSlicer and its kin."""
    return (("print", wants), ("path", folder), FILE_PART)


CLIENTS = {
    "prusa-octoprint": Client(
        agent="PrusaSlicer/2.9.4",
        asks=VERSION,
        path=OCTOPRINT,
        plain=prusa("false"),
        printing=prusa("true"),
    ),
    "superslicer-klipper": Client(
        agent="SuperSlicer/2.5.59.13",
        asks=VERSION,
        path=OCTOPRINT,
        plain=prusa("false", ""),
        printing=prusa("true", ""),
        # Newer libcurl makes boundaries without the hex digits.
        boundary="------------------------kXc0Zl7RQvWmTn2bUy8aPq",
    ),
    "prusa-prusalink": Client(
        agent="PrusaSlicer/2.9.4",
        asks=(*VERSION, "/api/v1/storage"),
        path=OCTOPRINT,
        plain=prusa("false"),
        printing=prusa("true"),
    ),
    "prusa-moonraker": Client(
        agent="PrusaSlicer/2.9.4",
        asks=INFO,
        path=MOONRAKER,
        plain=(GCODES, ("path", "sub"), FILE_PART),
        printing=(GCODES, ("path", "sub"), PRINT, FILE_PART),
    ),
    "orca-octoprint": Client(
        agent="OrcaSlicer/2.4.2",
        asks=VERSION,
        path=OCTOPRINT,
        plain=(("print", "false"), ("path", ""), PLATE, PROJECT),
        printing=(PRINT, ("path", ""), PLATE, PROJECT),
    ),
    "orca-moonraker": Client(
        agent="OrcaSlicer/2.4.2",
        asks=ORCA,
        path=MOONRAKER,
        plain=(GCODES, PLATE, PROJECT),
        printing=(GCODES, PLATE, PROJECT),
        starts=True,
    ),
    "orca-moonraker-next": Client(
        agent="OrcaSlicer/2.5.0-dev",
        asks=ORCA,
        path=MOONRAKER,
        plain=(GCODES, PLATE, ("print", "false"), PROJECT),
        printing=(GCODES, PLATE, PRINT, PROJECT),
        starts=True,
    ),
    "snapmaker": Client(
        agent="OrcaSlicer/2.2.4",
        asks=("/printer/info",),
        path=MOONRAKER,
        plain=prusa("false"),
        printing=prusa("true"),
    ),
    "cura-octoprint": Client(
        agent="cura/5.0.0 OctoPrintPlugin/3.7.3",
        asks=("/api/settings", "/api/printer", "/api/job"),
        path=OCTOPRINT,
        plain=(("path", ""), FILE_PART),
        printing=(("path", ""), FILE_PART, ("select", "true"), PRINT),
        qt="6",
    ),
    "cura-moonraker": Client(
        agent="Cura Plugin Moonraker",
        asks=INFO,
        path=MOONRAKER,
        plain=(FILE_PART, GCODES),
        printing=(FILE_PART, GCODES, ("path", "sub"), PRINT),
        qt="5",
    ),
    "kiri-moonraker": Client(
        agent="Mozilla/5.0",
        path=MOONRAKER,
        plain=(FILE_PART,),
        printing=(FILE_PART,),
        starts=True,
        boundary="----WebKitFormBoundary7MA4YWxkTrZu0gW",
    ),
    "curl-scripts": Client(
        agent="curl/8.14.1",
        path=OCTOPRINT,
        plain=(("select", "true"), ("print", "false"), FILE_PART),
        printing=(("select", "true"), PRINT, FILE_PART),
    ),
}


@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
async def test_every_client_gets_a_job_with_its_wish_and_its_place(
    base: Base, hub: Hub, client: Client
) -> None:
    """1.9: test, form, start: what each has to see, and what is to be kept."""
    for path in client.asks:
        asked = await base.ask("GET", path, User_Agent=client.agent)
        assert asked.status == (404 if path == "/api/v1/storage" else 200)
    for parts, wanted in ((client.plain, False), (client.printing, True)):
        answer = await send(base, client, parts)
        assert answer.status == 201
        given = dict(parts)
        place = f"{given.get('path', '')}/{given['file']}".lstrip("/")
        if client.path == MOONRAKER:
            assert answer.json["item"]["path"] == place
            assert answer.json["result"]["item"]["path"] == place
        else:
            end_point = answer.headers["location"].split("api/", 1)[1]
            assert end_point.startswith("files/local/")
        if client.starts and wanted:
            body = json.dumps({"filename": place}).encode() + b"\n"
            started = await base.ask("POST", START, body, Content_Type=JSON)
            assert started.json == {"result": "ok"}
        job = newest(hub)
        assert (job.path, job.start_requested) == (place, wanted)
        assert job.plate_index == (2 if PLATE in parts else None)
        assert hub.content(job) == FILE
    assert len(hub.jobs.jobs) == 2


async def send(base: Base, client: Client, parts: tuple[Part, ...]) -> Answer:
    """Send a form in the client's own bytes."""
    agent = client.agent
    if client.qt:
        form = qt_form(*parts, lower=client.qt == "6")
        return await send_qt(base, form, client.path, User_Agent=agent)
    form = curl_form(*parts, boundary=client.boundary)
    return await base.upload(form, client.path, client.boundary, User_Agent=agent)
