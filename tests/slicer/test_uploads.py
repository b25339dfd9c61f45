"""Uploads and starts in both protocols: what becomes of them, and what is answered."""

import json

import pytest

from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import (
    BOUNDARY,
    FILE,
    Answer,
    Wire,
    closing,
    file_part,
    prusa_form,
    text_part,
)

OCTOPRINT = "/api/files/local"
MOONRAKER = "/server/files/upload"
START = "/printer/print/start"


def moonraker_form(*fields: tuple[str, str], name: str = "x.gcode") -> bytes:
    """Return fields, then the file, as PrusaSlicer sends them to Moonraker."""
    parts = [text_part(*field) for field in fields]
    return b"".join(parts) + file_part(name) + closing()


async def start(wire: Wire, filename: object, **headers: str | None) -> Answer:
    """Ask for a print as OrcaSlicer does."""
    body = json.dumps({"filename": filename}).encode() + b"\n"
    headers = {"Content_Type": "application/json", **headers}
    return await wire.ask("POST", START, body, **headers)


async def test_octoprint_answer(wire: Wire, hub: Hub) -> None:
    """The answer of the real server, to the key."""
    answer = await wire.upload(prusa_form("Teil \u00e4.gcode", path="Ordner \u00fc/b"))
    base = f"http://127.0.0.1:{wire.port}"
    place = "Ordner%20%C3%BC/b/Teil%20%C3%A4.gcode"
    assert (answer.status, answer.reason) == (201, "Created")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["location"] == f"{base}/api/files/local/{place}"
    assert answer.json == {
        "done": True,
        "effectivePrint": False,
        "effectiveSelect": False,
        "files": {
            "local": {
                "name": "Teil \u00e4.gcode",
                "origin": "local",
                "path": "Ordner \u00fc/b/Teil \u00e4.gcode",
                "refs": {
                    "download": f"{base}/downloads/files/local/{place}",
                    "resource": f"{base}/api/files/local/{place}",
                },
            }
        },
    }
    job = hub.job
    assert (job.folder, job.name) == ("Ordner \u00fc/b", "Teil \u00e4.gcode")
    assert (job.source, job.extension) == ("octoprint", ".gcode")
    assert hub.entry.subentries[job.key_id or ""].data["prefix"] == wire.key[:8]


async def test_moonraker_answer(wire: Wire, hub: Hub) -> None:
    """The bare answer of the real server, and a copy of it in `result`."""
    form = moonraker_form(("root", "gcodes"), ("path", "sub \u00e4"), ("print", "true"))
    answer = await wire.upload(form, MOONRAKER)
    assert answer.status == 201
    assert answer.body.startswith(b'{"result":{"action":"create_file",')
    place = f"http://127.0.0.1:{wire.port}/server/files/gcodes/sub%20%C3%A4/x.gcode"
    assert answer.headers["location"] == place
    bare = answer.json
    assert bare.pop("result") == bare
    item = bare.pop("item")
    assert bare == {
        "action": "create_file",
        "print_started": True,
        "print_queued": False,
    }
    assert item.pop("modified") == pytest.approx(hub.job.created_at.timestamp())
    assert item == {
        "size": len(FILE),
        "permissions": "rw",
        "path": "sub \u00e4/x.gcode",
        "root": "gcodes",
    }
    assert hub.job.source == "moonraker"
    assert hub.job.start_requested


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
@pytest.mark.parametrize("prefix", ["", "/", "/printmux", "/printmux/"])
@pytest.mark.parametrize("host", [None, "ha.local:{port}", "ha.local"])
async def test_location_is_where_the_client_called(
    wire: Wire, prefix: str, path: str, host: str | None
) -> None:
    """Prefix, host and port are the client's; a missing port is added."""
    given = {"Host": host.format(port=wire.port)} if host else {}
    answer = await wire.upload(prusa_form(), prefix + path, **given)
    name = "ha.local" if host else "127.0.0.1"
    base = f"http://{name}:{wire.port}{prefix.rstrip('/')}"
    resource = "/api/files/local/" if path == OCTOPRINT else "/server/files/gcodes/"
    assert answer.headers["location"] == f"{base}{resource}plain.gcode"


@pytest.mark.parametrize(
    "http_config", [{"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1"]}]
)
@pytest.mark.parametrize("host", ["ha.example", "ha.example:8443"])
async def test_location_behind_a_proxy(wire: Wire, host: str) -> None:
    """What a trusted proxy says of scheme and host counts as it is."""
    answer = await wire.upload(
        prusa_form(),
        "/printmux/api/files/local",
        X_Forwarded_For="192.0.2.1",
        X_Forwarded_Proto="https",
        X_Forwarded_Host=host,
    )
    place = f"https://{host}/printmux/api/files/local/plain.gcode"
    assert answer.headers["location"] == place


@pytest.mark.parametrize(
    ("value", "octoprint", "moonraker"),
    [
        ("true", True, True),
        ("True", True, False),
        ("TRUE", True, False),
        ("1", True, False),
        ("yes", True, False),
        ("Y", True, False),
        ("false", False, False),
        ("0", False, False),
        ("no", False, False),
        ("", False, False),
        ("on", False, False),
    ],
)
async def test_wish_to_print(
    wire: Wire, hub: Hub, value: str, octoprint: bool, moonraker: bool
) -> None:
    """Each protocol has its own words for yes, before and after the file."""
    for path, flag, wanted in (
        (OCTOPRINT, "effectivePrint", octoprint),
        (MOONRAKER, "print_started", moonraker),
    ):
        wish, part = text_part("print", value), file_part("x.gcode")
        for body in (wish + part, part + wish):
            answer = await wire.upload(body + closing(), path)
            assert answer.json[flag] is wanted
            newest = next(iter(hub.jobs.jobs.values()))
            assert newest.start_requested is wanted


async def test_select_alone(wire: Wire, hub: Hub) -> None:
    """To select is no wish to print."""
    body = file_part("x.gcode") + text_part("select", "true") + closing()
    answer = await wire.upload(body)
    assert answer.json["effectiveSelect"] is True
    assert answer.json["effectivePrint"] is False
    assert not hub.job.start_requested


@pytest.mark.parametrize(
    ("plate", "kept"),
    [
        *(("2", 2), (" 12 ", 12), ("0", None), ("-1", None), ("", None)),
        *(("two", None), ("\u00b2", None), ("9" * 400, None)),
    ],
)
async def test_plate(wire: Wire, hub: Hub, plate: str, kept: int | None) -> None:
    """OrcaSlicer names the plate on the upload only."""
    form = text_part("plateindex", plate) + prusa_form("Cube.gcode.3mf")
    assert (await wire.upload(form)).status == 201
    assert hub.job.plate_index == kept
    assert hub.job.extension == ".gcode.3mf"


@pytest.mark.parametrize("root", ["config", "logs", "nope", "", "GCODES"])
async def test_other_roots(wire: Wire, hub: Hub, root: str) -> None:
    """There is no root but gcodes."""
    answer = await wire.upload(moonraker_form(("root", root)), MOONRAKER)
    assert answer.status == 400
    assert "gcodes" in answer.json["error"]["message"]
    hub.assert_nothing_kept()


async def test_checksum(wire: Wire, hub: Hub) -> None:
    """A right checksum passes in any case, a wrong one keeps nothing."""
    wrong = moonraker_form(("checksum", "0" * 64))
    answer = await wire.upload(wrong, MOONRAKER)
    assert answer.status == 422
    assert answer.json["error"]["message"] == answer.reason
    hub.assert_nothing_kept()
    await wire.upload(moonraker_form(), MOONRAKER)
    for checksum in (hub.job.sha256, hub.job.sha256.upper()):
        form = moonraker_form(("checksum", checksum))
        assert (await wire.upload(form, MOONRAKER)).status == 201


async def test_userdata(wire: Wire, hub: Hub) -> None:
    """OctoPrint looks into userdata."""
    for bad in ("{", "[" * 60_000):
        answer = await wire.upload(text_part("userdata", bad) + prusa_form())
        assert (answer.status, answer.reason) == (400, "userdata contains invalid JSON")
    hub.assert_nothing_kept()
    good = text_part("userdata", '{"a": 1}') + prusa_form()
    assert (await wire.upload(good)).status == 201


@pytest.mark.parametrize(
    ("name", "content", "extension"),
    [
        *((f"a{suffix}", b"x", suffix) for suffix in (".gcode", ".gco", ".g", ".nc")),
        *((f"a{suffix}", b"x", suffix) for suffix in (".bgcode", ".3mf", ".ufp")),
        ("A.GCODE", b"x", ".gcode"),
        ("a.txt", FILE, ".gcode"),
        ("noname", FILE, ".gcode"),
        ("noname", b"GCDE\x01\x00", ".bgcode"),
    ],
)
async def test_kinds_of_files(
    wire: Wire, hub: Hub, name: str, content: bytes, extension: str
) -> None:
    """Known suffixes pass, for others the content decides; the name stays."""
    assert (await wire.upload(prusa_form(name, content))).status == 201
    assert (hub.job.name, hub.job.extension) == (name, extension)
    assert hub.content(hub.job) == content


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a", "a.txt"])
async def test_no_print_file(wire: Wire, hub: Hub, name: str) -> None:
    """What is no print file is refused with a sentence."""
    for path in (OCTOPRINT, MOONRAKER):
        answer = await wire.upload(prusa_form(name, b"<html></html>"), path)
        assert answer.status == 415
        assert "print file" in answer.reason
    hub.assert_nothing_kept()


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *(("../../x.gcode", ""), (r"..\\..\\x.gcode", ""), ("x.gcode", "../../etc")),
        *((r"..\x.gcode", ""), ("x.gcode", r"..\..\x"), ("x.gcode", "a\0b")),
    ],
)
async def test_names_that_climb(wire: Wire, hub: Hub, name: str, path: str) -> None:
    """Names that lead elsewhere are refused."""
    answer = await wire.upload(prusa_form(name, path=path))
    assert answer.status == 400
    assert answer.json["error"] == answer.reason
    hub.assert_nothing_kept()


async def test_latin1_name(wire: Wire, hub: Hub) -> None:
    """A name in an old coding is read, stored and answered."""
    answer = await wire.upload(prusa_form(b"T\xe4st.gcode"))
    assert answer.status == 201
    assert hub.job.name == "T\u00e4st.gcode"


async def test_equal_names_are_two_jobs(wire: Wire, hub: Hub) -> None:
    """Each upload is a job of its own."""
    await wire.upload(prusa_form())
    await wire.upload(prusa_form())
    assert len(hub.jobs.jobs) == 2


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_refusals_for_cura(wire: Wire, path: str) -> None:
    """Cura's OctoPrint plugin shows text, and exactly text/plain, only."""
    agent = "cura/5.0.0 OctoPrintPlugin/3.7.3"
    answer = await wire.upload(closing(), path, User_Agent=agent)
    assert answer.status == 400
    if path == OCTOPRINT:
        assert answer.headers["content-type"] == "text/plain"
        assert answer.body.decode() == answer.reason
        assert len(answer.body) <= 100
    else:
        assert answer.headers["content-type"] == "application/json"
    stored = await wire.upload(prusa_form(), path, User_Agent=agent)
    assert stored.headers["content-type"] == "application/json"


async def test_start(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """OrcaSlicer's separate start marks the job, however often it is asked for."""
    await wire.upload(moonraker_form(("path", "a\u00e4")), MOONRAKER)
    assert not hub.job.start_requested
    for name in ("a\u00e4/x.gcode", "/a\u00e4/x.gcode", "x.gcode", "aa\u0308/x.gcode"):
        answer = await start(wire, name)
        assert (answer.status, answer.json) == (200, {"result": "ok"})
    await hass.async_block_till_done()
    assert hub.job.start_requested


async def test_start_takes_the_newest(wire: Wire, hub: Hub) -> None:
    """Of several jobs of a name the last one is meant."""
    await wire.upload(moonraker_form(), MOONRAKER)
    await wire.upload(moonraker_form(), MOONRAKER)
    await start(wire, "x.gcode")
    newest, older = hub.jobs.jobs.values()
    assert newest.created_at >= older.created_at
    assert (newest.start_requested, older.start_requested) == (True, False)


async def test_start_arguments(wire: Wire, hub: Hub) -> None:
    """The name may come by query, JSON or form."""
    await wire.upload(moonraker_form(name="a b.gcode"), MOONRAKER)
    form = text_part("filename", "a b.gcode") + closing()
    multipart = f"multipart/form-data; boundary={BOUNDARY}"
    coded = "application/x-www-form-urlencoded"
    for query, kind, body in (
        ("?filename=a%20b.gcode", None, None),
        ("?filename=a%20b.gcode", "application/json", b"{}"),
        ("", coded, b"filename=a+b.gcode"),
        ("", coded, b'{"filename":"a b.gcode"}'),
        ("", multipart, form),
        ("", "application/json", b'{"filename":"a b.gcode"}'),
    ):
        answer = await wire.ask("POST", START + query, body, Content_Type=kind)
        assert answer.status == 200, (query, kind)
    assert hub.job.start_requested


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "No data for argument: filename"),
        (b"{}", "No data for argument: filename"),
        (b'{"name": "x.gcode"}', "No data for argument: filename"),
        (b'{"filename": null}', "No data for argument: filename"),
        (b'{"filename": "other.gcode"}', "Unable to open file"),
        (b'{"filename": ""}', "Unable to open file"),
        (b'{"filename": "../x.gcode"}', "Unable to open file"),
        (b'{"filename": ["x.gcode"]}', "Unable to open file"),
        (b'{"filename": "sub/x.gcode"}', "Unable to open file"),
        (b'{"filename": ', "The body is no valid JSON"),
        (b'{"filename": "\xff"}', "Unable to open file"),
    ],
)
async def test_start_refused(wire: Wire, hub: Hub, body: bytes, sentence: str) -> None:
    """Moonraker's own words where it has some."""
    await wire.upload(moonraker_form(), MOONRAKER)
    answer = await wire.ask("POST", START, body, Content_Type="application/json")
    assert (answer.status, answer.reason) == (400, sentence)
    assert answer.json["error"]["message"] == sentence
    assert not hub.job.start_requested


async def test_start_needs_the_same_key(wire: Wire, hub: Hub) -> None:
    """Neither no key, nor a wrong one, nor another one starts anything."""
    await wire.upload(moonraker_form(), MOONRAKER)
    for key, status in ((None, 401), ("wrong", 401), (hub.keys[1], 400)):
        assert (await start(wire, "x.gcode", X_Api_Key=key)).status == status
    assert not hub.job.start_requested


async def test_start_with_a_broken_form(wire: Wire) -> None:
    """A form that is none is refused, not a fault."""
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    for body in (b"", b"G28", text_part("filename", "x")[:-20]):
        answer = await wire.ask("POST", START, body, Content_Type=kind)
        assert answer.status == 400
        assert answer.json["error"]["message"] == answer.reason


async def test_start_with_a_long_body(wire: Wire) -> None:
    """Arguments have a limit."""
    body = b'{"filename": "' + b"x" * 70_000 + b'"}'
    answer = await wire.ask("POST", START, body, Content_Type="application/json")
    assert answer.status == 413


async def test_start_with_an_endless_body(wire: Wire) -> None:
    """The same when nobody says how long it is."""
    kind = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    answer = await wire.send(wire.head("POST", START, kind), *[piece] * 18)
    assert answer.status == 413
    assert answer.json["error"]["code"] == 413
