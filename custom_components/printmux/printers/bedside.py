"""What lies on a printer's bed, by what its host and its user say."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .driver import ACTIVE_STATES, END_STATES, PrinterState, PrinterStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """What is known of a printer's bed, and kept over restarts of all there is.

    `occupied` is the file of the print that lies on it, `cleared` the end of a print
    that was taken off, while the host still tells of it.
    """

    occupied: str | None = None
    cleared: str | None = None


class Bedside:
    """Watches a bed: prints come to lie on it, and somebody takes them off."""

    def __init__(self, bed: Bed, tell: Callable[[Bed], None]) -> None:
        """Take what was told last; `tell` is told of each change."""
        self._bed = bed
        self._tell = tell
        self._last_end: str | None = None

    def waits(self, status: PrinterStatus | None) -> bool:
        """Tell whether a print that has ended lies there, as far as is known."""
        occupied = self._bed.occupied is not None
        return occupied and bool(status and status.state not in ACTIVE_STATES)

    def occupy(self, file: str) -> None:
        """Take a print as begun."""
        self._note(Bed(occupied=file))

    def clear(self) -> None:
        """Take the last print as removed."""
        self._note(Bed(cleared=self._last_end))

    def settle(self, status: PrinterStatus) -> PrinterStatus:
        """Return how the printer is, with its bed cleared if that was told."""
        if _is_end(status):
            self._last_end = _end_of(status)
            if self._last_end == self._bed.cleared:
                return replace(status, state=PrinterState.IDLE)
        if _is_end(status) or status.state in ACTIVE_STATES:
            self.occupy(status.file or "")
        return status

    def _note(self, bed: Bed) -> None:
        """Note what lies there, or does not any more."""
        if bed != self._bed:
            self._bed = bed
            self._tell(bed)


def _is_end(status: PrinterStatus) -> bool:
    """Tell whether a print has ended, and nothing is wrong that forbids another."""
    return status.ready and status.state in END_STATES


def _end_of(status: PrinterStatus) -> str:
    """Return what tells the end of one print from that of another."""
    return f"{status.state} {status.file}"
