"""The running hub, for whoever is called from outside: there is one, or none."""

from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN

if TYPE_CHECKING:
    from .hub import PrintMuxConfigEntry


@callback
def find_loaded_entry(hass: HomeAssistant) -> PrintMuxConfigEntry | None:
    """Return the running hub's entry."""
    entries: list[PrintMuxConfigEntry]
    entries = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0] if entries else None
