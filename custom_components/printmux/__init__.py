"""PrintMux: one printer to slicers, many printers behind it."""

from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN
from .db.schema import SchemaTooNewError
from .frontend_setup import async_setup_frontend, async_show_frontend
from .http_api import async_setup_http_api
from .hub import (
    PrintMuxConfigEntry,
    PrintMuxData,
    async_close_hub,
    async_open_hub,
    async_start_hub,
    async_take_changes,
)
from .printers.platforms import async_setup_platforms
from .services import async_setup_services
from .slicer.views import async_check_collisions, async_register_views
from .websocket_api import async_setup_websocket_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CAMERA,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what lasts as long as Home Assistant: actions and slicer URLs."""
    async_setup_services(hass)
    async_setup_http_api(hass)
    async_setup_websocket_api(hass)
    async_register_views(hass)
    await async_setup_platforms(hass)
    await async_setup_frontend(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> bool:
    """Set up the hub."""
    try:
        entry.runtime_data = data = await async_open_hub(hass, entry)
    except SchemaTooNewError as err:
        raise ConfigEntryError(
            translation_domain=DOMAIN, translation_key="database_too_new"
        ) from err
    except (OSError, SQLAlchemyError) as err:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="storage_failed",
            translation_placeholders={"error": str(err)},
        ) from err
    try:
        await async_start_hub(hass, entry)
        await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
        data.set_up.set()
    except BaseException:
        await async_close_hub(hass, data)
        raise
    entry.async_on_unload(entry.add_update_listener(async_take_changes))
    async_check_collisions(hass)
    await async_show_frontend(hass)
    # What was changed before the listener was there.
    await async_take_changes(hass, entry)
    entry.async_on_unload(
        # Late, so that uploads that are just being stored still find the database.
        hass.bus.async_listen_once(
            EVENT_HOMEASSISTANT_FINAL_WRITE,
            partial(_async_close_at_stop, hass, data),
        )
    )
    return True


async def _async_close_at_stop(
    hass: HomeAssistant, data: PrintMuxData, _event: Event
) -> None:
    """Close the hub when Home Assistant ends."""
    await async_close_hub(hass, data)


async def async_unload_entry(hass: HomeAssistant, entry: PrintMuxConfigEntry) -> bool:
    """Unload the hub."""
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await async_close_hub(hass, entry.runtime_data)
    return True
