"""The pictures in jobs' files: which one to show, and its bytes."""

from collections.abc import Mapping
from typing import Any

from ..gcode.images import MIME_TYPES, SUFFIXES
from ..gcode.previews import Preview, read_preview
from .models import Job
from .store import FileStore, file_id

TYPES = {"png": MIME_TYPES["PNG"], "jpg": MIME_TYPES["JPG"]}


def previews_of(job: Job, plate: int | None = None) -> list[Mapping[str, Any]]:
    """Return what can be shown of a job, or of a plate of its file that is not meant.

    That has only its own pictures, and no smaller ones that are made of them.
    """
    if plate is None or plate == job.plate_index:
        return list(job.details.get("previews", ()))
    pictures = next(
        (
            known.get("thumbnails", ())
            for known in job.details.get("plates", ())
            if known["index"] == plate
        ),
        (),
    )
    return [
        {
            "name": f"{picture['width']}x{picture['height']}",
            "width": picture["width"],
            "height": picture["height"],
            "size": 0,
            "suffix": SUFFIXES[picture["format"]],
            "source": place,
        }
        for place, picture in enumerate(pictures)
        if SUFFIXES[picture["format"]] in TYPES
    ]


def best_preview(
    job: Job, side: int | None = None, plate: int | None = None
) -> Mapping[str, Any] | None:
    """Return the smallest picture that fills a square, without one the largest.

    Where all are smaller the largest is the best; None where there is no picture.
    """
    previews = sorted(
        previews_of(job, plate),
        key=lambda preview: (preview["width"] * preview["height"], preview["size"]),
    )
    if side is not None:
        fill = (p for p in previews if max(p["width"], p["height"]) >= side)
        found: Mapping[str, Any] | None = next(fill, None)
        if found is not None:
            return found
    return previews[-1] if previews else None


def read_picture(
    store: FileStore, job: Job, preview: Mapping[str, Any], plate: int | None = None
) -> bytes | None:
    """Return the bytes of a preview; None when the file is gone. Blocks."""
    return read_preview(
        store.path(file_id(job.sha256, job.extension)),
        job.extension,
        job.plate_index if plate is None else plate,
        Preview(**preview),
    )
