"""What slicers need of an upload to Moonraker, and of the start that follows it."""

import json
from pathlib import Path
import threading
from unittest.mock import patch

import pytest

from custom_components.printmux.jobs.models import JobState
from homeassistant.core import HomeAssistant
from tests.slicer.conftest import Hub
from tests.slicer.wire import BOUNDARY, FILE, Answer, closing, text_part

from .conftest import Base
from .forms import MOONRAKER, START, curl_form, newest, qt_form, send_qt

JSON = "application/json"
OK = {"result": "ok"}


async def start(base: Base, filename: object, **headers: str | None) -> Answer:
    """Ask for a print as OrcaSlicer does: the slash escaped, a newline after it."""
    body = json.dumps({"filename": filename}, ensure_ascii=False).replace("/", "\\/")
    headers = {"Content_Type": JSON, **headers}
    return await base.ask("POST", START, body.encode() + b"\n", **headers)


async def upload(base: Base, *fields: tuple[str, str], name: str = "x.gcode") -> Answer:
    """Send fields, then the file, as PrusaSlicer and OrcaSlicer do."""
    return await base.upload(curl_form(*fields, ("file", name)), MOONRAKER)


async def test_prusa_order_is_answered_bare_and_in_result(base: Base, hub: Hub) -> None:
    """66: the real server's answer, to the key, and a copy of it in `result`."""
    fields = (("root", "gcodes"), ("path", "sub ä"), ("print", "true"))
    answer = await upload(base, *fields)
    assert answer.status == 201
    assert answer.body.startswith(b'{"result":{"action":"create_file",')
    bare = answer.json
    assert bare.pop("result") == bare
    item = bare.pop("item")
    assert bare == {
        "action": "create_file",
        "print_started": True,
        "print_queued": False,
    }
    assert item.pop("modified") == pytest.approx(hub.job.created_at.timestamp())
    place = {"path": "sub ä/x.gcode", "root": "gcodes"}
    assert item == {"size": len(FILE), "permissions": "rw", **place}
    assert (hub.job.source, hub.job.path) == ("moonraker", "sub ä/x.gcode")
    assert hub.job.start_requested


async def test_location_has_the_bytes_of_the_upload(base: Base) -> None:
    """67: coded percent by percent; whole, in part, or only what GET would say."""
    sent = await upload(base, ("path", "Ordner/b"), name="Teil ä#1.gcode")
    place = "/server/files/gcodes/Ordner/b/Teil%20%C3%A4%231.gcode"
    assert sent.headers["location"] == base.url + place
    whole = await base.ask("GET", place)
    assert (whole.status, whole.body) == (200, FILE)
    assert whole.headers["content-type"] == "text/plain"
    assert whole.headers["accept-ranges"] == "bytes"
    named = "attachment; filename*=UTF-8''Teil%20%C3%A4%231.gcode"
    assert whole.headers["content-disposition"] == named
    part = await base.ask("GET", place, Range="bytes=2-4")
    assert (part.status, part.body) == (206, FILE[2:5])
    head = await base.ask("HEAD", place)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(FILE))


async def test_only_the_exact_word_true_is_a_wish_to_print(
    base: Base, hub: Hub
) -> None:
    """68: before and after the file."""
    for word in ("true", "True", "TRUE", "1", "yes", "Y", " true", "false", ""):
        for fields in (
            (("print", word), ("file", "x.gcode")),
            (("file", "x.gcode"), ("print", word)),
        ):
            answer = await base.upload(curl_form(*fields), MOONRAKER)
            assert answer.status == 201
            assert answer.json["print_started"] is (word == "true"), word
            assert newest(hub).start_requested is (word == "true"), word


@pytest.mark.parametrize("lower", [False, True], ids=["qt5", "qt6"])
async def test_cura_fields_after_the_file_are_honoured(
    base: Base, hub: Hub, lower: bool
) -> None:
    """69: the folder and the wish to print."""
    fields = (("root", "gcodes"), ("path", "a/ä"), ("print", "true"))
    body = qt_form(("file", "x.gcode"), *fields, lower=lower)
    answer = await send_qt(base, body, MOONRAKER)
    assert answer.json["item"]["path"] == "a/ä/x.gcode"
    assert (hub.job.folder, hub.job.start_requested) == ("a/ä", True)


async def test_upload_without_root_is_for_gcodes(base: Base) -> None:
    """70: as is one that names it."""
    for fields in ((), (("root", "gcodes"),)):
        answer = await upload(base, *fields)
        assert (answer.status, answer.json["item"]["root"]) == (201, "gcodes")


async def test_other_roots_are_refused_and_make_no_job(base: Base, hub: Hub) -> None:
    """70: there is no root but gcodes, wherever the field stands."""
    for root in ("config", "logs", "nope", "", "GCODES"):
        for fields in (
            (("root", root), ("file", "x.gcode")),
            (("file", "x.gcode"), ("root", root)),
        ):
            answer = await base.upload(curl_form(*fields), MOONRAKER)
            assert answer.status == 400
            assert "gcodes" in answer.json["error"]["message"]
    hub.assert_nothing_kept()


async def test_wrong_checksum_is_422_and_a_right_one_passes_in_any_case(
    base: Base, hub: Hub
) -> None:
    """71: with a wrong one nothing is kept, no temporary file either."""
    answer = await upload(base, ("checksum", "0" * 64))
    assert answer.status == 422
    assert answer.json["error"]["message"] == answer.reason
    hub.assert_nothing_kept()
    await upload(base)
    sha256 = hub.job.sha256
    for checksum in (sha256, sha256.upper()):
        assert (await upload(base, ("checksum", checksum))).status == 201


async def test_snapmaker_order_without_root_works(base: Base, hub: Hub) -> None:
    """72: `print`, `path`, `file`."""
    answer = await upload(base, ("print", "true"), ("path", "sub"))
    assert answer.status == 201
    assert (hub.job.path, hub.job.start_requested) == ("sub/x.gcode", True)


async def test_kiri_single_part_is_an_upload_without_wish_to_print(
    base: Base, hub: Hub
) -> None:
    """73: it is nothing but the file."""
    answer = await upload(base)
    assert (answer.status, answer.json["print_started"]) == (201, False)
    assert not hub.job.start_requested


async def test_orca_start_after_the_upload_marks_that_one_job(
    base: Base, hub: Hub
) -> None:
    """74: OrcaSlicer 2.4 sends no `print`, then what `item.path` says."""
    sent = await upload(base, ("root", "gcodes"), name="Würfel.gcode")
    assert not hub.job.start_requested
    answer = await start(base, sent.json["result"]["item"]["path"])
    assert (answer.status, answer.json) == (200, OK)
    assert hub.job.start_requested


async def test_start_that_comes_while_the_file_is_looked_into_is_kept(
    hass: HomeAssistant, base: Base, hub: Hub
) -> None:
    """74: it comes at once after the reply, and is no second job."""
    go_on = threading.Event()

    def read_slowly(path: Path, suffix: str, plate: int | None) -> dict[str, object]:
        assert go_on.wait(10)
        return {}

    with patch("custom_components.printmux.jobs.intake.analyse", read_slowly):
        await upload(base, ("root", "gcodes"))
        assert (await start(base, "x.gcode")).json == OK
        early = hub.job
        go_on.set()
        await hass.async_block_till_done(wait_background_tasks=True)
    assert (early.state, early.start_requested) == (JobState.UPLOADED, True)
    assert hub.job.id == early.id
    assert hub.job.state is JobState.AWAITING_SELECTION
    assert hub.job.start_requested


async def test_print_true_in_the_answer_needs_no_further_start(
    base: Base, hub: Hub
) -> None:
    """76: newer OrcaSlicers send nothing more when `print_started` is true."""
    fields = (("root", "gcodes"), ("plateindex", "1"), ("print", "true"))
    answer = await upload(base, *fields, name="x.gcode.3mf")
    assert answer.json["print_started"] is True
    assert answer.json["print_queued"] is False
    assert hub.job.start_requested


async def test_start_takes_the_name_by_query_json_and_form(
    base: Base, hub: Hub
) -> None:
    """78: Moonraker takes arguments from anywhere."""
    form = text_part("filename", "a b.gcode") + closing()
    multipart = f"multipart/form-data; boundary={BOUNDARY}"
    coded = "application/x-www-form-urlencoded"
    for query, kind, body in (
        ("?filename=a%20b.gcode", None, None),
        ("?filename=a%20b.gcode", JSON, b"{}"),
        ("", coded, b"filename=a+b.gcode"),
        ("", coded, b'{"filename":"a b.gcode"}'),
        ("", multipart, form),
        ("", JSON, b'{"filename":"a b.gcode"}'),
    ):
        await upload(base, name="a b.gcode")
        assert not newest(hub).start_requested
        answer = await base.ask("POST", START + query, body, Content_Type=kind)
        assert (answer.status, answer.json) == (200, OK), (query, kind)
        assert newest(hub).start_requested, (query, kind)


async def test_start_without_name_or_of_an_unknown_file_is_400(
    base: Base, hub: Hub
) -> None:
    """78: in Moonraker's own words where it has some."""
    missing, unknown = "No data for argument: filename", "Unable to open file"
    await upload(base)
    for body, sentence in (
        *((b"", missing), (b"{}", missing), (b'{"name": "x.gcode"}', missing)),
        (b'{"filename": null}', missing),
        (b'{"filename": "other.gcode"}', unknown),
        (b'{"filename": ""}', unknown),
        (b'{"filename": "../x.gcode"}', unknown),
        (b'{"filename": ["x.gcode"]}', unknown),
        (b'{"filename": "sub/x.gcode"}', unknown),
        (b'{"filename": "\xff"}', unknown),
        (b'{"filename": ', "The body is no valid JSON"),
    ):
        answer = await base.ask("POST", START, body, Content_Type=JSON)
        assert (answer.status, answer.reason) == (400, sentence), body
        assert answer.json["error"]["message"] == sentence
    assert not hub.job.start_requested


async def test_start_by_path_or_bare_name_means_the_newest_of_that_name(
    base: Base, hub: Hub
) -> None:
    """78: design: of the jobs of one key and path the newest is meant."""
    for name in ("ä/x.gcode", "/ä/x.gcode", "x.gcode"):
        for _ in range(2):
            await upload(base, ("path", "ä"))
        assert (await start(base, name)).json == OK
        latest, older, *_ = hub.jobs.jobs.values()
        assert (latest.start_requested, older.start_requested) == (True, False), name
