"""System health: the hub's numbers at a glance."""

from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback

from .jobs.settings import MIB
from .loaded import find_loaded_entry


@callback
def async_register(
    hass: HomeAssistant, register: system_health.SystemHealthRegistration
) -> None:
    """Register the system health information."""
    register.async_register_info(_async_info)


async def _async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the numbers of the running hub."""
    if (entry := find_loaded_entry(hass)) is None:
        return {}
    hub = entry.runtime_data
    online = sum(printer.online for printer in hub.printers.values())
    return {
        "printers_online": f"{online} / {len(hub.printers)}",
        "jobs_awaiting_selection": len(hub.jobs.waiting()),
        "jobs_dispatching": hub.jobs.stats.dispatching,
        "storage_used": f"{hub.jobs.stats.storage_bytes / MIB:.0f} MiB",
        "database": hub.database.url.partition(":")[0],
    }
