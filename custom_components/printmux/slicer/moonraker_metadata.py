"""What Moonraker tells of a stored file, from what we know of its job."""

from typing import Any
from uuid import UUID

from homeassistant.util.ulid import ulid_to_bytes

from ..jobs.models import Job

# Moonraker's names of what a file says of itself, and ours.
METADATA = {
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
}
TOTALS = frozenset({"filament_total", "filament_weight_total"})
# Lists that Moonraker has empty where the slicer has told nothing.
UNKNOWN_LISTS = (
    *("filament_colors", "extruder_colors"),
    *("filament_temps", "referenced_tools"),
)


def describe(job: Job) -> dict[str, Any]:
    """Return how Moonraker describes a stored file."""
    return {**stat(job), "permissions": "rw"}


def metadata(job: Job) -> dict[str, Any]:
    """Return what is known of the content of a file; what is not is left out."""
    started = [t.started_at for t in job.targets if t.started_at is not None]
    found = (
        (name, _plain(name, job.details.get(own))) for name, own in METADATA.items()
    )
    return {
        "uuid": str(UUID(bytes=ulid_to_bytes(job.id))),
        "file_processors": [],
        "slicer": job.details.get("slicer") or "Unknown",
        "slicer_version": job.details.get("slicer_version") or "?",
        **{name: [] for name in UNKNOWN_LISTS},
        **{name: value for name, value in found if value is not None},
        "print_start_time": max(started).timestamp() if started else None,
        "job_id": None,
    }


def _plain(name: str, value: Any) -> Any:
    """Return one value where we have one for each tool."""
    if not isinstance(value, list):
        return value
    if name in TOTALS:
        return sum(value)
    texts = all(isinstance(item, str) for item in value)
    return (";".join(value) if texts else value[0]) if value else None


def stat(job: Job) -> dict[str, Any]:
    """Return size and age of a file."""
    return {"modified": job.created_at.timestamp(), "size": job.size}
