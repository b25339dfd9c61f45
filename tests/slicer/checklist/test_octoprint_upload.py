"""What slicers need of an upload to OctoPrint: the form, the wish, the answer."""

import pytest

from tests.slicer.conftest import Hub
from tests.slicer.wire import BOUNDARY, FILE, closing, file_part, prusa_form, text_part

from .conftest import Base
from .forms import MOONRAKER, OCTOPRINT, curl_form, newest, qt_form, send_qt

CURA = "cura/5.0.0 OctoPrintPlugin/3.7.3"
TRUE_WORDS = ("true", "True", "TRUE", "1", "yes", "y", "Y", "YES")
FALSE_WORDS = ("false", "False", "0", "", "no", "n", "on", "2", "truee")


async def test_prusa_order_makes_one_job_without_wish_to_print(
    base: Base, hub: Hub
) -> None:
    """36: and the answer is the real server's, to the key."""
    answer = await base.upload(prusa_form("Teil ä.gcode"))
    assert (answer.status, answer.reason) == (201, "Created")
    assert answer.headers["content-type"] == "application/json"
    resource = f"{base.url}/api/files/local/Teil%20%C3%A4.gcode"
    assert answer.headers["location"] == resource
    download = f"{base.url}/downloads/files/local/Teil%20%C3%A4.gcode"
    stored = {
        "name": "Teil ä.gcode",
        "origin": "local",
        "path": "Teil ä.gcode",
        "refs": {"download": download, "resource": resource},
    }
    assert answer.json == {
        "done": True,
        "effectivePrint": False,
        "effectiveSelect": False,
        "files": {"local": stored},
    }
    job = hub.job
    assert not job.start_requested
    assert (job.folder, job.name) == ("", "Teil ä.gcode")
    assert (job.source, job.extension) == ("octoprint", ".gcode")
    assert hub.content(job) == FILE
    assert hub.entry.subentries[job.key_id or ""].data["prefix"] == base.key[:8]


async def test_print_true_makes_one_job_with_wish_to_print(
    base: Base, hub: Hub
) -> None:
    """37: `effectivePrint` says that the wish is stored, as no printer has begun."""
    answer = await base.upload(prusa_form(wants="true"))
    assert answer.status == 201
    assert answer.json["effectivePrint"] is True
    assert answer.json["effectiveSelect"] is False
    assert hub.job.start_requested


@pytest.mark.parametrize("lower", [False, True], ids=["qt5", "qt6"])
async def test_cura_tells_its_wish_to_print_after_the_file(
    base: Base, hub: Hub, lower: bool
) -> None:
    """38: parts of type text/plain, a quoted boundary; Qt 6 writes in lower case."""
    parts = (("path", ""), ("file", "x.gcode"), ("select", "true"), ("print", "true"))
    answer = await send_qt(base, qt_form(*parts, lower=lower), OCTOPRINT)
    assert answer.status == 201
    assert answer.json["effectivePrint"] is True
    assert answer.json["effectiveSelect"] is True
    assert hub.job.start_requested
    assert hub.content(hub.job) == FILE


async def test_cura_upload_only_has_no_wish_to_print(base: Base, hub: Hub) -> None:
    """39: neither is anything selected."""
    answer = await send_qt(base, qt_form(("path", ""), ("file", "x.gcode")), OCTOPRINT)
    assert answer.status == 201
    assert answer.json["effectivePrint"] is False
    assert not hub.job.start_requested
    job = (await base.ask("GET", "/api/job")).json
    assert job["job"]["file"]["name"] is None


async def test_octoprint_words_for_print_count_and_no_others(
    base: Base, hub: Hub
) -> None:
    """40: before and after the file."""
    for words, wanted in ((TRUE_WORDS, True), (FALSE_WORDS, False)):
        for word in words:
            wish, part = text_part("print", word), file_part("x.gcode")
            for body in (wish + part, part + wish):
                answer = await base.upload(body + closing())
                assert answer.json["effectivePrint"] is wanted, word
                assert newest(hub).start_requested is wanted, word


async def test_upload_without_path_and_with_an_empty_one_works(
    base: Base, hub: Hub
) -> None:
    """41: both are the top folder."""
    for parts in ((), (("path", ""),)):
        answer = await base.upload(curl_form(*parts, ("file", "x.gcode")))
        assert answer.status == 201
        assert answer.json["files"]["local"]["path"] == "x.gcode"
        assert newest(hub).folder == ""


async def test_folder_of_any_letters_is_kept_and_coded_in_location(
    base: Base, hub: Hub
) -> None:
    """42: as UTF-8, percent by percent, and `Location` leads back to the file."""
    answer = await base.upload(prusa_form(path="Ordner ä/日本"))
    place = "Ordner%20%C3%A4/%E6%97%A5%E6%9C%AC/plain.gcode"
    assert answer.headers["location"] == f"{base.url}/api/files/local/{place}"
    assert answer.json["files"]["local"]["path"] == "Ordner ä/日本/plain.gcode"
    assert (hub.job.folder, hub.job.name) == ("Ordner ä/日本", "plain.gcode")
    found = await base.ask("GET", f"/api/files/local/{place}")
    assert found.json["path"] == "Ordner ä/日本/plain.gcode"


@pytest.mark.parametrize(
    ("path", "folder"),
    [("//", ""), ("/", ""), ("/a/b/", "a/b"), ("a//./b", "a/b"), ("///a", "a")],
)
async def test_slashes_around_and_within_a_path_are_normalised(
    base: Base, hub: Hub, path: str, folder: str
) -> None:
    """43: older Curas send `//` for the top folder."""
    answer = await base.upload(prusa_form(path=path))
    assert answer.status == 201
    assert hub.job.folder == folder


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(text_part("print", "true") + closing(), id="no file"),
        pytest.param(text_part("file", "G28") + closing(), id="no file name"),
        pytest.param(file_part("x.gcode", name="data") + closing(), id="named data"),
        pytest.param(b"", id="empty"),
        pytest.param(prusa_form()[:-60], id="no final boundary"),
    ],
)
async def test_form_without_a_whole_file_is_refused_and_makes_no_job(
    base: Base, hub: Hub, path: str, body: bytes
) -> None:
    """54: with a sentence, in both dialects."""
    answer = await base.upload(body, path)
    assert answer.status == 400
    error = answer.json["error"]
    assert (error if path == OCTOPRINT else error["message"]) == answer.reason
    assert 15 < len(answer.reason) <= 200
    hub.assert_nothing_kept()


async def test_json_body_is_no_upload(base: Base, hub: Hub) -> None:
    """54: with 400 (a real Moonraker has a 500)."""
    for path in (OCTOPRINT, MOONRAKER):
        kind = {"Content_Type": "application/json"}
        answer = await base.ask("POST", path, b'{"file": "G28"}', **kind)
        assert answer.status == 400
        assert "form" in answer.reason
    hub.assert_nothing_kept()


async def test_select_alone_is_stored_without_wish_to_print(
    base: Base, hub: Hub
) -> None:
    """57: before and after the file; the file is selected, nothing is started."""
    select, part = text_part("select", "true"), file_part("x.gcode")
    for body in (select + part, part + select):
        answer = await base.upload(body + closing())
        assert (answer.status, answer.json["effectiveSelect"]) == (201, True)
        assert answer.json["effectivePrint"] is False
        assert not newest(hub).start_requested
        job = (await base.ask("GET", "/api/job")).json["job"]
        assert job["file"]["name"] == "x.gcode"


async def test_foldername_without_file_makes_a_folder(base: Base, hub: Hub) -> None:
    """58: in name only; a bad name, or none, is refused."""
    for name, path, place in (
        ("o ü", "", "o%20%C3%BC"),
        ("b", "/o ü/", "o%20%C3%BC/b"),
    ):
        form = text_part("foldername", name) + text_part("path", path) + closing()
        answer = await base.upload(form)
        resource = f"{base.url}{OCTOPRINT}/{place}"
        assert (answer.status, answer.headers["location"]) == (201, resource)
        whole = f"{path.strip('/')}/{name}".lstrip("/")
        refs = {"resource": resource}
        folder = {"name": name, "origin": "local", "path": whole, "refs": refs}
        assert answer.json == {"done": True, "folder": folder}
    for bad in ("", " ", "../x"):
        answer = await base.upload(text_part("foldername", bad) + closing())
        assert answer.status == 400
    assert (await base.upload(text_part("path", "x") + closing())).status == 400
    hub.assert_nothing_kept()


async def test_no_overwrite_refuses_a_path_that_is_there(base: Base, hub: Hub) -> None:
    """59: wherever the field stands; another path or a false word is let through."""
    flag = text_part("noOverwrite", "true")
    assert (await base.upload(flag + prusa_form(path="a"))).status == 201
    file = file_part("plain.gcode", b"G29\n")
    for form in (
        flag + prusa_form(content=b"G29\n", path="a"),
        text_part("path", "/a/") + file + flag + closing(),
    ):
        answer = await base.upload(form)
        assert answer.status == 409
        assert answer.reason == "File already exists and noOverwrite was set"
        assert answer.json == {"error": answer.reason}
    assert hub.content(hub.job) == FILE
    assert list(hub.store.incoming.iterdir()) == []
    for form in (
        flag + prusa_form(path="b"),
        text_part("noOverwrite", "false") + prusa_form(path="a"),
    ):
        assert (await base.upload(form)).status == 201


@pytest.mark.parametrize("location", ["sdcard", "unknown"])
async def test_upload_to_another_location_is_not_found(
    base: Base, hub: Hub, location: str
) -> None:
    """61: there is no SD card; refused before the body, and nothing is kept."""
    answer = await base.upload(prusa_form(), f"/api/files/{location}")
    assert answer.status == 404
    assert answer.json == {"error": answer.reason}
    head = {"Content-Length": "9000000", "Expect": "100-continue"}
    early = await base.send(base.head("POST", f"/api/files/{location}", head))
    assert early.status == 404
    hub.assert_nothing_kept()


async def test_upload_is_answered_with_201_and_a_location_for_cura(base: Base) -> None:
    """62: OrcaSlicer wants 2xx, Cura what follows the first `api/`."""
    for wants in ("true", "false"):
        answer = await base.upload(prusa_form("a b.gcode", wants=wants, path="api/x"))
        assert answer.status == 201
        place = answer.headers["location"].split("api/", 1)[1]
        assert place == "files/local/api/x/a%20b.gcode"
        found = await base.ask("GET", f"/api/{place}")
        assert found.json["name"] == "a b.gcode"


@pytest.mark.parametrize(
    ("status", "body", "name", "value"),
    [
        pytest.param(400, closing(), "Accept", "*/*", id="no file"),
        pytest.param(400, prusa_form(path="../x"), "Accept", "*/*", id="climbing"),
        pytest.param(415, prusa_form("x", b"<p>"), "Accept", "*/*", id="no print"),
        pytest.param(403, prusa_form(), "X_Api_Key", "wrong", id="wrong key"),
        pytest.param(403, prusa_form(), "X_Api_Key", None, id="no key"),
        pytest.param(413, b"", "Content_Length", "900000000", id="too large"),
    ],
)
async def test_error_bodies_of_uploads_are_short_and_plain(
    base: Base, status: int, body: bytes, name: str, value: str | None
) -> None:
    """65: PrusaSlicer shows the body as it is; Cura only exactly `text/plain`."""
    headers = {name: value}
    answer = await base.upload(body, OCTOPRINT, BOUNDARY, **headers)
    assert answer.status == status
    assert answer.json == {"error": answer.reason}
    assert 15 < len(answer.body) <= 200
    headers["User_Agent"] = CURA
    shown = await base.upload(body, OCTOPRINT, BOUNDARY, **headers)
    assert (shown.status, shown.headers["content-type"]) == (status, "text/plain")
    assert shown.body.decode() == answer.reason
    assert len(shown.body) <= 100


async def test_cura_reads_json_where_it_is_no_error(base: Base) -> None:
    """65: only refusals come to it as text, and only those of uploads."""
    stored = await base.upload(prusa_form(), User_Agent=CURA)
    assert stored.headers["content-type"] == "application/json"
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    for path in (MOONRAKER, "/api/files/local/none.gcode"):
        answer = await base.ask(
            "POST", path, closing(), User_Agent=CURA, Content_Type=kind
        )
        assert answer.status in (400, 415)
        assert answer.headers["content-type"] == "application/json"
