"""The parsers of sliced files, each as a function over any bytes that must not fail."""

from collections.abc import Callable, Mapping
import contextlib
from functools import cache
import json
from pathlib import Path
import tempfile
from typing import Any

from custom_components.printmux.gcode.blocks import cut, find_blocks, read_thumbnails
from custom_components.printmux.gcode.details import Details
from custom_components.printmux.gcode.heatshrink import HeatshrinkError, expand
from custom_components.printmux.gcode.images import MAX_SIDE, measure, to_png
from custom_components.printmux.gcode.package import Package, PackageError
from custom_components.printmux.gcode.reader import clean, read_details, read_thumbnail
from custom_components.printmux.gcode.sniff import sniff
from custom_components.printmux.gcode.source import BytesSource
from custom_components.printmux.gcode.text import read_text
from custom_components.printmux.gcode.values import (
    duration,
    number,
    numbers,
    percentage,
    switch,
    text,
    texts,
)
from tests.gcode.make import (
    archive,
    bg_block,
    bg_picture,
    bgcode,
    block,
    ini,
    picture,
    shrink,
    slice_info,
)
from tests.gcode.written import TOLD

type Target = Callable[[bytes], None]

# What the columns of the database hold.
LARGEST = 2**63
PLATE = "Metadata/plate_1.gcode"
# A member of an archive begins with its length, so that a fuzzer can make several.
MEMBERS = (
    PLATE,
    "Metadata/slice_info.config",
    "Metadata/project_settings.config",
    "Metadata/model_settings.config",
    "3D/3dmodel.model",
    "Metadata/plate_1.png",
)


def check(details: Details) -> None:
    """Check that details can be kept: as JSON, and in the columns of the database."""
    known = details.known()
    dumped = json.dumps([known, dict(details.extras)], allow_nan=False)
    dumped.encode()
    assert "\\u0000" not in dumped
    for name, value in known.items():
        for item in value if isinstance(value, list) else [value]:
            assert not isinstance(item, float | int) or abs(item) < LARGEST, name
    for name in ("layer_count", "estimated_time_s"):
        assert known.get(name) != 0, name


def read_file(data: bytes, suffix: str) -> Details:
    """Read bytes as a file, with all its pictures, and check what it tells."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(data)
        details = read_details(path, suffix, 1)
        for thumbnail in details.thumbnails:
            read_thumbnail(path, thumbnail)
            assert thumbnail.size > 0
    check(details)
    return details


def fuzz_text(data: bytes) -> None:
    """Text G-code, once whole, and once as head and tail of something longer."""
    check(clean(read_text(BytesSource(data, data, len(data)))))
    half = len(data) // 2
    check(clean(read_text(BytesSource(data[:half], data[half:], len(data) * 9))))


def fuzz_bgcode(data: bytes) -> None:
    """Binary G-code, from after the magic number on."""
    read_file(b"GCDE" + data, ".bgcode")


def fuzz_archive(data: bytes) -> None:
    """A zip archive, as bytes."""
    read_file(b"PK\x03\x04" + data, ".gcode.3mf")


def fuzz_members(data: bytes) -> None:
    """What lies in a sliced 3MF: parts of the bytes, after a line that parts them."""
    parts = zip(MEMBERS, data.split(b"\n----\n"), strict=False)
    read_file(archive(dict(parts), method=0), ".gcode.3mf")


def fuzz_inflate(data: bytes) -> None:
    """A compressed member, given as the packed bytes."""
    whole = bytearray(archive({"x": b"y" * 99}))
    at = whole.index(b"PK\x01\x02")
    body = 30 + 1
    whole[body:at] = data
    place = whole.index(b"PK\x01\x02", body + len(data))
    for offset, value in ((place + 20, len(data)), (place + 24, 0x7FFFFFFF)):
        whole[offset : offset + 4] = value.to_bytes(4, "little")
    end = whole.rindex(b"PK\x05\x06")
    whole[end + 16 : end + 20] = place.to_bytes(4, "little")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.3mf"
        path.write_bytes(whole)
        with contextlib.suppress(PackageError):
            package = Package(path)
            size = sum(len(p) for p in package.stream(package.members["x"], 1 << 20))
            assert size <= 1 << 20


def fuzz_heatshrink(data: bytes) -> None:
    """Compressed bytes; the first two say what size is promised."""
    size = int.from_bytes(data[:2])
    for window in (11, 12):
        with contextlib.suppress(HeatshrinkError):
            assert len(expand(data[2:], window, 4, size)) == size


def fuzz_blocks(data: bytes) -> None:
    """Pictures in text: they lie one after the other, inside the text."""
    found = find_blocks(data)
    at = 0
    for item in found.blocks:
        assert at <= item.start < item.end <= len(data)
        assert item.start <= item.body.start <= item.body.stop <= item.end
        at = item.end
    inside = sum(item.end - item.start for item in found.blocks)
    assert len(cut(data, found)) == len(data) - inside
    read_thumbnails(data, found)


def fuzz_images(data: bytes) -> None:
    """A picture: measured, and made into a PNG of the same size or of none."""
    known = measure(data)
    shown = to_png(data)
    if known is None:
        assert shown is None
        return
    assert 0 < known[1] <= MAX_SIDE
    assert 0 < known[2] <= MAX_SIDE
    if shown is not None:
        assert measure(shown) is not None
        to_png(data, 32)


def fuzz_values(data: bytes) -> None:
    """The value of a setting, alone and as a list."""
    value = data.decode("utf-8", "replace")
    given: tuple[Any, ...] = (value, value.split("\n"), [])
    for parse in (number, numbers, percentage, switch, text, texts, duration):
        for item in given:
            found = parse(item)
            for one in found if isinstance(found, list) else [found]:
                assert not isinstance(one, float | int) or abs(one) < LARGEST


def fuzz_sniff(data: bytes) -> None:
    """The first bytes of a file without a suffix."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        assert sniff(path) in {None, ".gcode", ".bgcode", ".gcode.3mf", ".ufp"}


TARGETS: Mapping[str, Target] = {
    "text": fuzz_text,
    "bgcode": fuzz_bgcode,
    "archive": fuzz_archive,
    "members": fuzz_members,
    "inflate": fuzz_inflate,
    "heatshrink": fuzz_heatshrink,
    "blocks": fuzz_blocks,
    "images": fuzz_images,
    "values": fuzz_values,
    "sniff": fuzz_sniff,
}


@cache
def seeds(name: str) -> list[bytes]:
    """Return good bytes for a parser: what a fuzzer begins with."""
    texts_ = [text.encode() for text, _ in TOLD]
    pictures = [picture(8, 8, kind) for kind in ("PNG", "JPG", "QOI")]
    shown = [block(pictures[0], "8x8").encode(), block(pictures[2], "8x8").encode()]
    settings = ini({"layer_height": "0.2", "temperature": "200,210"})
    blocks = (
        bg_block(0, ini({"Producer": "PrusaSlicer 2.9.6"})),
        bg_picture(pictures[2], 8, 8, 2),
        bg_block(1, b"G28\n"),
    )
    binaries = [
        bgcode(bg_block(2, settings, kind, checksum=False), *blocks, checksum=False)
        for kind in range(4)
    ]
    members: dict[str, bytes] = {
        PLATE: shown[0] + texts_[2],
        "Metadata/slice_info.config": slice_info([{"index": "1"}]).encode(),
        "Metadata/project_settings.config": b'{"layer_height": "0.2", "a": ["b"]}',
        "Metadata/model_settings.config": b"<plate><metadata key='a' value='b'/>",
        "3D/3dmodel.model": b'<metadata name="Application">Orca-2.3</metadata>',
        "Metadata/plate_1.png": pictures[0],
    }
    return {
        "text": [*texts_, shown[0] + texts_[0]],
        "bgcode": [data[4:] for data in binaries],
        "archive": [archive(dict(members), method=kind)[4:] for kind in (0, 8)],
        "members": [b"\n----\n".join(members.values())],
        "inflate": [archive({"x": texts_[0]})[31:-69]],
        "heatshrink": [len(settings).to_bytes(2) + shrink(settings, 11, 4)],
        "blocks": [shown[0] + texts_[0][:200] + shown[1]],
        "images": pictures,
        "values": [b"0.4,0.6", b'"a;b";c', b"1d 2h 3m 4s", b"50%", b"#FF0000;#00FF00"],
        "sniff": [texts_[0], binaries[0], archive({"a.gcode": "G28\n"})],
    }[name]
