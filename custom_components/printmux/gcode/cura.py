"""Cura: a header of its own, and the settings as JSON in the file's last comments."""

import re
from typing import Any

from .comments import Reading
from .details import OBJECT_SIZE
from .dialect import COMMANDS, Dialect, Finder, first_of, pick
from .values import (
    Raw,
    collapse,
    duration,
    load_json,
    number,
    numbers,
    percentage,
    switch,
    text,
    texts,
)

MAX_SETTINGS = 256 * 1024
# Not the end of a number that has a comma.
METRES = re.compile(r"(?<![\d.])(?<!\d,)(\d{1,9}(?:\.\d{1,9})?)m(?!m)")
NAME = re.compile(r"^name = (.{1,200})$", re.MULTILINE)
PROFILE_KEY = "name of the profile"
MAX_TOOLS = 8
# The engine alone writes this many seconds, and no filament: nothing was computed.
NOT_COMPUTED_S = 6666
# MINZ and MAXZ then are the limits of its integers.
LIMIT = re.compile(r"-?2\.14748e\+0[36]", re.IGNORECASE)


def _prepare(reading: Reading) -> None:
    """Take the settings apart, and let the header count before what comes later."""
    for values in reading.notes.values():
        values.reverse()
    joined = b"".join(reading.json_lines)[:MAX_SETTINGS].decode("utf-8", "replace")
    profiles = load_json(joined)
    if not isinstance(profiles, dict):
        return
    tools = profiles.get("extruder_quality")
    parts = tools[::-1] if isinstance(tools, list) else []
    general = str(profiles.get("global_quality"))[:2000].replace("\\n", "\n")
    if name := NAME.search(general.partition("[metadata]")[0]):
        reading.note(PROFILE_KEY, name[1])
    # The first tool's settings come last: they count before the general ones.
    for profile in (profiles.get("global_quality"), *parts):
        if isinstance(profile, str):
            reading.config.update(_values(profile))


def _values(profile: str) -> dict[str, str | list[str]]:
    """Return the values in a profile, which is INI with its line ends escaped."""
    _, _, section = profile.replace("\\n", "\n").partition("[values]\n")
    pairs = (line.partition(" = ") for line in section[:MAX_SETTINGS].split("\n"))
    # What begins with `=` is a formula, no value.
    return {
        key: value for key, sep, value in pairs if sep and not value.startswith("=")
    }


def _length(reading: Reading) -> float | list[float] | None:
    """Return the filament that the header tells, in metres; none is not computed."""
    for line in reading.values("Filament used"):
        found = [round(float(item) * 1000, 4) for item in METRES.findall(line[:500])]
        if any(found):
            return collapse(found)
    return None


def _time(reading: Reading) -> int | None:
    """Return the time in the header, unless it is the one for "not computed"."""
    found: int | None = pick(duration, "TIME", "PRINT.TIME")(reading)
    return None if found == NOT_COMPUTED_S and _length(reading) is None else found


def _height(value: Raw) -> float | None:
    """Return a height in the header, unless it is a limit."""
    found = _end(value)
    return None if found is None or found < 0 else found


def _object_size(reading: Reading) -> list[float] | None:
    """Return width and depth of what is printed, by the ends of both axes."""
    sizes: list[float] = []
    for axis in "XY":
        low = pick(_end, f"MIN{axis}", f"PRINT.SIZE.MIN.{axis}")(reading)
        high = pick(_end, f"MAX{axis}", f"PRINT.SIZE.MAX.{axis}")(reading)
        if low is None or high is None or high <= low:
            return None
        sizes.append(round(high - low, 3))
    return sizes


def _end(value: Raw) -> float | None:
    """Return how far a print reaches, unless it is a limit."""
    return None if LIMIT.match(str(value)) else number(value)


def _trains(ending: str) -> Finder:
    """Find the numbers of the tools that Ultimaker's header tells, in their order."""
    keys = [f"EXTRUDER_TRAIN.{tool}.{ending}" for tool in range(MAX_TOOLS)]

    def find(reading: Reading) -> float | list[float] | None:
        found = (pick(number, key)(reading) for key in keys)
        return collapse([value for value in found if value is not None])

    return find


def _bracketed(value: Raw) -> Any:
    """Return the numbers of `[1.2, 3.4]`, which Moonraker's guide has users write."""
    return numbers(str(value).strip("[] "))


def _support_type(reading: Reading) -> str | None:
    """Return the kind of support if there is support at all."""
    found: str | None = pick(text, "support_structure")(reading)
    return found if SUPPORT(reading) else None


SUPPORT = pick(switch, "support_enable")

CURA = Dialect(
    separators="=:",
    fields={
        "printer_model": pick(text, "TARGET_MACHINE.NAME"),
        "print_profile": pick(text, PROFILE_KEY),
        "nozzle_diameter": first_of(
            pick(numbers, "Nozzle diameter"),
            _trains("NOZZLE.DIAMETER"),
            pick(numbers, "NOZZLE_DIAMETER", "machine_nozzle_size"),
        ),
        "layer_height": pick(number, "Layer height", "layer_height"),
        "first_layer_height": pick(_height, "layer_height_0", "MINZ"),
        "object_height": pick(_height, "MAXZ", "PRINT.SIZE.MAX.Z"),
        "layer_count": pick(number, "LAYER_COUNT"),
        "nozzle_temp": first_of(
            pick(number, "material_print_temperature"), COMMANDS["nozzle_temp"]
        ),
        "first_layer_nozzle_temp": first_of(
            pick(number, "material_print_temperature_layer_0"),
            _trains("INITIAL_TEMPERATURE"),
            COMMANDS["first_layer_nozzle_temp"],
        ),
        "bed_temp": first_of(
            pick(number, "material_bed_temperature"), COMMANDS["bed_temp"]
        ),
        "first_layer_bed_temp": first_of(
            pick(
                number,
                "material_bed_temperature_layer_0",
                "BUILD_PLATE.INITIAL_TEMPERATURE",
            ),
            COMMANDS["first_layer_bed_temp"],
        ),
        "print_speed": pick(number, "speed_wall", "speed_print"),
        "infill_percentage": pick(percentage, "infill_sparse_density"),
        "infill_pattern": pick(text, "infill_pattern"),
        "support_enabled": SUPPORT,
        "support_type": _support_type,
        "filament_type": pick(texts, "Filament type", "MTYPE"),
        "filament_brand": pick(texts, "Filament brand"),
        "filament_name": pick(texts, "Filament name"),
        "filament_length_mm": _length,
        "filament_weight_g": pick(_bracketed, "Filament weight"),
        "filament_cost": pick(_bracketed, "Filament cost"),
        "estimated_time_s": _time,
        "gcode_flavor": pick(text, "FLAVOR"),
    },
    extras={OBJECT_SIZE: _object_size},
    prepare=_prepare,
)
