"""What Moonraker's clients hear of a sliced file, and the pictures in it."""

from typing import Any
from urllib.parse import quote

import pytest

from custom_components.printmux.gcode.images import measure
from homeassistant.core import HomeAssistant
from tests.gcode.make import archive, block, picture
from tests.gcode.written.cura import CURA
from tests.gcode.written.slic3r import ORCA, PRUSA

from .conftest import Hub
from .test_moonraker_history import send
from .wire import Wire

METADATA = "/server/files/metadata?filename="
THUMBNAILS = "/server/files/thumbnails?filename="
DOWNLOAD = "/server/files/gcodes/"
NAME = "Würfel 1.gcode"


async def store(
    hass: HomeAssistant, wire: Wire, content: str, name: str = NAME, folder: str = "sub"
) -> dict[str, Any]:
    """Upload a file, and return what is told of it."""
    await send(wire, name, folder, content.encode())
    await hass.async_block_till_done(wait_background_tasks=True)
    path = f"{folder}/{name}" if folder else name
    answer = await wire.ask("GET", METADATA + quote(path))
    assert answer.status == 200
    result: dict[str, Any] = answer.json["result"]
    return result


async def test_names_and_values(hass: HomeAssistant, wire: Wire) -> None:
    """Fields have Moonraker's names and forms; several tools become what it has."""
    extras = "; total toolchanges = 3\n; prusaslicer_config = begin\n"
    extras += "; extruder_colour = #FF8000;#3FA7D6\n; profile_version = 2.1\n"
    extras += "; bed_shape = 0x0,250x0,250x210,0x210\n"
    extras += "; single_extruder_multi_material = 1\n; chamber_temperature = 35,0\n"
    text = PRUSA.replace("; prusaslicer_config = begin\n", extras)
    about = await store(hass, wire, text)
    for name in ("uuid", "modified", "size", "print_start_time", "job_id"):
        del about[name]
    assert about == {
        "filename": f"sub/{NAME}",
        "file_processors": [],
        "slicer": "PrusaSlicer",
        "slicer_version": "2.9.6",
        "gcode_start_byte": text.index("\nM190"),
        "gcode_end_byte": text.index("; filament used"),
        "estimated_time": 93784,
        "layer_height": 0.2,
        "first_layer_height": 0.2,
        "first_layer_extr_temp": 220.0,
        "first_layer_bed_temp": 70.0,
        "object_height": 0.35,
        "layer_count": 2,
        "nozzle_diameter": 0.4,
        "filament_type": '["PLA", "PETG"]',
        "filament_name": '["One", "Two; \\"best\\""]',
        "filament_total": 100.5,
        "filament_weight_total": 3.1,
        "filament_weights": [3.1, 0.0],
        "filament_colors": [],
        "extruder_colors": ["#FF8000", "#3FA7D6"],
        "filament_temps": [215, 240],
        "referenced_tools": [],
        "filament_change_count": 3,
        "printer_model": "MK4",
        "profile_version": "2.1",
        "chamber_temp": 35.0,
        "mmu_print": 1,
    }


async def test_other_slicers(hass: HomeAssistant, wire: Wire) -> None:
    """Where Moonraker has no lists of PrusaSlicer's kind, there are none."""
    about = await store(hass, wire, CURA)
    assert about["slicer"] == "Cura"
    assert about["filament_total"] == 1897.53
    assert not {"filament_colors", "filament_temps", "thumbnails"} & about.keys()


@pytest.mark.parametrize("folder", ["", "sub", "sub/deep"])
async def test_pictures(hass: HomeAssistant, wire: Wire, folder: str) -> None:
    """Each picture is listed and can be had beside the file, with a small one."""
    blocks = [
        block(picture(64, 48), "64x48"),
        block(picture(100, 50, "QOI"), "100x50", "thumbnail_QOI"),
        block(picture(200, 100, "JPG"), "200x100", "thumbnail_JPG"),
    ]
    about = await store(hass, wire, "".join(blocks) + ORCA, folder=folder)
    listed = about["thumbnails"]
    assert [(item["width"], item["height"]) for item in listed] == [
        *((32, 16), (64, 48), (200, 100)),
    ]
    paths = [item["relative_path"] for item in listed]
    stem = ".thumbs/Würfel 1"
    assert paths == [
        *(f"{stem}-32x32.png", f"{stem}-64x48.png"),
        f"{stem}-200x100.jpg",
    ]
    start = f"{folder}/" if folder else ""
    answer = await wire.ask("GET", THUMBNAILS + quote(f"{start}{NAME}"))
    assert [item["thumbnail_path"] for item in answer.json["result"]] == [
        start + path for path in paths
    ]
    for item, path in zip(listed, paths, strict=True):
        got = await wire.ask("GET", DOWNLOAD + quote(start + path))
        assert got.status == 200
        kind = "JPG" if path.endswith("jpg") else "PNG"
        assert measure(got.body) == (kind, item["width"], item["height"])
        assert len(got.body) == item["size"]
        media = {"JPG": "image/jpeg", "PNG": "image/png"}[kind]
        assert got.headers["content-type"] == media
        head = await wire.ask("HEAD", DOWNLOAD + quote(start + path))
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == str(item["size"])


async def test_pictures_in_a_listing(hass: HomeAssistant, wire: Wire) -> None:
    """An extended listing tells the same as the file's own metadata."""
    about = await store(hass, wire, block(picture(32, 32), "32x32") + PRUSA)
    path = "/server/files/directory?path=gcodes/sub&extended=true"
    (listed,) = (await wire.ask("GET", path)).json["result"]["files"]
    assert listed["thumbnails"] == about["thumbnails"]
    assert len(listed["thumbnails"]) == 1
    assert {k: listed[k] for k in about if k != "filename"} == {
        k: v for k, v in about.items() if k != "filename"
    }


async def test_picture_of_a_plate(hass: HomeAssistant, wire: Wire) -> None:
    """An archive's pictures are those of the plate that is to be printed."""
    members: dict[str, str | bytes] = {
        "Metadata/plate_1.gcode": ORCA,
        "Metadata/plate_1.png": picture(64, 64),
    }
    await send(wire, "x.gcode.3mf", "", archive(members))
    await hass.async_block_till_done(wait_background_tasks=True)
    answer = await wire.ask("GET", f"{METADATA}x.gcode.3mf")
    paths = [item["relative_path"] for item in answer.json["result"]["thumbnails"]]
    assert paths == [".thumbs/x.gcode-32x32.png", ".thumbs/x.gcode-64x64.png"]
    got = await wire.ask("GET", DOWNLOAD + paths[1])
    assert got.body == picture(64, 64)


async def test_pictures_that_are_not_there(
    hass: HomeAssistant, wire: Wire, hub: Hub
) -> None:
    """Other names, another key's files and deleted ones have no pictures."""
    await store(hass, wire, block(picture(32, 32), "32x32") + PRUSA, "x.gcode", "")
    good = f"{DOWNLOAD}.thumbs/x-32x32.png"
    assert (await wire.ask("GET", good)).status == 200
    for path in ("x-33x33.png", "x-32x32.jpg", "y-32x32.png"):
        assert (await wire.ask("GET", f"{DOWNLOAD}.thumbs/{path}")).status == 404
    assert (await wire.ask("GET", f"{DOWNLOAD}sub/.thumbs/x-32x32.png")).status == 404
    other = await wire.ask("GET", good, X_Api_Key=hub.keys[1])
    assert other.status == 404
    empty = await wire.ask("GET", f"{THUMBNAILS}nope.gcode")
    assert empty.json["result"] == []
    await wire.ask("DELETE", f"{DOWNLOAD}x.gcode")
    assert (await wire.ask("GET", good)).status == 404


async def test_broken_file(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """A file that can't be read is a job all the same, and says why."""
    await send(wire, "x.gcode.3mf", "", b"PK\x03\x04 and no more")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert "no directory" in str(hub.job.details["problem"])
    answer = await wire.ask("GET", f"{METADATA}x.gcode.3mf")
    assert (answer.status, answer.json["result"]["slicer"]) == (200, "Unknown")
