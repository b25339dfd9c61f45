"""What Moonraker's answers mean: Klipper's objects and rows of the history.

Implements Klipper's page Status_Reference and Moonraker's
external_api/history.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
import re
from typing import Any, Final

from ..phrases import Phrase, phrase
from .driver import Heater, Outcome, PastPrint, PrinterState, PrinterStatus
from .http import mapping, number, text
from .moonraker_layers import layers_of

type Objects = dict[str, dict[str, Any]]
type Wanted = dict[str, tuple[str, ...]]

_HEATER: Final = ("temperature", "target")
_WANTED: Final[Wanted] = {
    "print_stats": (
        "state",
        "filename",
        "message",
        "total_duration",
        "print_duration",
        "filament_used",
        "info",
    ),
    "virtual_sdcard": ("progress", "file_position"),
    "display_status": ("progress",),
    "webhooks": ("state", "state_message"),
    "gcode_move": ("speed_factor", "extrude_factor", "gcode_position"),
    "heater_bed": _HEATER,
}
# What to ask a host for that does not list its objects.
COMMON: Final = ("extruder", *_WANTED)
# By the kind of object, which comes before its name; the first that fits is shown.
_CHAMBERS: Final[Wanted] = {
    "heater_generic": _HEATER,
    "temperature_sensor": ("temperature",),
    "temperature_fan": ("temperature",),
}
_FILAMENT: Final = ("enabled", "filament_detected")
_FILAMENT_SENSORS: Final = ("filament_switch_sensor", "filament_motion_sensor")
_EXTRUDER: Final = re.compile(r"extruder(\d*)")
# What of these changes is news at once; the rest only moves.
_NEWS: Final = frozenset(
    {"state", "filename", "message", "target", "state_message", *_FILAMENT}
)
# These change all the time: who subscribes to them gets them four times a second.
_MOVES: Final = frozenset(
    {
        "temperature",
        "progress",
        "file_position",
        "total_duration",
        "print_duration",
        "filament_used",
        "gcode_position",
    }
)
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
    def of(cls, objects: Objects) -> Job:
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


def wanted_of(names: Iterable[str]) -> Wanted:
    """Return which attributes of which of a printer's objects a status is made of."""
    names = list(names)
    wanted = {name: _WANTED[name] for name in names if name in _WANTED}
    wanted |= {name: _HEATER for name in names if _EXTRUDER.fullmatch(name)}
    if chamber := chamber_of(names):
        wanted[chamber] = _CHAMBERS[_kind_of(chamber)]
    for name in names:
        if _kind_of(name) in _FILAMENT_SENSORS:
            wanted[name] = _FILAMENT
    return wanted


def objects_of(answer: Any) -> Objects:
    """Return the objects in the result of a query or a subscription by name."""
    status = mapping(mapping(answer).get("status"))
    return {name: mapping(value) for name, value in status.items()}


def told_and_asked(wanted: Wanted) -> tuple[Wanted, Wanted]:
    """Return what of it is to be told when it changes, and what asked in one's time.

    What is asked is one snapshot of the print with its state: no number is taken
    for one of another print.
    """
    told: Wanted = {}
    asked: Wanted = {}
    for name, attributes in wanted.items():
        if lasting := tuple(one for one in attributes if one not in _MOVES):
            told[name] = lasting
        if moving := tuple(one for one in attributes if one in _MOVES):
            asked[name] = attributes if name == "print_stats" else moving
    return told, asked


def _kind_of(name: str) -> str:
    """Return the kind of object, which comes before its own name."""
    return name.partition(" ")[0]


def chamber_of(names: Iterable[str]) -> str | None:
    """Return which object is the chamber's heater, or else its thermometer."""
    named = [name for name in names if "chamber" in name.lower()]
    for kind in _CHAMBERS:
        for name in named:
            if _kind_of(name) == kind:
                return name
    return None


def extruders_of(names: Iterable[str]) -> list[str]:
    """Return the extruders by tool: extruder, extruder1, extruder2 and so on."""
    found = [name for name in names if _EXTRUDER.fullmatch(name)]
    return sorted(found, key=lambda name: int(name.removeprefix("extruder") or 0))


def heater_of(names: Iterable[str], heater: str) -> str | None:
    """Return Klipper's name of `bed`, `chamber` or `nozzle` + tool, if it heats."""
    names = list(names)
    chamber = chamber_of(names) or ""
    kind, _, own_name = chamber.partition(" ")
    heaters = {"bed": "heater_bed"} if "heater_bed" in names else {}
    if kind == "heater_generic":
        heaters["chamber"] = own_name
    for name in extruders_of(names):
        heaters[f"nozzle{name.removeprefix('extruder') or 0}"] = name
    return heaters.get(heater)


def is_news(changes: Mapping[str, Any], known: Objects) -> bool:
    """Tell whether changed objects hold more than numbers that move."""
    return any(
        mapping(known.get(name)).get(attribute) != value
        for name, changed in changes.items()
        for attribute, value in mapping(changed).items()
        if attribute in _NEWS
    )


def status_of(
    objects: Objects, scan: dict[str, Any], height: float | None = None
) -> PrinterStatus:
    """Make a status of the objects of a ready Klipper.

    `scan` is Moonraker's metadata of the file of the print, or empty; `height` is
    where the nozzle prints, without hops.
    """
    stats = mapping(objects.get("print_stats"))
    move = mapping(objects.get("gcode_move"))
    job = Job.of(objects)
    progress = _progress(objects, scan) if job.file else None
    layer, layers = layers_of(stats, scan, height) if job.file else (None, None)
    chamber = chamber_of(objects)
    return PrinterStatus(
        state=_STATES.get(job.state or "", PrinterState.IDLE),
        ready=not job.active,
        message=_one_line(stats.get("message")) or _why_paused(objects, job),
        file=job.file,
        progress=1.0 if job.state == "complete" else progress,
        elapsed_s=job.total_s if job.file else None,
        remaining_s=_remaining(stats, progress, scan) if job.active else None,
        filament_mm=number(stats.get("filament_used")) if job.file else None,
        layer=layers if job.state == "complete" else layer,
        layer_count=layers,
        nozzles=_nozzles(objects),
        bed=_heater(objects.get("heater_bed")),
        chamber=_heater(objects[chamber]) if chamber else None,
        speed_factor=number(move.get("speed_factor")),
        flow_factor=number(move.get("extrude_factor")),
    )


def _one_line(value: Any) -> str | None:
    """Return a text on one line, None for anything else and for nothing."""
    return " ".join((text(value) or "").split()) or None


def _why_paused(objects: Objects, job: Job) -> Phrase | None:
    """Say that a paused print has no filament; Klipper does not."""
    if job.state != "paused":
        return None
    for name, sensor in objects.items():
        kind, _, own_name = name.partition(" ")
        if kind not in _FILAMENT_SENSORS or not sensor.get("enabled"):
            continue
        if sensor.get("filament_detected") is False:
            return phrase("klipper.no_filament", sensor=own_name)
    return None


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


def seen_of(name: str, objects: Objects) -> PastPrint | None:
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


def is_measured(objects: Objects) -> bool:
    """Tell whether all temperatures are real: Klipper's are 0 until it has measured."""
    return all(value.get("temperature") != 0 for value in objects.values())


def _heater(value: Any) -> Heater | None:
    """Return how a heater is, None where there is none."""
    heater = mapping(value)
    if not heater:
        return None
    # Unmeasured is unknown; a true 0.0 is as good as never.
    actual = number(heater.get("temperature")) or None
    return Heater(actual, number(heater.get("target")))


def _nozzles(objects: Objects) -> tuple[Heater, ...]:
    """Return the nozzles by tool."""
    heaters = (_heater(objects[name]) for name in extruders_of(objects))
    return tuple(heater for heater in heaters if heater is not None)


def _progress(objects: Objects, scan: dict[str, Any]) -> float | None:
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
