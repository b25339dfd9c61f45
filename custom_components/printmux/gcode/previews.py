"""Pictures as printer hosts show them: PNG or JPG, and always a small one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .details import Thumbnail
from .images import MAX_QOI_PIXELS, SUFFIXES, measure, to_png
from .reader import read_beside, read_details, read_thumbnail

SMALL = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One picture to show. `name` is what goes between the file's stem and suffix.

    `source` is the place of the thumbnail in the file's list that it is made of.
    """

    name: str
    width: int
    height: int
    size: int
    suffix: str
    source: int


def list_previews(path: Path, thumbnails: Sequence[Thumbnail]) -> list[Preview]:
    """Return what can be shown of a file, the small one first when it is made here."""
    found: list[Preview] = []
    for place, thumbnail in _worth_showing(thumbnails):
        name = f"{thumbnail.width}x{thumbnail.height}"
        suffix = "jpg" if thumbnail.format == "JPG" else "png"
        size = thumbnail.size
        if SUFFIXES[thumbnail.format] != suffix:
            size = len(_render(path, thumbnail, None) or b"")
        if size and (name, suffix) not in {(p.name, p.suffix) for p in found}:
            found.append(
                Preview(
                    name=name,
                    width=thumbnail.width,
                    height=thumbnail.height,
                    size=size,
                    suffix=suffix,
                    source=place,
                )
            )
    if found and not any(p.width == p.height == SMALL for p in found):
        # The largest in bytes has the most to show.
        largest = max(found, key=lambda preview: preview.size)
        data = _render(path, thumbnails[largest.source], SMALL)
        if data and (known := measure(data)):
            small = Preview(
                name=f"{SMALL}x{SMALL}",
                width=known[1],
                height=known[2],
                size=len(data),
                suffix="png",
                source=largest.source,
            )
            found.insert(0, small)
    return found


def _worth_showing(
    thumbnails: Sequence[Thumbnail],
) -> list[tuple[int, Thumbnail]]:
    """Return the pictures to show, each with its place.

    QOI is for the screens of printers, and slow to read: where there is nothing else the
    largest that can be read.
    """
    found = [*enumerate(thumbnails)]
    others = [item for item in found if item[1].format != "QOI"]
    area = {place: item.width * item.height for place, item in found}
    small = [item for item in found if area[item[0]] <= MAX_QOI_PIXELS]
    return others or sorted(small, key=lambda item: area[item[0]])[-1:]


def read_preview(
    path: Path, suffix: str, plate: int | None, preview: Preview
) -> bytes | None:
    """Return the bytes of a preview; None when the file no longer has it."""
    thumbnails = read_beside(path, plate)
    if preview.source >= len(thumbnails):
        thumbnails = read_details(path, suffix, plate).thumbnails
    if preview.source >= len(thumbnails):
        return None
    thumbnail = thumbnails[preview.source]
    if preview.name != f"{thumbnail.width}x{thumbnail.height}":
        return _render(path, thumbnail, SMALL)
    if SUFFIXES[thumbnail.format] != preview.suffix:
        return _render(path, thumbnail, None)
    return read_thumbnail(path, thumbnail)


def _render(path: Path, thumbnail: Thumbnail, longest: int | None) -> bytes | None:
    """Return a thumbnail as a PNG, made smaller if asked."""
    data = read_thumbnail(path, thumbnail)
    return None if data is None else to_png(data, longest)
