"""What slicers need of the names of uploads, and which files are taken."""

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.slicer.conftest import Hub
from tests.slicer.wire import FILE, closing, file_part, prusa_form, text_part

from .conftest import Base
from .forms import MOONRAKER, OCTOPRINT, START, curl_form, newest, qt_form, send_qt

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader")

NAMES = (
    *("a b.gcode", "äöüß.gcode", "日本語.gcode", "\U0001f680.gcode", "a+b.gcode"),
    *("a#b.gcode", "a%b.gcode", "a&b.gcode", "a;b;c.gcode", "it's.gcode"),
    *("x (1).gcode", "100%25.gcode", "%41.gcode", ".hidden.gcode", "a..b.gcode"),
)
CLIMBING = (
    *(("x.gcode", "../../etc"), ("x.gcode", "a/../../b"), ("x.gcode", r"..\..\x")),
    *(("../../x.gcode", ""), (r"..\\..\\x.gcode", ""), (r"..\x.gcode", "")),
    *(("x.gcode", "a\0b"), ("a\0b.gcode", ""), ("..", "")),
)
COMPOSED, APART = "Fläche.gcode", "Fla\u0308che.gcode"
HTML = b"<html></html>"


def files_below(folder: Path) -> set[Path]:
    """Return every file below a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_names_that_climb_are_refused_and_write_nothing(
    base: Base, hub: Hub, path: str, tmp_path: Path
) -> None:
    """44: with a sentence; nothing appears anywhere."""
    before = files_below(tmp_path)
    for name, folder in CLIMBING:
        answer = await base.upload(prusa_form(name, path=folder), path)
        assert answer.status == 400, (name, folder)
        error = answer.json["error"]
        assert (error if path == OCTOPRINT else error["message"]) == answer.reason
    hub.assert_nothing_kept()
    assert {file.name for file in files_below(tmp_path) - before} <= {
        "printmux.db-wal",
        "printmux.db-shm",
    }


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("/etc/passwd.gcode", "etc/passwd.gcode"),
        (r"C:\\Users\\me\\x.gcode", "x.gcode"),
        ("C:/x.gcode", "x.gcode"),
    ],
)
async def test_absolute_names_are_reduced_to_a_place_in_the_store(
    base: Base, hub: Hub, name: str, kept: str
) -> None:
    """44: what a disk would call it is no matter of the slicer's."""
    assert (await base.upload(prusa_form(name))).status == 201
    assert hub.job.path == kept
    assert not Path("/etc/passwd.gcode").exists()


async def test_name_that_is_no_print_file_outside_is_refused(
    base: Base, hub: Hub
) -> None:
    """44: `/etc/passwd` has no suffix, so its content would have to be G-code."""
    answer = await base.upload(prusa_form("/etc/passwd", b"root:x:0:0::/:/bin/sh\n"))
    assert answer.status == 415
    hub.assert_nothing_kept()


async def test_odd_names_are_kept_exactly_and_lead_back_to_the_file(
    base: Base, hub: Hub
) -> None:
    """45: in the job, in both answers, and by the address that was answered."""
    for name in NAMES:
        octoprint = await base.upload(prusa_form(name))
        assert octoprint.json["files"]["local"]["name"] == name
        assert newest(hub).name == name
        moonraker = await base.upload(prusa_form(name), MOONRAKER)
        assert moonraker.json["item"]["path"] == name
        assert newest(hub).name == name
        for answer in (octoprint, moonraker):
            place = answer.headers["location"].removeprefix(base.url)
            assert (await base.ask("GET", place)).status == 200, name


async def test_accents_composed_or_apart_stay_as_they_were_sent(
    base: Base, hub: Hub
) -> None:
    """45: macOS takes them apart; two such names are two files, as on a printer."""
    for name in (APART, COMPOSED):
        answer = await base.upload(prusa_form(name, path="ü"), MOONRAKER)
        assert answer.json["item"]["path"] == f"ü/{name}"
        assert newest(hub).name == name
    listed = (await base.ask("GET", "/server/files/list")).json["result"]
    assert {entry["path"] for entry in listed} == {f"ü/{APART}", f"ü/{COMPOSED}"}
    started = await base.ask("POST", f"{START}?filename={quote(f'ü/{APART}')}")
    assert started.status == 200
    wanted = {job.name: job.start_requested for job in hub.jobs.jobs.values()}
    assert wanted == {APART: True, COMPOSED: False}


@pytest.mark.parametrize(("sent", "asked"), [(APART, COMPOSED), (COMPOSED, APART)])
async def test_accents_coded_otherwise_than_sent_find_the_only_file(
    base: Base, hub: Hub, sent: str, asked: str
) -> None:
    """45: start, info and deletion; a bare name deletes nothing in a folder."""
    await base.upload(prusa_form(sent, path="a"))
    assert (await base.ask("POST", f"{START}?filename={quote(asked)}")).status == 200
    assert hub.job.start_requested
    bare = f"{OCTOPRINT}/{quote(asked)}"
    assert (await base.ask("DELETE", bare)).status == 404
    whole = f"{OCTOPRINT}/a/{quote(asked)}"
    assert (await base.ask("GET", whole)).json["path"] == f"a/{sent}"
    download = f"/server/files/gcodes/a/{quote(asked)}"
    assert (await base.ask("GET", download)).body == FILE
    assert (await base.ask("DELETE", whole)).status == 204
    hub.assert_nothing_kept()


async def test_latin1_name_is_read_and_kept(base: Base, hub: Hub) -> None:
    """45: as scripts on old systems write it."""
    assert (await base.upload(prusa_form(b"T\xe4st.gcode"))).status == 201
    assert hub.job.name == "Täst.gcode"


async def test_escapes_of_each_client_are_undone_and_no_others(
    base: Base, hub: Hub
) -> None:
    r"""47: curl 7.75 writes `\"` and `\\`, later ones `%22`, Qt writes none."""
    for written, meant in (
        (r"a\"b\\c.gcode", 'a"b\\c.gcode'),
        ("a%22b.gcode", 'a"b.gcode'),
        ("50%25 %2F.gcode", "50%25 %2F.gcode"),
    ):
        answer = await base.upload(prusa_form(written))
        assert answer.status == 201
        assert newest(hub).name == meant
    for plain in ('a"b.gcode', r"a\b.gcode", 'a;b"c;d.gcode'):
        answer = await send_qt(base, qt_form(("file", plain)), OCTOPRINT)
        assert answer.status == 201
        assert newest(hub).name == plain


@pytest.mark.parametrize("letter", ["x", "ä", "\U0001f680"])
async def test_long_names_are_kept_or_shortened_between_letters(
    base: Base, hub: Hub, letter: str
) -> None:
    """50: 255 bytes stay, more are cut and the suffix stays; never a fault."""
    room = (255 - len(".gcode")) // len(letter.encode())
    longest = letter * room + ".gcode"
    for path in (OCTOPRINT, MOONRAKER):
        assert (await base.upload(prusa_form(longest), path)).status == 201
        assert newest(hub).name == longest
        longer = letter * 1000 + ".gcode"
        answer = await base.upload(prusa_form(longer), path)
        assert answer.status == 201
        assert newest(hub).name == longest
        assert hub.content(newest(hub)) == FILE
        place = answer.headers["location"].removeprefix(base.url)
        assert (await base.ask("GET", place)).status == 200


async def test_too_long_folder_is_refused(base: Base, hub: Hub) -> None:
    """50: with a sentence."""
    answer = await base.upload(prusa_form(path="/".join(["folder"] * 200)))
    assert (answer.status, "too long" in answer.reason) == (400, True)
    hub.assert_nothing_kept()


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_every_listed_suffix_is_accepted_in_any_case_and_recorded(
    base: Base, hub: Hub, path: str
) -> None:
    """51: whatever is in the file; the name stays as it was sent."""
    suffixes = (
        *(".gcode", ".gco", ".g", ".nc", ".bgcode", ".3mf", ".gcode.3mf", ".ufp"),
        *(".GCODE", ".BGCODE", ".GCO", ".Gcode.3MF", ".UFP"),
    )
    for suffix in suffixes:
        answer = await base.upload(prusa_form(f"a{suffix}", b"x"), path)
        assert answer.status == 201, suffix
        job = newest(hub)
        assert (job.name, job.extension) == (f"a{suffix}", suffix.lower())
        assert hub.content(job) == b"x"


async def test_content_decides_where_the_suffix_says_nothing(
    base: Base, hub: Hub
) -> None:
    """51: design: G-code text and `GCDE` are kept under the right suffix."""
    for name, content, extension in (
        ("a.txt", FILE, ".gcode"),
        ("noname", FILE, ".gcode"),
        ("noname", b"GCDE\x01\x00", ".bgcode"),
    ):
        assert (await base.upload(prusa_form(name, content))).status == 201
        job = newest(hub)
        assert (job.name, job.extension) == (name, extension)
        assert hub.content(job) == content


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_what_is_no_print_file_is_415_with_a_sentence_in_json(
    base: Base, hub: Hub, path: str
) -> None:
    """51: by content, where the suffix is none of a print file."""
    for name in ("a.exe", "a.html", "a", "a.txt"):
        answer = await base.upload(prusa_form(name, HTML), path)
        assert answer.status == 415
        assert answer.headers["content-type"] == "application/json"
        assert "print file" in answer.reason
        error = answer.json["error"]
        assert (error if path == OCTOPRINT else error["message"]) == answer.reason
    hub.assert_nothing_kept()


async def test_plate_of_orca_is_kept_and_nonsense_is_none(base: Base, hub: Hub) -> None:
    """52: OrcaSlicer names the plate on the upload only, before the file."""
    for plate, kept in (
        *(("2", 2), (" 12 ", 12), ("0", None), ("-1", None), ("", None)),
        *(("two", None), ("²", None), ("9" * 400, None)),
    ):
        for path in (OCTOPRINT, MOONRAKER):
            body = curl_form(("plateindex", plate), ("file", "Cube.gcode.3mf"))
            assert (await base.upload(body, path)).status == 201
            assert newest(hub).plate_index == kept, plate
            assert newest(hub).extension == ".gcode.3mf"


@pytest.mark.parametrize("path", [OCTOPRINT, MOONRAKER])
async def test_zero_bytes_are_refused_with_a_sentence(
    base: Base, hub: Hub, path: str
) -> None:
    """53: design: 400 (the real servers take them)."""
    for form in (
        prusa_form(content=b""),
        file_part("x.gcode", b"") + text_part("print", "true") + closing(),
    ):
        answer = await base.upload(form, path)
        assert answer.status == 400
        assert "empty" in answer.reason
    hub.assert_nothing_kept()
