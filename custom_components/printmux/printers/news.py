"""What of a printer's status is news."""

from typing import Final

from .driver import ACTIVE_STATES, PrinterState, PrinterStatus

# In these a host may not know yet what its machine is like.
SILENT_STATES: Final = frozenset(
    {PrinterState.OFFLINE, PrinterState.STARTING, PrinterState.ERROR}
)


def lasting(status: PrinterStatus) -> tuple[object, ...]:
    """Return what of a status is news at once; the rest only moves."""
    heaters = (*status.nozzles, status.bed, status.chamber)
    targets = tuple(heater.target if heater else None for heater in heaters)
    return (status.state, status.ready, status.message, status.file, targets)


def tells_more(before: PrinterState, now: PrinterState) -> bool:
    """Tell whether the details may have changed: a print ended, the machine is there."""
    ended = before in ACTIVE_STATES and now not in ACTIVE_STATES
    return ended or (before in SILENT_STATES and now not in SILENT_STATES)
