"""What Moonraker tells of a stored file, from what we know of its job."""

import json
from typing import Any
from uuid import UUID

from homeassistant.util.ulid import ulid_to_bytes

from ..gcode.details import BED_SIZE, OBJECT_SIZE
from ..jobs.models import Job
from .moonraker_thumbnails import list_thumbnails

# Moonraker's names of what a file says of itself, and ours.
METADATA = {
    "gcode_start_byte": "gcode_start_byte",
    "gcode_end_byte": "gcode_end_byte",
    "estimated_time": "estimated_time_s",
    "layer_height": "layer_height",
    "first_layer_height": "first_layer_height",
    "object_height": "object_height",
    "layer_count": "layer_count",
    "nozzle_diameter": "nozzle_diameter",
    "first_layer_bed_temp": "first_layer_bed_temp",
    "first_layer_extr_temp": "first_layer_nozzle_temp",
    "filament_type": "filament_type",
    "filament_name": "filament_name",
    "filament_total": "filament_length_mm",
    "filament_weight_total": "filament_weight_g",
    "printer_model": "printer_model",
}
# Extras of which Moonraker knows nothing.
OWN_EXTRAS = frozenset({BED_SIZE, OBJECT_SIZE})
TOTALS = frozenset({"filament_total", "filament_weight_total"})
# Lists that Moonraker has empty for PrusaSlicer and its kin where nothing is told.
LISTS = (
    *("filament_colors", "extruder_colors"),
    *("filament_temps", "referenced_tools"),
)
# Slicers that write in ways of their own have no such lists there, and other names.
OTHERS = {
    "ideaMaker": "IdeaMaker",
    **{name: name for name in ("Cura", "Simplify3D", "KISSlicer", "Kiri:Moto")},
    **{name: name for name in ("IceSL", "FlashPrint", "Unknown")},
}


def describe(job: Job) -> dict[str, Any]:
    """Return how Moonraker describes a stored file."""
    return {**stat(job), "permissions": "rw"}


def metadata(job: Job) -> dict[str, Any]:
    """Return what is known of the content of a file; what is not is left out."""
    started = [t.started_at for t in job.targets if t.started_at is not None]
    told = job.details
    found = ((name, _plain(name, told.get(own))) for name, own in METADATA.items())
    slicer = told.get("slicer") or "Unknown"
    return {
        "uuid": str(UUID(bytes=ulid_to_bytes(job.id))),
        "file_processors": [],
        "slicer": OTHERS.get(slicer, slicer),
        "slicer_version": told.get("slicer_version") or "?",
        **{name: [] for name in LISTS if slicer not in OTHERS},
        **{name: value for name, value in found if value is not None},
        **_weights(told.get("filament_weight_g")),
        **{k: v for k, v in told.get("extras", {}).items() if k not in OWN_EXTRAS},
        **_thumbnails(job),
        "print_start_time": max(started).timestamp() if started else None,
        "job_id": None,
    }


def _weights(value: Any) -> dict[str, Any]:
    """Return the weights of each tool's filament, always as a list."""
    if value is None:
        return {}
    return {"filament_weights": value if isinstance(value, list) else [value]}


def _thumbnails(job: Job) -> dict[str, Any]:
    """Return the pictures; Moonraker leaves them out where there are none."""
    found = list_thumbnails(job)
    return {"thumbnails": found} if found else {}


def _plain(name: str, value: Any) -> Any:
    """Return one value where we have one for each tool."""
    if not isinstance(value, list):
        return value
    if name in TOTALS:
        return round(sum(value), 6)
    # Several texts are told as JSON in one, several numbers by the first.
    texts = all(isinstance(item, str) for item in value)
    return (json.dumps(value) if texts else value[0]) if value else None


def stat(job: Job) -> dict[str, Any]:
    """Return size and age of a file."""
    return {"modified": job.created_at.timestamp(), "size": job.size}
