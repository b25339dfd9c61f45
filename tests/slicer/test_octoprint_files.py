"""The files of OctoPrint: lists, single files, commands, deletions and downloads."""

import json
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest

from custom_components.printmux.jobs.models import TargetState
from custom_components.printmux.jobs.settings import Settings
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .conftest import Hub
from .test_moonraker_history import add_target
from .wire import FILE, Answer, Wire, closing, prusa_form, text_part

FILES = "/api/files"
LOCAL = "/api/files/local"
DOWNLOADS = "/downloads/files/local"
NAMES = (
    "a b.gcode",
    "T\u00e4st \u65e5\u672c.gcode",
    "100%25.gcode",
    "a+b#c;&'(1).gcode",
)


async def command(wire: Wire, path: str, data: object, **headers: str | None) -> Answer:
    """Send a command as Cura does; the path is quoted already."""
    headers = {"Content_Type": "application/json", **headers}
    return await wire.ask("POST", path, json.dumps(data).encode(), **headers)


def names(answer: Answer) -> list[str]:
    """Return the names in a list of files."""
    assert answer.status == 200
    return [entry["name"] for entry in answer.json["files"]]


async def test_empty_list(wire: Wire) -> None:
    """Without uploads there are no files, but there is room."""
    for path in (FILES, LOCAL, f"{FILES}?recursive=true"):
        answer = (await wire.ask("GET", path)).json
        assert answer["files"] == []
        assert 0 < answer["free"] <= answer["total"]
    assert (await wire.ask("GET", f"{FILES}/sdcard")).json == {"files": []}


async def test_entry(wire: Wire, hub: Hub) -> None:
    """An entry is the real server's, to the key, in lists and alone."""
    await wire.upload(prusa_form())
    base = f"http://127.0.0.1:{wire.port}"
    entry = {
        "date": int(hub.job.created_at.timestamp()),
        "display": "plain.gcode",
        "name": "plain.gcode",
        "origin": "local",
        "path": "plain.gcode",
        "size": len(FILE),
        "refs": {
            "download": f"{base}{DOWNLOADS}/plain.gcode",
            "resource": f"{base}{LOCAL}/plain.gcode",
        },
        "type": "machinecode",
        "typePath": ["machinecode", "gcode"],
        "user": wire.key[:4],
    }
    assert (await wire.ask("GET", LOCAL)).json["files"] == [entry]
    assert (await wire.ask("GET", f"{LOCAL}/plain.gcode")).json == entry
    prefixed = await wire.ask("GET", f"/printmux{LOCAL}/plain.gcode")
    assert prefixed.json["refs"]["resource"] == f"{base}/printmux{LOCAL}/plain.gcode"


async def test_kinds_of_files(wire: Wire) -> None:
    """What is no G-code is not called so."""
    await wire.upload(prusa_form("a.bgcode"))
    entry = (await wire.ask("GET", f"{LOCAL}/a.bgcode")).json
    assert entry["typePath"] == ["machinecode", "bgcode"]
    answer = await wire.ask("GET", f"{DOWNLOADS}/a.bgcode")
    assert answer.headers["content-type"] == "application/octet-stream"


async def test_newest_of_a_path(wire: Wire, hub: Hub) -> None:
    """A path is one file: the newest; when it is deleted the one before shows."""
    await wire.upload(prusa_form(content=b"G28\n"))
    await wire.upload(prusa_form(content=b"G29 X1\n"))
    (entry,) = (await wire.ask("GET", LOCAL)).json["files"]
    assert entry["size"] == 7
    assert (await wire.ask("GET", f"{DOWNLOADS}/plain.gcode")).body == b"G29 X1\n"
    assert (await wire.ask("DELETE", f"{LOCAL}/plain.gcode")).status == 204
    assert (await wire.ask("GET", f"{LOCAL}/plain.gcode")).json["size"] == 4
    assert len(hub.jobs.jobs) == 1


async def test_folders(wire: Wire) -> None:
    """Folders hold their files when asked for; their sizes count all below."""
    for name, path in (
        ("x.gcode", ""),
        ("y.gcode", "o \u00fc"),
        ("z.gcode", "o \u00fc/b"),
    ):
        await wire.upload(prusa_form(name, path=path))
    flat = await wire.ask("GET", FILES)
    assert names(flat) == ["x.gcode", "o \u00fc"]
    folder = flat.json["files"][1]
    assert (folder["type"], folder["typePath"]) == ("folder", ["folder"])
    assert (folder["children"], folder["size"]) == ([], 2 * len(FILE))
    assert folder["refs"]["resource"].endswith(f"{LOCAL}/o%20%C3%BC")
    deep = (await wire.ask("GET", f"{FILES}?recursive=true")).json["files"][1]
    inner, below = deep["children"]
    assert (inner["path"], below["path"]) == ("o \u00fc/y.gcode", "o \u00fc/b")
    assert below["children"][0]["path"] == "o \u00fc/b/z.gcode"
    alone = (await wire.ask("GET", f"{LOCAL}/{quote('o \u00fc/b')}")).json
    assert alone == below


async def test_delete_folder(wire: Wire, hub: Hub) -> None:
    """A folder goes with every upload in it, also those hidden by newer ones."""
    for path in ("o \u00fc", "o \u00fc/b", "o \u00fc", "other"):
        await wire.upload(prusa_form("x.gcode", path=path))
    place = f"{LOCAL}/{quote('o \u00fc')}"
    assert (await wire.ask("DELETE", place)).status == 204
    assert hub.job.path == "other/x.gcode"
    assert (await wire.ask("DELETE", place)).status == 404


async def test_delete_folder_under_way(wire: Wire, hub: Hub) -> None:
    """A folder stays whole while one of its files is being printed."""
    await wire.upload(prusa_form("x.gcode", path="a"))
    await add_target(hub, hub.job, TargetState.PRINTING)
    await wire.upload(prusa_form("y.gcode", path="a"))
    answer = await wire.ask("DELETE", f"{LOCAL}/a")
    assert answer.status == 409
    assert answer.json["error"].startswith("A file in this folder is being sent")
    assert len(hub.jobs.jobs) == 2


async def test_made_folder(wire: Wire) -> None:
    """A folder made by a form is there, empty, until it is deleted."""
    form = text_part("path", "a") + text_part("foldername", "b") + closing()
    for _ in range(2):
        assert (await wire.upload(form)).status == 201
    (above,) = (await wire.ask("GET", f"{FILES}?recursive=true")).json["files"]
    assert (above["path"], above["size"], above["type"]) == ("a", 0, "folder")
    (made,) = above["children"]
    assert (made["path"], made["children"]) == ("a/b", [])
    assert made["date"] > 1_700_000_000
    assert (await wire.ask("GET", f"{LOCAL}/a/b")).json == made
    seen = await wire.ask("GET", "/server/files/directory?path=gcodes/a")
    assert [found["dirname"] for found in seen.json["result"]["dirs"]] == ["b"]
    assert (await wire.ask("DELETE", f"{LOCAL}/a/b/")).status == 204
    assert (await wire.ask("GET", FILES)).json["files"] == []


@pytest.mark.parametrize("name", NAMES, ids=["blank", "unicode", "percent", "signs"])
async def test_names_in_urls(wire: Wire, hub: Hub, name: str) -> None:
    """The addresses in an answer lead back to the file, whatever its name."""
    made = await wire.upload(prusa_form(name, path="\u00e4/b c"))
    links = made.json["files"]["local"]["refs"]
    host = f"http://127.0.0.1:{wire.port}"
    resource = links["resource"].removeprefix(host)
    assert (await wire.ask("GET", resource)).json["name"] == name
    download = await wire.ask("GET", links["download"].removeprefix(host))
    assert download.body == FILE
    assert (await command(wire, resource, {"command": "select"})).status == 204
    assert (await wire.ask("DELETE", resource)).status == 204
    hub.assert_nothing_kept()


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        *(f"{LOCAL}/none.gcode", f"{LOCAL}/", f"{LOCAL}/none/plain.gcode"),
        *(f"{FILES}/sdcard/plain.gcode", f"{FILES}/unknown/plain.gcode"),
        *(f"{LOCAL}/plain.gcode/x", f"{LOCAL}/p", f"{LOCAL}/a%00b"),
    ],
)
async def test_unknown_file(wire: Wire, hub: Hub, path: str, method: str) -> None:
    """There is no file but those of exactly that path."""
    await wire.upload(prusa_form())
    answer = await wire.ask(method, path)
    assert answer.status == 404
    assert answer.json == {"error": answer.reason}
    assert hub.job


async def test_bare_name_deletes_nothing(wire: Wire, hub: Hub) -> None:
    """A name alone is no file of a folder, for deletion least of all."""
    await wire.upload(prusa_form(path="sub"))
    for method, path in (("DELETE", LOCAL), ("GET", LOCAL), ("GET", DOWNLOADS)):
        assert (await wire.ask(method, f"{path}/plain.gcode")).status == 404
    assert hub.job


async def test_other_keys_see_nothing(wire: Wire, hub: Hub) -> None:
    """A key has the files that came with it, and no others."""
    await wire.upload(prusa_form())
    other = Wire(wire.port, hub.keys[1])
    assert names(await other.ask("GET", LOCAL)) == []
    file = f"{LOCAL}/plain.gcode"
    assert (await other.ask("GET", file)).status == 404
    assert (await other.ask("DELETE", file)).status == 404
    assert (await other.ask("GET", f"{DOWNLOADS}/plain.gcode")).status == 404
    started = await command(other, file, {"command": "select", "print": True})
    assert started.status == 404
    assert not hub.job.start_requested


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", FILES), ("GET", LOCAL), ("GET", f"{LOCAL}/plain.gcode")),
        *(("DELETE", f"{LOCAL}/plain.gcode"), ("POST", f"{LOCAL}/plain.gcode")),
        *(("GET", f"{DOWNLOADS}/plain.gcode"), ("HEAD", f"{DOWNLOADS}/plain.gcode")),
    ],
)
async def test_needs_a_key(wire: Wire, hub: Hub, method: str, path: str) -> None:
    """Nothing of a file is told, or done, without its key."""
    await wire.upload(prusa_form())
    for key in (None, "wrong", hub.keys[2]):
        answer = await wire.ask(method, path, X_Api_Key=key)
        assert answer.status == 403
    assert hub.job


async def test_delete(wire: Wire, hub: Hub) -> None:
    """A deleted file is gone, its bytes too."""
    await wire.upload(prusa_form())
    answer = await wire.ask("DELETE", f"{LOCAL}/plain.gcode")
    assert (answer.status, answer.body) == (204, b"")
    hub.assert_nothing_kept()
    assert (await wire.ask("DELETE", f"{LOCAL}/plain.gcode")).status == 404


async def test_delete_under_way(wire: Wire, hub: Hub) -> None:
    """What a printer works on stays, and the client hears why."""
    await wire.upload(prusa_form())
    refusal = ServiceValidationError("under way")
    with patch.object(hub.jobs, "async_delete", side_effect=refusal) as deletion:
        answer = await wire.ask("DELETE", f"{LOCAL}/plain.gcode")
    deletion.assert_awaited_once_with(hub.job.id)
    assert answer.status == 409
    assert answer.json == {"error": answer.reason}
    assert "cancel its job" in answer.reason


async def test_select_and_print(wire: Wire, hub: Hub) -> None:
    """`select` alone starts nothing; with a true `print` it does."""
    await wire.upload(prusa_form())
    file = f"{LOCAL}/plain.gcode"
    for data in ({}, {"print": False}, {"print": "no"}, {"print": None}):
        answer = await command(wire, file, {"command": "select", **data})
        assert (answer.status, answer.body) == (204, b"")
        assert not hub.job.start_requested
    answer = await command(wire, file, {"command": "select", "print": True})
    assert answer.status == 204
    assert hub.job.start_requested


@pytest.mark.parametrize("value", ["true", "YES", 1], ids=str)
async def test_words_for_print(wire: Wire, hub: Hub, value: object) -> None:
    """OctoPrint takes several words for true."""
    await wire.upload(prusa_form())
    data = {"command": "select", "print": value}
    assert (await command(wire, f"{LOCAL}/plain.gcode", data)).status == 204
    assert hub.job.start_requested


async def test_unselect(wire: Wire) -> None:
    """Only what is selected can be unselected."""
    for name in ("a.gcode", "b.gcode"):
        await wire.upload(prusa_form(name))
    data = {"command": "unselect"}
    assert (await command(wire, f"{LOCAL}/a.gcode", data)).status == 409
    await command(wire, f"{LOCAL}/a.gcode", {"command": "select"})
    assert (await command(wire, f"{LOCAL}/b.gcode", data)).status == 400
    assert (await command(wire, f"{LOCAL}/a.gcode", data)).status == 204
    job = (await wire.ask("GET", "/api/job")).json["job"]
    assert job["file"]["name"] is None


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        ({"command": "foo"}, "plain.gcode", 400),
        ({"command": "foo"}, "none.gcode", 400),
        ({"command": ["select"]}, "plain.gcode", 400),
        ({}, "plain.gcode", 400),
        ([], "plain.gcode", 400),
        (None, "plain.gcode", 400),
        ({"command": "select"}, "none.gcode", 404),
        ({"command": "analyse"}, "plain.gcode", 204),
        ({"command": "slice"}, "plain.gcode", 415),
        ({"command": "copy"}, "plain.gcode", 400),
        ({"command": "move", "destination": "x"}, "plain.gcode", 409),
    ],
    ids=lambda value: json.dumps(value),
)
async def test_other_commands(
    wire: Wire, hub: Hub, data: Any, name: str, status: int
) -> None:
    """Commands that do not apply are refused with a sentence and start nothing."""
    await wire.upload(prusa_form())
    answer = await command(wire, f"{LOCAL}/{name}", data)
    assert answer.status == status
    if status >= 400:
        assert answer.json == {"error": answer.reason}
    assert not hub.job.start_requested


async def test_bodies_that_are_no_json(wire: Wire) -> None:
    """Neither broken JSON, nor another type, nor an endless one is a fault."""
    await wire.upload(prusa_form())
    file = f"{LOCAL}/plain.gcode"
    json_type = "application/json"
    for kind, body, status in (
        *((json_type, b"{", 400), (json_type, b"", 400), (json_type, b"\xff", 400)),
        *((json_type, b"[" * 60_000, 400), (json_type, b" " * 70_000, 413)),
        ("text/plain", b'{"command": "select"}', 415),
    ):
        answer = await wire.ask("POST", file, body, Content_Type=kind)
        assert answer.status == status, (kind, body[:9])
        assert answer.json == {"error": answer.reason}


async def test_download(wire: Wire) -> None:
    """The bytes, a range of them, or only what GET would say of them."""
    await wire.upload(prusa_form("T\u00e4st.gcode"))
    file = f"{DOWNLOADS}/{quote('T\u00e4st.gcode')}"
    whole = await wire.ask("GET", file)
    assert (whole.status, whole.body) == (200, FILE)
    assert whole.headers["content-type"] == "text/plain"
    assert "filename*=UTF-8''T%C3%A4st.gcode" in whole.headers["content-disposition"]
    bare = await wire.ask("HEAD", file)
    assert (bare.status, bare.body) == (200, b"")
    assert bare.headers["content-length"] == str(len(FILE))
    part = await wire.ask("GET", file, Range="bytes=2-5")
    assert (part.status, part.body) == (206, FILE[2:6])
    assert part.headers["content-range"] == f"bytes 2-5/{len(FILE)}"
    assert (await wire.ask("GET", file, Range="bytes=99-")).status == 416


async def test_lost_file(wire: Wire, hub: Hub) -> None:
    """A job whose bytes are gone is no file any more."""
    await wire.upload(prusa_form())
    (stored,) = hub.store.files.rglob("*.gcode")
    stored.unlink()
    for path in (f"{LOCAL}/plain.gcode", f"{DOWNLOADS}/plain.gcode"):
        assert (await wire.ask("GET", path)).status == 404


@pytest.mark.parametrize(
    "path", [FILES, LOCAL, f"{LOCAL}/plain.gcode", f"{FILES}/sdcard"]
)
async def test_head(wire: Wire, path: str) -> None:
    """HEAD has no body."""
    await wire.upload(prusa_form())
    answer = await wire.ask("HEAD", path)
    assert (answer.status, answer.body) == (200, b"")


async def test_no_overwrite_is_the_keys_own(wire: Wire, hub: Hub) -> None:
    """What another key has uploaded is in nobody's way; a bad name is still bad."""
    await wire.upload(prusa_form())
    flag = text_part("noOverwrite", "true")
    other = Wire(wire.port, hub.keys[1])
    assert (await other.upload(flag + prusa_form())).status == 201
    assert (await wire.upload(flag + prusa_form("../x.gcode"))).status == 400


@pytest.mark.parametrize("settings", [Settings(quota_bytes=1000)], ids=["quota"])
async def test_room_under_a_quota(hass: HomeAssistant, wire: Wire) -> None:
    """The quota is what there is, less what is used."""
    await wire.upload(prusa_form())
    await hass.async_block_till_done(wait_background_tasks=True)
    answer = (await wire.ask("GET", FILES)).json
    assert (answer["total"], answer["free"]) == (1000, 1000 - len(FILE))
