"""Binary G-code, made after its specification."""

from pathlib import Path
import struct

import pytest

from custom_components.printmux.gcode.details import Details
from custom_components.printmux.gcode.heatshrink import HeatshrinkError, expand
from custom_components.printmux.gcode.reader import read_details, read_thumbnail

from .make import bg_block, bg_picture, bgcode, ini, picture, shrink

FILE = ini({"Producer": "PrusaSlicer 2.9.6+win64"})
PRINTER = ini({"printer_model": "MK4S", "max_layer_z": "24.80"})
PRINT = ini(
    {
        "filament used [mm]": "1062.83",
        "filament used [g]": "3.17",
        "estimated printing time (normal mode)": "17m 58s",
    }
)
SETTINGS = ini(
    {
        "layer_height": "0.2",
        "first_layer_height": "0.2",
        "nozzle_diameter": "0.4,0.4",
        "temperature": "205,240",
        "filament_type": "PLA;PETG",
        "start_gcode": "G28 ; a=b",
    }
)
GCODE = bg_block(1, b"G28\nG1 X1\n" * 99, 3, b"\x02\x00")


def read(tmp_path: Path, data: bytes) -> tuple[Path, Details]:
    """Write a file and read it."""
    path = tmp_path / "x.bgcode"
    path.write_bytes(data)
    return path, read_details(path, ".bgcode")


@pytest.mark.parametrize("checksum", [True, False])
@pytest.mark.parametrize("compression", [0, 1, 2, 3])
def test_whole(tmp_path: Path, compression: int, checksum: bool) -> None:
    """Metadata in any compression, with checksums or without, is read."""
    shown = [picture(16, 16, "QOI"), picture(60, 40, "JPG"), picture(64, 48)]
    blocks = [
        bg_block(kind, data, compression, checksum=checksum)
        for kind, data in ((0, FILE), (3, PRINTER), (4, PRINT), (2, SETTINGS))
    ]
    blocks[2:2] = [
        bg_picture(shown[0], 16, 16, 2, checksum=checksum),
        bg_picture(shown[1], 60, 40, 1, checksum=checksum),
        bg_picture(shown[2], 64, 48, 0, checksum=checksum),
    ]
    path, details = read(tmp_path, bgcode(*blocks, GCODE, GCODE, checksum=checksum))
    known = details.known()
    assert known.pop("raw_metadata")["start_gcode"] == "G28 ; a=b"
    assert known == {
        "slicer": "PrusaSlicer",
        "slicer_version": "2.9.6+win64",
        "printer_model": "MK4S",
        "nozzle_diameter": [0.4, 0.4],
        "layer_height": 0.2,
        "first_layer_height": 0.2,
        "object_height": 24.8,
        "layer_count": 124,
        "nozzle_temp": [205.0, 240.0],
        "filament_type": ["PLA", "PETG"],
        "filament_length_mm": 1062.83,
        "filament_weight_g": 3.17,
        "estimated_time_s": 1078,
    }
    assert details.problem is None
    assert [t.format for t in details.thumbnails] == ["QOI", "JPG", "PNG"]
    assert [read_thumbnail(path, t) for t in details.thumbnails] == shown


@pytest.mark.parametrize(("window", "lookahead"), [(11, 4), (12, 4), (8, 3)])
def test_heatshrink(window: int, lookahead: int) -> None:
    """What was compressed comes back, copies that overlap themselves too."""
    for data in (b"", b"a", b"abc" * 99, bytes(200), bytes(range(256)) * 20, SETTINGS):
        packed = shrink(data, window, lookahead)
        assert expand(packed, window, lookahead, len(data)) == data


def test_heatshrink_ends_early() -> None:
    """Fewer bytes than promised are an error, never a wait or a guess."""
    with pytest.raises(HeatshrinkError):
        expand(shrink(SETTINGS, 11, 4)[:-9], 11, 4, len(SETTINGS))


def damaged() -> dict[str, tuple[bytes, str]]:
    """Return files with something wrong, and what is to be said of it."""
    good, plain = bg_block(0, FILE), bg_block(0, FILE, checksum=False)
    wrong = bytearray(bg_block(2, SETTINGS))
    wrong[-1] ^= 1
    huge = struct.pack("<HHI", 2, 0, 0xFFFFFFF0) + b"\x00\x00"
    bomb = struct.pack("<HHII", 2, 1, 0x7FFFFFFF, 40) + b"\x00\x00" + bytes(44)
    slow = struct.pack("<HHII", 2, 3, 900_000, 40) + b"\x00\x00" + bytes(44)
    unpackable = struct.pack("<HHII", 2, 1, 400, 40) + b"\x00\x00" + b"x" * 44
    return {
        "checksum": (bgcode(good, bytes(wrong), GCODE), "checksum"),
        "cut in a block": (bgcode(good, bg_block(2, SETTINGS))[:-20], "middle"),
        "cut in a header": (bgcode(good) + b"\x02\x00\x00", "middle"),
        "size": (bgcode(good, huge), "middle"),
        "bomb": (bgcode(plain, bomb, checksum=False), "too large"),
        "slow": (bgcode(plain, slow, checksum=False), "too large"),
        "deflate": (bgcode(plain, unpackable, checksum=False), "unpacked"),
        "kind": (bgcode(good, bg_block(9, b"")), "unknown kind"),
        "encoding": (bgcode(good, bg_block(2, b"", 0, b"\x07\x00")), "encoding"),
        "twice": (bgcode(good, *[bg_block(2, SETTINGS)] * 90), "two blocks"),
        "version": (bgcode(good, version=7), "version 7"),
        "header alone": (b"GCDE\x01", "no binary G-code"),
        "text": (b"G28\n", "no binary G-code"),
    }


@pytest.mark.parametrize("name", damaged())
def test_damaged(tmp_path: Path, name: str) -> None:
    """What is wrong is said, and what was read before it is kept."""
    data, problem = damaged()[name]
    _, details = read(tmp_path, data)
    assert problem in str(details.problem)
    whole = FILE in data and name != "version"
    assert (details.slicer == "PrusaSlicer") is whole


def test_settings_with_a_wrong_checksum(tmp_path: Path) -> None:
    """A wrong checksum does not keep the settings away: they are told with it."""
    _, details = read(tmp_path, damaged()["checksum"][0])
    assert details.layer_height == 0.2


def test_other_pictures(tmp_path: Path) -> None:
    """A picture that cannot be shown is left out."""
    blocks = bg_block(0, FILE), bg_picture(b"no picture", 9, 9, 0), GCODE
    assert read(tmp_path, bgcode(*blocks))[1].thumbnails == ()


def test_gcode_is_not_read(tmp_path: Path) -> None:
    """Whatever is in the blocks of G-code does no harm."""
    data = bgcode(bg_block(0, FILE), bg_block(2, SETTINGS), b"\x01\x00\xff\xff" * 99)
    _, details = read(tmp_path, data)
    assert details.layer_height == 0.2
