"""Slic3r and its heirs: PrusaSlicer, SuperSlicer, Bambu Studio, OrcaSlicer, forks."""

import re
from typing import Any

from .comments import Reading
from .details import BED_SIZE
from .dialect import COMMANDS, Dialect, Finder, first_of, pick, values_of
from .values import (
    Raw,
    absolute,
    collapse,
    duration,
    number,
    numbers,
    percentage,
    switch,
    text,
    texts,
    wrap,
)

# `curr_bed_type`, and which of the plates' temperatures counts with it.
PLATES = {
    "Cool Plate": "cool_plate_temp",
    "Cool Plate (SuperTack)": "supertack_plate_temp",
    "Supertack Plate": "supertack_plate_temp",
    "Engineering Plate": "eng_plate_temp",
    "High Temp Plate": "hot_plate_temp",
    "Smooth High Temp Plate": "hot_plate_temp",
    "Smooth PEI Plate": "hot_plate_temp",
    "Textured PEI Plate": "textured_plate_temp",
    "Textured Cool Plate": "textured_cool_plate_temp",
}
TOTAL_TIME = re.compile(r"total estimated time: ?([^;]{1,60})")
CORNER = re.compile(r"(-?\d{1,5}(?:\.\d{1,6})?)x(-?\d{1,5}(?:\.\d{1,6})?)")
MAX_CORNERS = 4000
USED = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)mm\b")


def _first_layer_height(reading: Reading) -> float | None:
    """Return the first layer's height: a length, a share, or 0 for that of the others."""
    height: float | None = pick(number, "layer_height")(reading)
    for key in ("initial_layer_print_height", "first_layer_height"):
        for value in values_of(reading, key):
            share = number(value)
            if share is not None and share <= 0:
                return height
            if share is None or "%" not in str(value):
                return share
            # SuperSlicer means the nozzle, PrusaSlicer the other layers.
            nozzle = pick(number, "nozzle_diameter")(reading)
            whole = nozzle if _is_super(reading) else height
            return None if whole is None else round(whole * share / 100, 6)
    return None


def _is_super(reading: Reading) -> bool:
    """Tell SuperSlicer's settings, which have more than PrusaSlicer's."""
    return "first_layer_min_speed" in reading.config


def _plate_temp(ending: str) -> Finder:
    """Find the temperature of the plate in use."""

    def find(reading: Reading) -> Any:
        plate = pick(text, "curr_bed_type")(reading)
        key = PLATES.get(str(plate))
        return pick(numbers, key + ending)(reading) if key else None

    return find


def _used_mm(reading: Reading) -> float | list[float] | None:
    """Return the lengths that Slic3r wrote as `1482.1mm, 34.4mm (3.6cm3)`."""
    lines = " ".join(reading.values("filament used"))[:2000]
    return collapse([float(length) for length in USED.findall(lines)])


def _total_time(value: Any) -> int | None:
    """Return the whole time, where the time of the model comes first in the line."""
    match = TOTAL_TIME.search(str(value)[:300])
    return duration(match[1]) if match else None


def _support_type(reading: Reading) -> str | None:
    """Return the kind of support if there is support at all."""
    if not SUPPORT(reading):
        return None
    found: str | None = pick(text, "support_type", "support_material_style")(reading)
    return found


def _bed_size(value: Raw) -> list[float] | None:
    """Return width and depth of a bed that is told by its corners: `0x0,250x0,...`."""
    text = ",".join(value) if isinstance(value, list) else value
    corners = [(float(x), float(y)) for x, y in CORNER.findall(text[:MAX_CORNERS])]
    if not corners:
        return None
    width, depth = (
        round(max(side) - min(side), 3) for side in zip(*corners, strict=True)
    )
    return [width, depth] if width and depth else None


def _line(value: Raw) -> str:
    """Return a text as it stands, also when nothing is in it."""
    return str(value[0] if isinstance(value, list) and value else value).strip('"')


def _whole(value: Raw) -> int | None:
    """Return a whole number."""
    found = number(value)
    return None if found is None else int(found)


def _list(value: Raw) -> list[str]:
    """Return texts, always as a list."""
    found = texts(value)
    return [item for item in wrap(found) if item]


def _temps(value: Raw) -> list[int]:
    """Return whole numbers, always as a list."""
    return [int(item) for item in wrap(numbers(value))]


SUPPORT = pick(switch, "enable_support", "support_material")

SLIC3R = Dialect(
    fields={
        "printer_model": pick(text, "printer_model"),
        "printer_profile": pick(text, "printer_settings_id"),
        "print_profile": pick(text, "print_settings_id"),
        "bed_type": pick(text, "curr_bed_type"),
        "nozzle_diameter": pick(numbers, "nozzle_diameter"),
        "layer_height": pick(number, "layer_height"),
        "first_layer_height": _first_layer_height,
        "object_height": pick(number, "max_z_height", "max_layer_z"),
        "layer_count": pick(number, "total layer number", "total layers count"),
        "nozzle_temp": first_of(
            pick(numbers, "nozzle_temperature", "temperature"), COMMANDS["nozzle_temp"]
        ),
        "first_layer_nozzle_temp": first_of(
            pick(
                numbers, "nozzle_temperature_initial_layer", "first_layer_temperature"
            ),
            COMMANDS["first_layer_nozzle_temp"],
        ),
        "bed_temp": first_of(
            _plate_temp(""),
            pick(numbers, "bed_temperature", "hot_plate_temp"),
            COMMANDS["bed_temp"],
        ),
        "first_layer_bed_temp": first_of(
            _plate_temp("_initial_layer"),
            pick(numbers, "first_layer_bed_temperature"),
            pick(numbers, "hot_plate_temp_initial_layer"),
            COMMANDS["first_layer_bed_temp"],
        ),
        "print_speed": pick(absolute, "inner_wall_speed", "perimeter_speed"),
        "infill_percentage": pick(percentage, "sparse_infill_density", "fill_density"),
        "infill_pattern": pick(text, "sparse_infill_pattern", "fill_pattern"),
        "support_enabled": SUPPORT,
        "support_type": _support_type,
        "filament_type": pick(texts, "filament_type"),
        "filament_brand": pick(texts, "filament_vendor"),
        "filament_name": pick(texts, "filament_settings_id"),
        "filament_color": pick(texts, "filament_colour"),
        "filament_length_mm": first_of(
            pick(numbers, "filament used [mm]", "total filament length [mm]"),
            _used_mm,
        ),
        "filament_weight_g": pick(
            numbers,
            "filament used [g]",
            "total filament weight [g]",
            "total filament used [g]",
        ),
        "filament_cost": pick(numbers, "filament cost", "total filament cost"),
        "estimated_time_s": first_of(
            pick(_total_time, "model printing time"),
            pick(
                duration,
                "total estimated time",
                "estimated printing time (normal mode)",
                "estimated printing time",
            ),
        ),
        "gcode_flavor": pick(text, "gcode_flavor"),
    },
    extras={
        "printer_vendor": pick(_line, "printer_vendor"),
        "printer_model": pick(_line, "printer_model"),
        "printer_variant": pick(_line, "printer_variant"),
        "profile_version": pick(_line, "profile_version"),
        "chamber_temp": pick(number, "chamber_temperatures", "chamber_temperature"),
        "mmu_print": pick(_whole, "single_extruder_multi_material"),
        "filament_change_count": pick(
            _whole, "total toolchanges", "total filament change"
        ),
        # What the sum of the tools' weights misses: the wipe tower.
        "filament_weight_total": pick(number, "total filament used [g]"),
        "filament_colors": pick(_list, "filament_colour"),
        "extruder_colors": pick(_list, "extruder_colour"),
        "filament_temps": pick(_temps, "nozzle_temperature", "temperature"),
        "referenced_tools": pick(_temps, "referenced_tools"),
        BED_SIZE: pick(_bed_size, "printable_area", "bed_shape"),
    },
    layer_marks=(b"\n;LAYER_CHANGE", b"\n; CHANGE_LAYER"),
    heights=("Z", "Z_HEIGHT"),
)
