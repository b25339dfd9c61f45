"""Keeps files and database still and whole while Home Assistant makes a backup."""

from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .hub import PrintMuxConfigEntry


def _entries(hass: HomeAssistant) -> list[PrintMuxConfigEntry]:
    """Return the running hub, if it runs."""
    return hass.config_entries.async_loaded_entries(DOMAIN)


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Delete no file from now on, and leave the database file alone once it is whole."""
    for entry in _entries(hass):
        await entry.runtime_data.store.async_hold()
        await entry.runtime_data.database.async_hold()


async def async_post_backup(hass: HomeAssistant) -> None:
    """Files and database may change again."""
    for entry in _entries(hass):
        entry.runtime_data.store.async_release()
        await entry.runtime_data.database.async_release()
