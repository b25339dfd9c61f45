"""The requests by which slicers try whether they reach PrintMux: their "Test" buttons."""

from http import HTTPStatus
from typing import Final

from aiohttp import hdrs, web

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import callback

from ..jobs.contacts import Contacts
from .errors import SlicerError

# What is asked for by nobody who only goes on with his work.
TESTS: Final = frozenset(
    {"/api/version", "/api/settings", "/server/info", "/printer/info"}
)
# How programs call themselves in `User-Agent`, and kiri:moto's page in `Origin`.
NAMES: Final = {
    "OrcaSlicer/": "OrcaSlicer",
    "PrusaSlicer/": "PrusaSlicer",
    "SuperSlicer/": "SuperSlicer",
    "OctoPrintPlugin/": "Cura",
    "Cura Plugin Moonraker": "Cura",
    "https://grid.space": "kiri:moto",
}
REFUSED: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


@callback
def async_note_test(
    contacts: Contacts, request: web.Request, key: ConfigSubentry | None
) -> None:
    """Note a test that went well."""
    key_id = key.subentry_id if key else None
    contacts.async_note(slicer_of(request), key_id, accepted=True)


@callback
def async_note_refusal(
    contacts: Contacts, request: web.Request, error: SlicerError
) -> None:
    """Note a test with a wrong key or without one; of strangers nothing is noted."""
    slicer = slicer_of(request)
    if slicer is not None and error.status in REFUSED:
        contacts.async_note(slicer, None, accepted=False)


def slicer_of(request: web.Request) -> str | None:
    """Return the name of the slicer that sends a request, None if nobody knows it."""
    headers = request.headers
    told = f"{headers.get(hdrs.USER_AGENT, '')} {headers.get(hdrs.ORIGIN, '')}"
    return next((name for mark, name in NAMES.items() if mark in told), None)
