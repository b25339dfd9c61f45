"""Staggered starts: printers on one breaker do not all heat up at once."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..const import CONF_POWER_GROUP
from .clock import utc_now
from .models import Job

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator


class Stagger:
    """Keeps starts within one power group apart; printers without one share one."""

    def __init__(
        self,
        printers: Mapping[str, PrinterCoordinator],
        apart: Callable[[], timedelta],
    ) -> None:
        """Take the printers, and how far apart their starts are to be."""
        self._printers = printers
        self._apart = apart
        self._started: dict[str, datetime] = {}

    def remember(self, job: Job) -> None:
        """Take up the starts of a job from before a restart."""
        for target in job.targets:
            if target.started_at is not None:
                self._note(target.printer_id, target.started_at)

    def take(self, printer_id: str) -> timedelta:
        """Return how long a printer has to wait; if not at all, it starts now."""
        now = utc_now()
        group = self._group(printer_id)
        starts = (at for key, at in self._started.items() if self._group(key) == group)
        last = max(starts, default=None)
        left = last + self._apart() - now if last else timedelta()
        if left > timedelta():
            return left
        self._note(printer_id, now)
        return timedelta()

    def _note(self, printer_id: str, at: datetime) -> None:
        """Note when a printer was started last."""
        self._started[printer_id] = max(at, self._started.get(printer_id, at))

    def _group(self, printer_id: str) -> str:
        """Return the name of a printer's power group."""
        printer = self._printers.get(printer_id)
        return str(printer.config.get(CONF_POWER_GROUP) or "") if printer else ""
