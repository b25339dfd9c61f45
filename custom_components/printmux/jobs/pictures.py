"""The pictures in jobs' files: which one to show, and its bytes."""

from collections.abc import Mapping
from typing import Any

from ..gcode.images import MIME_TYPES
from ..gcode.previews import Preview, read_preview
from .models import Job
from .store import FileStore, file_id

TYPES = {"png": MIME_TYPES["PNG"], "jpg": MIME_TYPES["JPG"]}


def best_preview(job: Job, side: int | None = None) -> Mapping[str, Any] | None:
    """Return the smallest picture that fills a square, without one the largest.

    Where all are smaller the largest is the best; None where there is no picture.
    """
    previews = sorted(
        job.details.get("previews", ()),
        key=lambda preview: (preview["width"] * preview["height"], preview["size"]),
    )
    if side is not None:
        fill = (p for p in previews if max(p["width"], p["height"]) >= side)
        found: Mapping[str, Any] | None = next(fill, None)
        if found is not None:
            return found
    return previews[-1] if previews else None


def read_picture(
    store: FileStore, job: Job, preview: Mapping[str, Any]
) -> bytes | None:
    """Return the bytes of a preview; None when the file is gone. Blocks."""
    return read_preview(
        store.path(file_id(job.sha256, job.extension)),
        job.extension,
        job.plate_index,
        Preview(**preview),
    )
