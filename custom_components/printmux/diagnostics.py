"""Diagnostics: what a maintainer needs to see, without secrets."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from yarl import URL

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import HomeAssistant

from .const import CONF_DIGEST, CONF_PREFIX
from .hub import PrintMuxConfigEntry
from .jobs.models import Job
from .power import Power, switch_state
from .printers.coordinator import PrinterCoordinator

TO_REDACT = {CONF_API_KEY, CONF_DIGEST, CONF_PREFIX, "unique_id"}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: PrintMuxConfigEntry
) -> dict[str, Any]:
    """Return the state of the hub, its printers and its live jobs."""
    hub = entry.runtime_data
    return {
        "entry": {
            "options": dict(entry.options),
            "subentries": [
                {
                    "type": subentry.subentry_type,
                    "title": subentry.title,
                    "data": _redact(subentry.data),
                }
                for subentry in entry.subentries.values()
            ],
        },
        "stats": asdict(hub.jobs.stats),
        "printers": [
            _describe_printer(hass, item) for item in hub.every_printer.values()
        ],
        "jobs": [_describe_job(job) for job in hub.jobs.jobs.values()],
    }


def _redact(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a subentry without keys and user names."""
    redacted: dict[str, Any] = dict(async_redact_data(data, TO_REDACT))
    if url := redacted.get(CONF_URL):
        redacted[CONF_URL] = str(URL(url).with_user(None))
    return redacted


def _describe_printer(
    hass: HomeAssistant, printer: PrinterCoordinator
) -> dict[str, Any]:
    """Return how a printer is followed."""
    power = Power.of(printer.config)
    return {
        "name": printer.name,
        "kind": printer.driver.kind,
        "software": printer.software,
        "tags": list(printer.tags),
        "enabled": printer.enabled,
        "pushes": printer.driver.pushes,
        "power": {**asdict(power), "state": switch_state(hass, power.switch)}
        if power
        else None,
        "details": asdict(printer.details) if printer.details else None,
        "status": asdict(printer.data) if printer.data else None,
    }


def _describe_job(job: Job) -> dict[str, Any]:
    """Return a job and its targets."""
    return {**asdict(job), "key_id": job.key_id is not None}
