"""Records of one kind, and which of them have to be looked at again."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
import time
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, callback

# Longer than this nothing here holds up the event loop.
SLICE_S: Final = 0.002

type Record = dict[str, Any]
# Told that something is to be looked at: at once, or with the numbers.
type Wake = Callable[[bool], None]


class Slices:
    """Lets everybody else have a turn after each little piece of work."""

    def __init__(self) -> None:
        """Begin a piece."""
        self._end = time.monotonic() + SLICE_S

    async def async_breathe(self) -> None:
        """Wait for the others if this piece has become long."""
        if time.monotonic() >= self._end:
            await asyncio.sleep(0)
            self._end = time.monotonic() + SLICE_S


@dataclass(slots=True)
class Changes:
    """What changed, by the ids of records: of known ones only the fields that did."""

    changed: dict[str, Record] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


class Table(ABC):
    """Records by a key; who marks one has it looked at in the next round."""

    def __init__(self, wake: Wake) -> None:
        """Begin empty."""
        self.records: dict[str, Record] = {}
        # What the last round has brought.
        self.changes = Changes()
        self._wake = wake
        self._marked: set[str] = set()
        self._moving: set[str] = set()
        # What ends the following of whatever the records are made of.
        self._stops: list[CALLBACK_TYPE] = []

    @callback
    def mark(self, *keys: str) -> None:
        """Have records looked at that may have changed."""
        if keys:
            self._marked.update(keys)
            self._wake(False)

    @callback
    def mark_moving(self, key: str) -> None:
        """Have a record looked at of which only numbers may have changed."""
        self._moving.add(key)
        self._wake(True)

    def snapshot(self, only: str | None = None) -> dict[str, Record]:
        """Return all records, or only one, by their ids."""
        found = {record["id"]: record for record in self.records.values()}
        return {key: found[key] for key in found if only in (None, key)}

    @callback
    def async_close(self) -> None:
        """Follow nothing any more."""
        while self._stops:
            self._stops.pop()()

    async def async_update(self, slices: Slices, *, numbers: bool) -> None:
        """Look at what is marked; at what only moves when the numbers are due."""
        marked, self._marked = self._marked, set()
        if numbers:
            marked |= self._moving
            self._moving = set()
        self.changes = Changes()
        for key in marked:
            self._take(key, await self.async_describe(key, slices), numbers)
            await slices.async_breathe()

    def _take(self, key: str, record: Record | None, numbers: bool) -> None:
        """Note what changed of a record."""
        before = self.records.get(key)
        if record is None:
            if before is not None:
                del self.records[key]
                self.changes.removed.append(before["id"])
            return
        if before is None:
            self.records[key] = record
            self.changes.changed[record["id"]] = record
            return
        changed = {
            name: value for name, value in record.items() if before[name] != value
        }
        if changed and not numbers and self.only_moves(before, changed):
            self.mark_moving(key)
        elif changed:
            # The record stays the same one: those made anew each second would be
            # what brings on Python's next full collection.
            before.update(changed)
            self.changes.changed[record["id"]] = changed

    @abstractmethod
    async def async_describe(self, key: str, slices: Slices) -> Record | None:
        """Return a record as it is now, None if there is none."""

    def only_moves(self, before: Record, changed: Record) -> bool:
        """Tell whether these changes are mere numbers, which can wait a moment."""
        return False
