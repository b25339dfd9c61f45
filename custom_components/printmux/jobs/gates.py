"""Gates: what keeps a target from starting now, one small function each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from homeassistant.const import (
    ATTR_FRIENDLY_NAME,
    STATE_HOME,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant, State
from homeassistant.util import dt as dt_util

from ..bed import BedPolicy, must_be_cleared
from ..phrases import Phrase, Words, phrase, state_word
from ..printers.driver import PrinterState, PrinterStatus
from .models import Target, WaitingFor

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

SWITCHED_OFF: Final = phrase("wait.switched_off")


@dataclass(frozen=True, slots=True)
class Wait:
    """What is waited for, in words, and until when where that is known.

    `kind` is None for a mere pause before the next try.
    """

    kind: WaitingFor | None
    words: Words | None = None
    until: datetime | None = None


def is_on(state: State | None) -> bool:
    """Tell whether an entity lets a print start: on, at home, or a number above 0."""
    if state is None:
        return False
    if state.state in (STATE_ON, STATE_HOME):
        return True
    try:
        return float(state.state) > 0
    except ValueError:
        return False


def own_wait(hass: HomeAssistant, target: Target, now: datetime) -> Wait | None:
    """Return what the user has put before the start, whatever the printer does."""
    if target.held:
        return Wait(WaitingFor.HOLD, phrase("wait.hold"))
    if target.start_at is not None and now < target.start_at:
        words = phrase("wait.time", time=dt_util.as_local(target.start_at))
        return Wait(WaitingFor.TIME, words, target.start_at)
    if target.start_when is not None:
        state = hass.states.get(target.start_when)
        if not is_on(state):
            return Wait(WaitingFor.ENTITY, _entity_words(target.start_when, state))
    return None


def _entity_words(entity_id: str, state: State | None) -> Phrase:
    """Return what an entity that is not on keeps waiting."""
    if state is None:
        return phrase("wait.entity_gone", entity=entity_id)
    name = state.attributes.get(ATTR_FRIENDLY_NAME) or entity_id
    if state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN):
        told = state_word(state.state)
        return phrase("wait.entity_state", entity=name, state=told)
    return phrase("wait.entity", entity=name)


def _offline(printer: PrinterCoordinator, status: PrinterStatus) -> Wait | None:
    """Wait for a printer that does not answer."""
    if status.state is not PrinterState.OFFLINE:
        return None
    return Wait(WaitingFor.OFFLINE, status.message)


def _busy(printer: PrinterCoordinator, status: PrinterStatus) -> Wait | None:
    """Wait for a printer that does something else."""
    if status.ready:
        return None
    return Wait(WaitingFor.BUSY, status.message or phrase("wait.busy"))


def _bed(printer: PrinterCoordinator, status: PrinterStatus) -> Wait | None:
    """Wait until the last print was taken off the bed."""
    if not must_be_cleared(printer):
        return None
    return Wait(WaitingFor.BED, phrase("wait.bed", printer=printer.name))


def _warm(printer: PrinterCoordinator, status: PrinterStatus) -> Wait | None:
    """Wait until the bed has cooled down after the last print."""
    below = BedPolicy.of(printer.config).cool_down
    if below is None or status.bed is None or status.bed.actual is None:
        return None
    if status.bed.actual <= below:
        return None
    return Wait(WaitingFor.BED, phrase("wait.warm", celsius=below))


type Gate = Callable[[PrinterCoordinator, PrinterStatus], Wait | None]

GATES: Final[tuple[Gate, ...]] = (_offline, _busy, _bed, _warm)


def printer_wait(printer: PrinterCoordinator, status: PrinterStatus) -> Wait | None:
    """Return what keeps a printer from starting anything now."""
    waits = (gate(printer, status) for gate in GATES)
    return next((wait for wait in waits if wait is not None), None)
