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
    """PNG and JPG are shown as they are, QOI as PNG; a small one is added."""
    sizes = (48, "PNG"), (64, "JPG"), (80, "QOI")
    found = shown(tmp_path, *sizes)
    assert [(width, suffix) for width, suffix, _ in found] == [
        (32, "png"),
        (48, "png"),
        (64, "jpg"),
        (80, "png"),
    ]
    assert [made for _, _, made in found[1:3]] == [False, False]


@pytest.mark.parametrize("kind", ["PNG", "QOI"])
def test_small_is_there(tmp_path: Path, kind: str) -> None:
    """None is made where the file has one."""
    found = shown(tmp_path, (32, kind), (64, kind))
    assert [width for width, _, _ in found] == [32, 64]


def test_none(tmp_path: Path) -> None:
    """Without a picture there is none, not even a small one."""
    assert shown(tmp_path) == []


def test_too_much_to_convert(tmp_path: Path) -> None:
    """QOI is slow to read: a file with more of it than slicers write shows some."""
    sizes = (450, "QOI"), (460, "QOI"), (470, "QOI"), (50, "PNG")
    assert [width for width, _, _ in shown(tmp_path, *sizes)] == [32, 450, 50]
