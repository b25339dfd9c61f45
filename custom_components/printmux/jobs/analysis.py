"""What is kept of a file's own words: the columns of `job_details`."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..const import LOGGER
from ..gcode.details import DETAIL_FIELDS, Plate, Thumbnail, unreadable
from ..gcode.previews import list_previews
from ..gcode.reader import read_details
from ..phrases import phrase

# Kept for those that ask for it by name: too large to carry along with each job.
RAW = "raw_metadata"
# What is no field of a job's metadata, but told apart from it.
BESIDE = frozenset({"thumbnails", "previews", "extras"})
PROBLEM = "problem"


def analyse(path: Path, extension: str, plate: int | None) -> dict[str, Any]:
    """Read a file; return a row of `job_details`. Blocks; never raises."""
    try:
        return _read(path, extension, plate)
    except Exception:  # noqa: BLE001 - no fault in a reader keeps a job from printing
        LOGGER.exception("%s can't be looked into", path)
        return {PROBLEM: unreadable(phrase("file.see_log")).problem}


def _read(path: Path, extension: str, plate: int | None) -> dict[str, Any]:
    """Return a row of `job_details`."""
    details = read_details(path, extension, plate)
    previews = [asdict(item) for item in list_previews(path, details.thumbnails)]
    return {
        **{name: getattr(details, name) for name in DETAIL_FIELDS},
        RAW: dict(details.raw_metadata) or None,
        "gcode_start_byte": details.gcode_start_byte,
        "gcode_end_byte": details.gcode_end_byte,
        "plates": [_describe_plate(plate) for plate in details.plates] or None,
        "thumbnails": [_describe(item) for item in details.thumbnails] or None,
        "previews": previews or None,
        "extras": dict(details.extras) or None,
        PROBLEM: details.problem,
    }


def known(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of a row; what is not is left out."""
    return {name: value for name, value in row.items() if value is not None}


def without_raw(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a job carries along of its row."""
    return {name: value for name, value in known(row).items() if name != RAW}


def metadata(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a job's metadata, in English."""
    return {
        name: str(value) if name == PROBLEM else value
        for name, value in details.items()
        if name not in BESIDE
    }


def thumbnails(details: Mapping[str, Any]) -> list[Any]:
    """Return the pictures in a job's file."""
    return list(details.get("thumbnails", ()))


def _describe_plate(plate: Plate) -> dict[str, Any]:
    """Return what a plate tells, its pictures as those of the file."""
    pictures = [_describe(item) for item in plate.thumbnails]
    return {**asdict(plate), "thumbnails": pictures}


def _describe(thumbnail: Thumbnail) -> dict[str, Any]:
    """Return what tells a picture from others."""
    return {
        "width": thumbnail.width,
        "height": thumbnail.height,
        "format": thumbnail.format,
    }
