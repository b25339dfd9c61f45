"""Archives: sliced 3MF, projects, UFP, and what strangers make of them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
import json
from pathlib import Path
import struct
import tracemalloc
from typing import Any
import zipfile

import pytest

from custom_components.printmux.gcode.details import Details, Plate
from custom_components.printmux.gcode.package import Package, PackageError
from custom_components.printmux.gcode.reader import (
    read_beside,
    read_details,
    read_thumbnail,
)

from .make import archive, block, picture, slice_info
from .written.cura import CURA
from .written.slic3r import BAMBU, ORCA

MODEL = '<model><metadata name="Application">OrcaSlicer-2.3.1</metadata></model>'
PROJECT = json.dumps(
    {
        "layer_height": "0.16",
        "printer_model": "Some Printer",
        "nozzle_temperature": ["220", "230"],
        "filament_vendor": ["A", "B"],
        "odd": {"not": "a setting"},
        "odder": [1, 2],
    }
)
FILAMENTS = (
    '<filament id="3" type="PETG-CF" color="#1A1A1A" used_m="0.50" used_g="1.50" />\n'
)
NAMES = (
    '<config><plate><metadata key="plater_id" value="2"/>'
    '<metadata key="plater_name" value="Lid &amp; base"/></plate></config>'
)

MATERIAL = """<?xml version="1.0"?>
<fdmmaterial xmlns="http://www.ultimaker.com/material" version="1.3">
  <metadata>
    <name>
      <brand>Some &amp; Son</brand>
      <material>PLA</material>
      <color>Gold</color>
      <label>Gold</label>
    </name>
    <color_code>#ffc924</color_code>
  </metadata>
</fdmmaterial>
"""


def read(
    tmp_path: Path, data: bytes, suffix: str = ".gcode.3mf", plate: int | None = None
) -> tuple[Path, Details]:
    """Write a file and read it."""
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    return path, read_details(path, suffix, plate)


def two_plates() -> dict[str, str | bytes]:
    """Return the members of a file with two plates."""
    return {
        "3D/3dmodel.model": MODEL,
        "Metadata/plate_1.gcode": ORCA,
        "Metadata/plate_1.png": picture(64, 64),
        "Metadata/plate_1_small.png": picture(16, 16),
        "Metadata/plate_2.gcode": block(picture(48, 48), "48x48") + BAMBU,
        "Metadata/plate_2.png": picture(80, 80),
        "Metadata/slice_info.config": slice_info(
            [
                {"index": "1", "prediction": "999", "weight": "7.5"},
                {"index": "2", "prediction": "300", "nozzle_diameters": "0.4"},
            ],
            FILAMENTS,
        ),
        "Metadata/project_settings.config": PROJECT,
        "Metadata/model_settings.config": NAMES,
    }


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_plates(tmp_path: Path, method: int) -> None:
    """Each plate tells its own; what its G-code lacks comes from beside it."""
    data = archive(two_plates(), method)
    path, first = read(tmp_path, data)
    assert first.slicer == "OrcaSlicer"
    assert first.estimated_time_s == 323
    assert first.layer_height == 0.2
    assert first.filament_type == "PETG-CF"
    assert first.printer_model == "Some Printer"
    assert [t.member for t in first.thumbnails] == [
        "Metadata/plate_1.png",
        "Metadata/plate_1_small.png",
    ]
    black: dict[str, Any] = {"filament_type": "PETG-CF", "filament_color": "#1A1A1A"}
    assert [replace(plate, thumbnails=()) for plate in first.plates] == [
        Plate(index=1, estimated_time_s=999, filament_weight_g=7.5, **black),
        Plate(index=2, name="Lid & base", estimated_time_s=300, **black),
    ]
    shown = [[t.member for t in plate.thumbnails] for plate in first.plates]
    assert shown == [
        ["Metadata/plate_1.png", "Metadata/plate_1_small.png"],
        ["Metadata/plate_2.png"],
    ]
    _, second = read(tmp_path, data, plate=2)
    assert second.slicer == "BambuStudio"
    assert second.estimated_time_s == 7745
    assert second.layer_height == 0.16
    assert second.nozzle_temp == [220.0, 230.0]
    assert second.filament_brand == ["A", "B"]
    assert second.nozzle_diameter == 0.4
    assert second.raw_metadata["printer_model"] == "Some Printer"
    assert "odd" not in second.raw_metadata
    assert [t.width for t in second.thumbnails] == [80, 48]
    assert [read_thumbnail(path, t) for t in second.thumbnails] == [
        picture(80, 80),
        picture(48, 48),
    ]
    assert first.problem is second.problem is None


def test_pictures_beside(tmp_path: Path) -> None:
    """The first pictures of each plate are found without its G-code being read."""
    path, details = read(tmp_path, archive(two_plates()))
    for plate, first in ((None, 0), (1, 0), (2, 1)):
        assert read_beside(path, plate) == details.plates[first].thumbnails
    for content in (b"G28\n", b"PK\x03\x04", archive({"3D/3dmodel.model": MODEL})):
        path.write_bytes(content)
        assert read_beside(path, 1) == ()
    path.unlink()
    assert read_beside(path, 1) == ()


def test_no_such_plate(tmp_path: Path) -> None:
    """A plate that is not there is told with those that are."""
    _, details = read(tmp_path, archive(two_plates()), plate=5)
    assert str(details.problem) == "there is no plate 5 in this file, only 1, 2"


def test_used_filament_without_header(tmp_path: Path) -> None:
    """Old G-code without totals gets what slicing found out."""
    members = two_plates() | {"Metadata/plate_1.gcode": "G28\n"}
    _, details = read(tmp_path, archive(members))
    assert details.filament_length_mm == 500.0
    assert details.filament_weight_g == 1.5
    assert details.estimated_time_s == 999
    assert (details.slicer, details.slicer_version) == ("OrcaSlicer", "2.3.1")


def test_large_plate(tmp_path: Path) -> None:
    """Of very long compressed G-code the head is read, and what lies beside it."""
    long = BAMBU + "G1 X1 Y1 E1\n" * 3_000_000
    members = two_plates() | {"Metadata/plate_1.gcode": long}
    _, details = read(tmp_path, archive(members))
    assert details.estimated_time_s == 7745
    assert details.layer_count == 100
    assert details.printer_model == "Some Printer"


@pytest.mark.parametrize("slash", ["", "/"])
def test_ufp(tmp_path: Path, slash: str) -> None:
    """Cura's archive has G-code and a picture, with a slash before their names."""
    shown = picture(300, 300)
    members: dict[str, str | bytes] = {
        f"{slash}3D/model.gcode": CURA,
        f"{slash}Metadata/thumbnail.png": shown,
        "[Content_Types].xml": "<Types/>",
    }
    path, details = read(tmp_path, archive(members), ".ufp")
    assert details.slicer == "Cura"
    assert details.estimated_time_s == 2147
    assert details.problem is None
    assert [read_thumbnail(path, t) for t in details.thumbnails] == [shown]


def test_material(tmp_path: Path) -> None:
    """Cura's material is told where there is one; G-code that names its own counts."""
    members: dict[str, str | bytes] = {
        "/3D/model.gcode": CURA,
        "/Materials/generic_pla_175.xml.fdm_material": MATERIAL,
    }
    _, details = read(tmp_path, archive(members), ".ufp")
    assert details.filament_brand == "Some & Son"
    assert details.filament_type == "PLA"
    assert details.filament_name == "Gold"
    assert details.filament_color == "#ffc924"
    members["/3D/model.gcode"] = f"{CURA};Filament type = PETG\n"
    assert read(tmp_path, archive(members), ".ufp")[1].filament_type == "PETG"
    members["/Materials/other.xml.fdm_material"] = MATERIAL
    members["/3D/model.gcode"] = CURA
    assert read(tmp_path, archive(members), ".ufp")[1].filament_type is None


@pytest.mark.parametrize("prusa", [True, False])
def test_project(tmp_path: Path, prusa: bool) -> None:
    """A project that was not sliced is told so; its settings and cover are there."""
    members: dict[str, str | bytes] = {"3D/3dmodel.model": MODEL}
    if prusa:
        members["Metadata/Slic3r_PE.config"] = "; layer_height = 0.16\n; odd = 1\n"
        members["Metadata/thumbnail.png"] = picture(256, 256)
    else:
        members["Metadata/project_settings.config"] = PROJECT
        members["Metadata/plate_1.png"] = picture(256, 256)
    _, details = read(tmp_path, archive(members), ".3mf")
    assert "has not been sliced" in str(details.problem)
    assert details.layer_height == 0.16
    assert details.slicer == "OrcaSlicer"
    assert [t.width for t in details.thumbnails] == [256]
    assert details.plates == ()


def test_zip64(tmp_path: Path) -> None:
    """An archive in the large format is read."""
    path = tmp_path / "x.gcode.3mf"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("Metadata/plate_1.gcode", "w", force_zip64=True) as member,
    ):
        member.write(ORCA.encode())
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06")
    count, _, length, offset = struct.unpack_from("<2H2L", data, at + 8)
    large = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, offset
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    struct.pack_into("<2L", data, at + 12, 0xFFFFFFFF, 0xFFFFFFFF)
    path.write_bytes(bytes(data[:at]) + large + locator + bytes(data[at:]))
    assert read_details(path, ".gcode.3mf").estimated_time_s == 323


def bomb() -> bytes:
    """Return an archive whose few bytes become two gigabytes."""
    data = bytearray(archive({"Metadata/plate_1.gcode": bytes(64 * 1024**2)}))
    for at in (data.index(b"PK\x01\x02") + 24, data.index(b"PK\x03\x04") + 22):
        struct.pack_into("<L", data, at, 0x7FFFFFFF)
    return bytes(data)


def edited(place: bytes, offset: int, value: int, size: str = "<L") -> bytes:
    """Return an archive with another number after a mark."""
    data = bytearray(archive({"Metadata/plate_1.gcode": ORCA}))
    struct.pack_into(size, data, data.rindex(place) + offset, value)
    return bytes(data)


ODD: dict[str, tuple[bytes, str]] = {
    "cut off": (archive(two_plates())[:-30], "no directory"),
    "empty": (archive({}), "no G-code"),
    "beginning alone": (b"PK\x03\x04", "no directory"),
    "no gcode": (archive({"a.txt": "hi"}), "no G-code"),
    "directory size": (edited(b"PK\x05\x06", 12, 0x7FFFFFFF), "too large"),
    "directory place": (edited(b"PK\x05\x06", 16, 0x7FFFFFFF), "not where"),
    "false zip64": (edited(b"PK\x05\x06", 16, 0xFFFFFFFF), "not where"),
    "member place": (edited(b"PK\x01\x02", 42, 7), "not where"),
    "member behind the end": (edited(b"PK\x01\x02", 42, 0x7FFFFFFF), "not where"),
    "member too long": (edited(b"PK\x01\x02", 20, 0x7FFFFFFF), "after the end"),
    "method": (edited(b"PK\x01\x02", 10, 99, "<H"), "can't be unpacked"),
    "encrypted": (edited(b"PK\x01\x02", 8, 1, "<H"), "can't be unpacked"),
    "damaged": (edited(b"PK\x03\x04", 60, 0xFFFFFFFF), "damaged"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd(tmp_path: Path, name: str) -> None:
    """What is wrong with an archive is said."""
    data, problem = ODD[name]
    data = data if data.startswith(b"PK\x03\x04") else b"PK\x03\x04" + data
    _, details = read(tmp_path, data)
    assert problem in str(details.problem)


def with_zeros(name: str) -> bytes:
    """Return a good archive with one member of 64 MiB of zeros."""
    return archive(two_plates() | {name: bytes(64 * 1024**2)})


BOMBS: dict[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "many": lambda: archive({f"{n}.gcode": "G28\n" for n in range(9000)}),
    "settings": partial(with_zeros, "Metadata/project_settings.config"),
    "picture": partial(with_zeros, "Metadata/plate_1.png"),
    "nested": lambda: archive(two_plates() | {"Metadata/plate_1.gcode": bomb()}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(tmp_path: Path, name: str) -> None:
    """What unpacks to more than it should takes no more memory than a good file."""
    path = tmp_path / "x.gcode.3mf"
    path.write_bytes(BOMBS[name]())
    read_details(path, ".gcode.3mf")
    tracemalloc.start()
    try:
        details = read_details(path, ".gcode.3mf")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * 1024**2
    assert details.plates


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "1", '"x"', "[" * 15_000, '{"a": ' * 5000, "\xff\xfe"),
        *("[" * 100_000, " " * 500_000),
    ],
    ids=range(11),
)
def test_odd_configs(tmp_path: Path, text: str) -> None:
    """Broken settings beside the G-code do not keep it from being read."""
    members = two_plates()
    for name in members:
        if name.endswith(".config"):
            members[name] = text
    _, details = read(tmp_path, archive(members))
    assert details.estimated_time_s == 323
    assert details.problem is None


def test_entities(tmp_path: Path) -> None:
    """Entities of XML are not expanded."""
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    info = lol + slice_info([{"index": "1", "prediction": "&b;"}])
    members = two_plates() | {"Metadata/slice_info.config": info}
    _, details = read(tmp_path, archive(members))
    assert details.plates[0].estimated_time_s is None


def test_too_large_member(tmp_path: Path) -> None:
    """A member above the limit is refused before it is unpacked."""
    path = tmp_path / "x.3mf"
    path.write_bytes(archive({"a": bytes(2000)}))
    package = Package(path)
    assert package.read(package.members["a"], 2000) == bytes(2000)
    with pytest.raises(PackageError, match="too large"):
        package.read(package.members["a"], 1999)
