"""The folders that a key sees: those above its files, and those it has made.

Uploads need no folder made for them; empty ones are remembered until Home Assistant
restarts, for both protocols alike.
"""

from collections.abc import Collection, Iterable

from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..jobs.models import Job

FOLDERS: HassKey[dict[str | None, dict[str, float]]] = HassKey(
    f"{DOMAIN}_slicer_folders"
)


def made_folders(hass: HomeAssistant, key_id: str | None) -> dict[str, float]:
    """Return the empty folders that a key has made, and when."""
    return hass.data.setdefault(FOLDERS, {}).setdefault(key_id, {})


def all_folders(
    hass: HomeAssistant, key_id: str | None, jobs: Collection[Job]
) -> set[str]:
    """Return every folder that is there, given the uploads of a key."""
    leaves = {*made_folders(hass, key_id), *(job.folder for job in jobs)}
    return {folder for leaf in leaves for folder in down_to(leaf)}


def down_to(folder: str) -> Iterable[str]:
    """Yield the folders on the way to a folder, itself last; the root is none."""
    parts = folder.split("/") if folder else []
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
