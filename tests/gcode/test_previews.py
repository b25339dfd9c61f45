"""The pictures that hosts show: PNG or JPG, and a small one."""

from pathlib import Path

import pytest

from custom_components.printmux.gcode.images import measure
from custom_components.printmux.gcode.previews import list_previews, read_preview
from custom_components.printmux.gcode.reader import read_details

from .make import block, picture


def shown(tmp_path: Path, *sizes: tuple[int, str]) -> list[tuple[int, str, bool]]:
    """Return width and suffix of what is shown of squares, and whether it was made."""
    text = "".join(block(picture(n, n, kind), f"{n}x{n}") for n, kind in sizes)
    path = tmp_path / "x.gcode"
    path.write_text(f"{text}G28\n")
    found = []
    for preview in list_previews(path, read_details(path, ".gcode").thumbnails):
        data = read_preview(path, ".gcode", None, preview)
        assert data is not None
        kind = {"jpg": "JPG", "png": "PNG"}[preview.suffix]
        assert measure(data) == (kind, preview.width, preview.height)
        made = f"{preview.width}x{preview.height}" != preview.name
        assert made or len(data) == preview.size
        found.append(
            (
                preview.width,
                preview.suffix,
                data != picture(preview.width, preview.width, kind),
            )
        )
    return found


def test_kinds(tmp_path: Path) -> None:
    """PNG and JPG are shown as they are; a small one is added."""
    found = shown(tmp_path, (48, "PNG"), (64, "JPG"))
    assert [item[:2] for item in found] == [(32, "png"), (48, "png"), (64, "jpg")]
    assert [made for _, _, made in found[1:]] == [False, False]


def test_small_is_there(tmp_path: Path) -> None:
    """None is made where the file has one."""
    assert [item[0] for item in shown(tmp_path, (32, "PNG"), (64, "JPG"))] == [32, 64]


@pytest.mark.parametrize(
    ("sizes", "widths"),
    [
        # What a printer shows on its screen is also there in other formats.
        ([(48, "PNG"), (80, "QOI")], [32, 48]),
        ([(16, "QOI"), (80, "QOI"), (48, "QOI")], [32, 80]),
        # Too large to be read in a moment.
        ([(64, "QOI"), (640, "QOI")], [32, 64]),
        ([(640, "QOI")], []),
        ([(32, "QOI")], [32]),
    ],
)
def test_qoi(tmp_path: Path, sizes: list[tuple[int, str]], widths: list[int]) -> None:
    """Where there is QOI alone, the largest is shown as PNG."""
    found = shown(tmp_path, *sizes)
    assert [item[:2] for item in found] == [(width, "png") for width in widths]


def test_none(tmp_path: Path) -> None:
    """Without a picture there is none, not even a small one."""
    assert shown(tmp_path) == []
