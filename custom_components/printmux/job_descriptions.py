"""Jobs and targets as the actions return them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from homeassistant.core import HomeAssistant, ServiceResponse
from homeassistant.helpers import device_registry as dr
from homeassistant.util.json import JsonObjectType, JsonValueType

from .const import DOMAIN
from .http_api import sized
from .hub import PrintMuxConfigEntry
from .jobs.analysis import metadata, thumbnails
from .jobs.filament import judge
from .jobs.models import Job, Target
from .jobs.places import Place
from .phrases import in_english
from .printers.coordinator import PrinterCoordinator

# What of a target is told as it is, and its times.
TOLD = (
    *("copy", "start", "progress", "attempts", "remote_name"),
    *("priority", "held", "forced", "start_when"),
)
TIMES = ("created_at", "started_at", "ended_at", "start_at")


def device_ids(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> dict[str, str]:
    """Return the device id of each printer."""
    registry = dr.async_get(hass)
    return {
        identifier: device.id
        for device in dr.async_entries_for_config_entry(registry, entry.entry_id)
        for domain, identifier in device.identifiers
        if domain == DOMAIN and identifier in entry.runtime_data.printers
    }


def outcome(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    job: Job,
    targets: Iterable[Target],
) -> ServiceResponse:
    """Return what became of a request."""
    devices = device_ids(hass, entry)
    return {
        "job_id": job.id,
        "targets": [_name_target(target, devices) for target in targets],
    }


def _name_target(target: Target, devices: Mapping[str, str]) -> JsonObjectType:
    """Return what tells a target from others; a printer that is gone has no device."""
    return {
        "id": target.id,
        "printer": devices.get(target.printer_id),
        "printer_name": target.printer_name,
        "state": target.state.value,
    }


def describe_job(
    job: Job,
    devices: dict[str, str],
    link: str | None,
    places: Mapping[str, Place],
) -> JsonObjectType:
    """Return all that is known of a job.

    `link` leads to its thumbnail, `places` are those of targets that wait.
    """
    return {
        "id": job.id,
        "name": job.name,
        "folder": job.folder,
        "size": job.size,
        "sha256": job.sha256,
        "state": job.state.value,
        "created_at": job.created_at.isoformat(),
        "start_requested": job.start_requested,
        "source": job.source,
        "plate_index": job.plate_index,
        "metadata": metadata(job.details),
        "thumbnail": link,
        "thumbnails": describe_thumbnails(job, link),
        "why": in_english(job.why),
        "targets": [
            describe_target(target, devices, places.get(target.id))
            for target in job.targets
        ],
    }


def describe_thumbnails(job: Job, link: str | None) -> list[JsonValueType]:
    """Return the pictures in a job's file, each with its URL."""
    return [
        {**thumbnail, "url": link and sized(link, thumbnail["width"])}
        for thumbnail in thumbnails(job.details)
    ]


def describe_target(
    target: Target, devices: Mapping[str, str], place: Place | None
) -> JsonObjectType:
    """Return all that is known of a target; `place` is where it waits, if it does."""
    return {
        **_name_target(target, devices),
        "waiting_for": target.waiting_for.value if target.waiting_for else None,
        "error_message": in_english(target.error_message),
        "why": in_english(target.why),
        **{name: getattr(target, name) for name in TOLD},
        **{name: iso(getattr(target, name)) for name in TIMES},
        "any_printer": target.pool is not None,
        "position": place and place.position,
        "estimated_start": iso(place.starts_at if place else None),
    }


def describe_verdicts(
    hass: HomeAssistant,
    job: Job,
    printers: Iterable[PrinterCoordinator],
    devices: dict[str, str],
) -> list[JsonObjectType]:
    """Return how a job that waits for a printer fits each of them."""
    found = ((p, judge(hass, job, p)) for p in (printers if job.waiting else ()))
    return [
        {
            "printer": devices.get(printer.printer_id),
            "printer_name": printer.name,
            "fit": verdict.fit.value,
            "reasons": [str(reason) for reason in verdict.reasons],
        }
        for printer, verdict in found
    ]


def iso(time: datetime | None) -> str | None:
    """Return a time as text."""
    return time.isoformat() if time else None
