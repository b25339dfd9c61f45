"""What Moonraker's answers mean: Klipper's objects and rows of the history.

Implements Klipper's page Status_Reference and Moonraker's
external_api/history.
"""

from dataclasses import dataclass
from typing import Any, Final

from .driver import Heater, Outcome, PastPrint, PrinterState, PrinterStatus
from .http import mapping, number, text

MAX_TOOLS: Final = 32

_STATES: Final = {
    "standby": PrinterState.IDLE,
    "printing": PrinterState.PRINTING,
    "paused": PrinterState.PAUSED,
    "complete": PrinterState.FINISHED,
    "cancelled": PrinterState.CANCELLED,
    "error": PrinterState.ERROR,
}
_OUTCOMES: Final = {
    "in_progress": None,
    "completed": Outcome.COMPLETED,
    "cancelled": Outcome.CANCELLED,
    "error": Outcome.ERROR,
    "klippy_shutdown": Outcome.ERROR,
    "klippy_disconnect": Outcome.INTERRUPTED,
    "server_exit": Outcome.INTERRUPTED,
    "interrupted": Outcome.INTERRUPTED,
}
_ENDS: Final = {
    "printing": None,
    "paused": None,
    "complete": Outcome.COMPLETED,
    "cancelled": Outcome.CANCELLED,
    "error": Outcome.ERROR,
}


@dataclass(frozen=True, slots=True)
class Job:
    """What print_stats says of the print that is on, or was the last."""

    file: str | None
    state: str | None
    total_s: float | None

    @classmethod
    def of(cls, objects: dict[str, Any]) -> Job:
        """Take it from the answer to an objects query."""
        stats = mapping(objects.get("print_stats"))
        return cls(
            file=text(stats.get("filename")),
            state=text(stats.get("state")),
            total_s=number(stats.get("total_duration")),
        )

    @property
    def active(self) -> bool:
        """Whether a print is on."""
        return self.state in ("printing", "paused")

    def is_new_print_of(self, name: str, before: Job) -> bool:
        """Tell whether that file is printed now or has been since `before`."""
        if self.file != name or self.state == "standby":
            return False
        return self.state == "printing" or self != before


def status_of(objects: dict[str, Any], scan: dict[str, Any]) -> PrinterStatus:
    """Make a status of the objects of a ready Klipper.

    `scan` is Moonraker's metadata of the file that is being printed, or empty.
    """
    stats = mapping(objects.get("print_stats"))
    job = Job.of(objects)
    progress = _progress(objects, scan) if job.file else None
    return PrinterStatus(
        state=_STATES.get(job.state or "", PrinterState.IDLE),
        ready=not job.active,
        message=" ".join((text(stats.get("message")) or "").split()) or None,
        file=job.file,
        progress=1.0 if job.state == "complete" else progress,
        elapsed_s=job.total_s if job.file else None,
        remaining_s=_remaining(stats, progress, scan) if job.active else None,
        filament_mm=number(stats.get("filament_used")) if job.file else None,
        nozzles=_nozzles(objects),
        bed=_heater(objects.get("heater_bed")),
    )


def past_of(row: dict[str, Any], now: Job | None = None) -> PastPrint:
    """Make a PastPrint of a row of the history.

    `now` is what Klipper says, for a row that Moonraker closed without knowing.
    """
    outcome = _OUTCOMES.get(text(row.get("status")) or "", Outcome.ERROR)
    if now and now.file == row.get("filename") and now.state in _ENDS:
        outcome = _ENDS[now.state]
    return PastPrint(
        outcome=outcome,
        remote_id=text(row.get("job_id")),
        started_at=number(row.get("start_time")),
        ended_at=number(row.get("end_time")) if outcome else None,
        print_s=number(row.get("print_duration")),
        filament_mm=number(row.get("filament_used")),
    )


def seen_of(name: str, objects: dict[str, Any]) -> PastPrint | None:
    """Make a PastPrint of what Klipper remembers, None if it was another file."""
    job = Job.of(objects)
    if job.file != name or job.state not in _ENDS:
        return None
    stats = mapping(objects.get("print_stats"))
    return PastPrint(
        outcome=_ENDS[job.state],
        print_s=number(stats.get("print_duration")),
        filament_mm=number(stats.get("filament_used")),
    )


def _heater(value: Any) -> Heater | None:
    """Return how a heater is, None where there is none."""
    heater = mapping(value)
    if not heater:
        return None
    return Heater(number(heater.get("temperature")), number(heater.get("target")))


def _nozzles(objects: dict[str, Any]) -> tuple[Heater, ...]:
    """Return the nozzles by tool: extruder, extruder1, extruder2 and so on."""
    names = ("extruder", *(f"extruder{tool}" for tool in range(1, MAX_TOOLS)))
    heaters = (_heater(objects.get(name)) for name in names)
    return tuple(heater for heater in heaters if heater is not None)


def _progress(objects: dict[str, Any], scan: dict[str, Any]) -> float | None:
    """Return 0 to 1: what M73 says, else the position within the G-code proper.

    Klipper's own figure counts thumbnails as printed; without M73 it is also
    what display_status shows.
    """
    card = mapping(objects.get("virtual_sdcard"))
    raw = number(card.get("progress"))
    shown = number(mapping(objects.get("display_status")).get("progress"))
    if shown is not None and shown != raw:
        return shown
    position = number(card.get("file_position"))
    begin = number(scan.get("gcode_start_byte"))
    end = number(scan.get("gcode_end_byte"))
    if position is None or begin is None or end is None or end <= begin:
        return raw
    return min(1.0, max(0.0, (position - begin) / (end - begin)))


def _remaining(
    stats: dict[str, Any], progress: float | None, scan: dict[str, Any]
) -> float | None:
    """Return seconds left by the slicer's estimate, once overrun by progress."""
    spent = number(stats.get("print_duration")) or 0.0
    estimate = number(scan.get("estimated_time"))
    if estimate is not None and spent < estimate:
        return estimate - spent
    if progress and spent:
        return spent / progress - spent
    return None
