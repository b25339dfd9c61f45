"""The hub itself as a record: what the set-up help shows."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, override

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.loader import async_get_loaded_integration

from ..const import (
    CONF_EXPIRES_AT,
    CONF_PREFIX,
    DOMAIN,
    SLICER_PRINT_ASK,
    SLICER_PRINT_AUTO,
    SUBENTRY_SLICER_KEY,
)
from ..job_descriptions import iso
from ..jobs.contacts import Contact
from ..jobs.models import JobEvent, JobEventType
from ..jobs.settings import MIB
from .table import Record, Slices, Table, Wake

if TYPE_CHECKING:
    from ..hub import PrintMuxConfigEntry

HUB: Final = "hub"


class HubTable(Table):
    """One record: addresses, options, slicer keys."""

    def __init__(
        self, hass: HomeAssistant, entry: PrintMuxConfigEntry, wake: Wake
    ) -> None:
        """Follow the use of keys and the uploads."""
        super().__init__(wake)
        self._hass = hass
        self._entry = entry
        jobs = entry.runtime_data.jobs
        self._stops = [
            jobs.async_subscribe(self._job_changed),
            jobs.intake.async_on_key_use(self.refresh),
            jobs.intake.contacts.async_subscribe(self.refresh),
            hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._config_changed),
        ]
        self.refresh()

    @callback
    def refresh(self) -> None:
        """Have the record looked at."""
        self.mark(HUB)

    @callback
    def _job_changed(self, event: JobEvent) -> None:
        """Look at what was uploaded last."""
        if event.type is JobEventType.RECEIVED:
            self.refresh()

    @callback
    def _config_changed(self, _event: object) -> None:
        """Look at the addresses of Home Assistant."""
        self.refresh()

    @override
    async def async_describe(self, key: str, slices: Slices) -> Record | None:
        """Return the hub as it is now."""
        hass, entry = self._hass, self._entry
        settings = entry.runtime_data.settings
        intake = entry.runtime_data.jobs.intake
        device = dr.async_get(hass).async_get_device_by_identifier(
            (DOMAIN, entry.entry_id), entry.entry_id
        )
        uses = await intake.async_key_uses()
        return {
            "id": HUB,
            "kind": "hub",
            "version": str(async_get_loaded_integration(hass, DOMAIN).version),
            "entry_id": entry.entry_id,
            "device": device and device.id,
            "urls": {
                "internal": _url(hass, allow_external=False, allow_cloud=False),
                "external": _url(hass, allow_internal=False),
            },
            "own_port": settings.own_port,
            "slicer_print": (
                SLICER_PRINT_AUTO if settings.auto_print else SLICER_PRINT_ASK
            ),
            "max_upload_mb": settings.max_upload_bytes // MIB,
            "keys": _keys(entry, uses),
            "last_upload": iso(await intake.async_last_upload()),
            "last_contact": _contact(entry, intake.contacts.last),
        }


def _contact(
    entry: PrintMuxConfigEntry, contact: Contact | None
) -> dict[str, Any] | None:
    """Return who has tried last whether PrintMux can be reached."""
    if contact is None:
        return None
    key = entry.subentries.get(contact.key_id) if contact.key_id else None
    return {
        "at": iso(contact.at),
        "slicer": contact.slicer,
        "key_name": key and key.title,
        "accepted": contact.accepted,
    }


def _keys(
    entry: PrintMuxConfigEntry, uses: dict[str, datetime]
) -> list[dict[str, Any]]:
    """Return what is told of the slicer keys; of the keys themselves only a prefix."""
    return [
        {
            "id": key.subentry_id,
            "name": key.title,
            "prefix": key.data[CONF_PREFIX],
            "last_used": iso(uses.get(key.subentry_id)),
            "expires_at": key.data.get(CONF_EXPIRES_AT),
        }
        for key in entry.get_subentries_of_type(SUBENTRY_SLICER_KEY)
    ]


def _url(hass: HomeAssistant, **allowed: bool) -> str | None:
    """Return an address of Home Assistant, None if it has no such one."""
    try:
        return get_url(hass, **allowed)
    except NoURLAvailableError:
        return None
