"""Picking the printer in the slicer: a folder that names a printer or a tag."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
import re
from typing import TYPE_CHECKING

from ..phrases import Phrase, phrase
from .models import Job, Target
from .naming import alike

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

NAMES_PRINTER, NAMES_TAG = "route.folder_printer", "route.folder_tag"


@dataclass(frozen=True, slots=True)
class FolderRoute:
    """Where a job goes by its folder, and why."""

    printer_ids: tuple[str, ...]
    why: Phrase


class Folders:
    """The folders that route jobs; none do while the option is off."""

    def __init__(
        self,
        printers: Mapping[str, PrinterCoordinator],
        included: Callable[[str], bool],
        enabled: Callable[[], bool],
    ) -> None:
        """Take the printers; `included` tells which of them a tag means."""
        self._printers = printers
        self._included = included
        self._enabled = enabled

    def find(self, job: Job) -> FolderRoute | None:
        """Return where a job's first folder sends it, None if it names nothing."""
        folder = _first(job)
        if not folder or not self._enabled():
            return None
        if (printer_id := self._printer_of(folder)) is not None:
            return FolderRoute((printer_id,), phrase(NAMES_PRINTER, folder=folder))
        tagged = tuple(self.tagged(folder))
        return FolderRoute(tagged, phrase(NAMES_TAG, folder=folder)) if tagged else None

    def names(self) -> list[str]:
        """Return the names of the printers that can be picked."""
        if not self._enabled():
            return []
        return [printer.name for printer in self._printers.values()]

    def folder_of(self, name: str) -> str | None:
        """Return the folder that sends jobs to the printer of a name, None if none."""
        if not self._enabled() or self._printer_of(name) is None:
            return None
        return _as_folder(name)

    def _printer_of(self, name: str) -> str | None:
        """Return the id of the printer that is called so."""
        same = (key for key, p in self._printers.items() if _same(p.name, name))
        return next(same, None)

    def tagged(self, tag: str) -> Iterable[str]:
        """Return the ids of the included printers that have a tag."""
        for printer_id, printer in self._printers.items():
            has_it = any(_same(own, tag) for own in printer.tags)
            if has_it and self._included(printer_id):
                yield printer_id


def sent_by_folder(job: Job, target: Target) -> bool:
    """Tell whether a target is there because of its job's folder."""
    folder = _first(job)
    # In English: as a text it may be from before there were phrases.
    names = {str(phrase(key, folder=folder)) for key in (NAMES_PRINTER, NAMES_TAG)}
    return str(target.why) in names


def _first(job: Job) -> str:
    """Return the first folder of a job's path."""
    return job.folder.partition("/")[0]


def _as_folder(name: str) -> str:
    """Return a name as one folder."""
    return re.sub(r"[\\/]", "_", name.strip())


def _same(name: str, other: str) -> bool:
    """Tell whether two names are the same to a human."""
    return alike(_as_folder(name)) == alike(_as_folder(other))
