"""Slicers with ways of their own: Simplify3D, ideaMaker, KISSlicer and others."""

import math
import re
from typing import Any

from .comments import Reading
from .dialect import COMMANDS, Dialect, Finder, first_of, pick, scaled, values_of
from .slic3r import SLIC3R
from .values import (
    Raw,
    collapse,
    duration,
    number,
    numbers,
    percentage,
    switch,
    text,
    texts,
)

SETPOINT = re.compile(r"\d{1,4}\|(\d{1,3}(?:\.\d)?)")


def _items(reading: Reading, key: str) -> list[str]:
    """Return a list of Simplify3D's, which commas separate."""
    return next((str(v).split(",") for v in values_of(reading, key)), [])


def _main_tool(*keys: str) -> Finder:
    """Find the number of the tool that prints the walls."""

    def find(reading: Reading) -> float | None:
        tool = pick(number, "primaryExtruder")(reading) or 0
        for key in keys:
            items = _items(reading, key)
            if 0 <= tool < len(items):
                return number(items[int(tool)])
        return None

    return find


def _first_share(reading: Reading) -> float | None:
    """Return the height of the first layer, told as a share of the others."""
    height = pick(number, "layerHeight")(reading)
    share = pick(number, "firstLayerHeightPercentage")(reading)
    return round(height * share / 100, 6) if height and share else None


def _setpoint(*, bed: bool, last: bool) -> Finder:
    """Find a set temperature of the first nozzle or the bed."""

    def find(reading: Reading) -> float | None:
        controllers = (
            _controllers_5 if reading.values("temperatureType") else _controllers
        )
        points = next(
            (p for is_bed, p in controllers(reading) if is_bed is bed and p), []
        )
        return points[-1 if last else 0] if points else None

    return find


def _controllers(reading: Reading) -> list[tuple[bool, list[float]]]:
    """Return the heaters of versions up to 4, each with its temperatures."""
    beds = _items(reading, "temperatureHeatedBed")
    counts = _items(reading, "temperatureSetpointCount")
    points = [
        number(p) or 0.0 for p in _items(reading, "temperatureSetpointTemperatures")
    ]
    found: list[tuple[bool, list[float]]] = []
    for bed, count in zip(beds, counts, strict=False):
        size = int(number(count) or 0)
        found.append((bed.strip() == "1", points[:size]))
        points = points[size:]
    return found


def _controllers_5(reading: Reading) -> list[tuple[bool, list[float]]]:
    """Return the heaters of version 5, which has a group of lines for each."""
    kinds = reading.values("temperatureType")
    points = reading.values("temperatureSetpoints")
    return [
        (kind == "platform", [float(p) for p in SETPOINT.findall(line[:500])])
        for kind, line in zip(kinds, points, strict=False)
    ]


SIMPLIFY3D = Dialect(
    separators=",:",
    setting=re.compile(r"[a-z][A-Za-z0-9]*"),
    fields={
        # The profile of a printer holds the processes for it.
        "printer_profile": pick(text, "profileName"),
        "print_profile": pick(text, "processName"),
        "nozzle_diameter": _main_tool("extruderDiameter", "nozzleDiameter"),
        "layer_height": pick(number, "layerHeight"),
        "first_layer_height": _first_share,
        "nozzle_temp": _setpoint(bed=False, last=True),
        "first_layer_nozzle_temp": first_of(
            _setpoint(bed=False, last=False), COMMANDS["first_layer_nozzle_temp"]
        ),
        "bed_temp": _setpoint(bed=True, last=True),
        "first_layer_bed_temp": first_of(
            _setpoint(bed=True, last=False), COMMANDS["first_layer_bed_temp"]
        ),
        # In mm a minute.
        "print_speed": scaled(pick(number, "defaultSpeed"), 1 / 60),
        "infill_percentage": pick(number, "infillPercentage"),
        "infill_pattern": pick(text, "internalInfillPattern"),
        "support_enabled": pick(switch, "generateSupport"),
        "filament_type": pick(text, "printMaterial"),
        "filament_name": pick(text, "printMaterial"),
        "filament_length_mm": pick(number, "Filament length", "Material Length"),
        "filament_weight_g": pick(number, "Plastic weight", "Material Weight"),
        "filament_cost": pick(number, "Material cost", "Material Cost"),
        "estimated_time_s": pick(duration, "Build time", "Build Time"),
    },
)


def _numbered(pattern: str) -> Finder:
    """Find the values of keys that hold the tool's number, of tools that are used."""

    def find(reading: Reading) -> Any:
        lengths = _by_tool(reading, "Material#{} Used")
        found = _by_tool(reading, pattern)
        return collapse(
            [v for i, v in found.items() if lengths.get(i) and v is not None]
        )

    return find


def _by_tool(reading: Reading, pattern: str) -> dict[int, float | None]:
    """Return the numbers of up to eight tools, by the tool's number."""
    found = {i: pick(number, pattern.format(i))(reading) for i in range(1, 9)}
    return {tool: value for tool, value in found.items() if value is not None}


def _text_by_tool(pattern: str) -> Finder:
    """Find the texts of the tools that are used, or of all when none tells."""

    def find(reading: Reading) -> Any:
        lengths = _by_tool(reading, "Material#{} Used")
        names = {i: pick(text, pattern.format(i))(reading) for i in range(1, 9)}
        return collapse([n for i, n in names.items() if n and lengths.get(i, 1)])

    return find


def _weight(reading: Reading) -> Any:
    """Return grams, from length, diameter and the density in kg/m3."""
    diameters = _by_tool(reading, "Filament Diameter #{}")
    densities = _by_tool(reading, "Filament Density #{}")
    found: list[float] = []
    for tool, length in _by_tool(reading, "Material#{} Used").items():
        diameter, density = diameters.get(tool), densities.get(tool)
        if length and diameter and density:
            volume = math.pi / 4 * diameter**2 * length
            found.append(round(volume * density / 1e6, 4))
    return collapse(found)


def _last_of(index: int, key: str) -> Finder:
    """Find a number in a list that blanks separate."""

    def find(reading: Reading) -> float | None:
        for value in values_of(reading, key):
            items = str(value).split()
            if -len(items) <= index < len(items):
                return number(items[index])
        return None

    return find


def _layer_height(place: int) -> Finder:
    """Find the height of one of the first layers."""

    def find(reading: Reading) -> float | None:
        heights = reading.values("HEIGHT")
        return number(heights[place]) if len(heights) > place else None

    return find


IDEAMAKER = Dialect(
    fields={
        "nozzle_diameter": _last_of(3, "Dimension"),
        "layer_height": _layer_height(1),
        "first_layer_height": _layer_height(0),
        "object_height": _last_of(5, "Bounding Box"),
        **COMMANDS,
        "filament_type": first_of(
            _text_by_tool("Filament Type #{}"), pick(texts, "Filament type")
        ),
        "filament_name": first_of(
            _text_by_tool("Filament Name #{}"), pick(texts, "Filament name")
        ),
        "filament_length_mm": _numbered("Material#{} Used"),
        "filament_weight_g": _weight,
        "filament_cost": _numbered("Material#{} Cost"),
        "estimated_time_s": pick(duration, "Print Time"),
    },
    heights=("Z",),
    layer_marks=(b"\n;LAYER:",),
)


def _kisslicer_length(reading: Reading) -> Any:
    """Return the lengths in the summary: `;    Ext #1 = 738.23 mm (5.22 cm^3)`."""
    found = (pick(number, f"Ext #{tool}")(reading) for tool in range(1, 9))
    return collapse([length for length in found if length])


def _share_of_one(value: Raw) -> float | None:
    """Return per cent of a share between 0 and 1."""
    found = number(value)
    return None if found is None or not 0 <= found <= 1 else round(found * 100, 4)


def _one_of(value: Raw) -> float | None:
    """Return per cent of an infill that is one of so many parts."""
    parts = number(value)
    return round(100 / parts, 4) if parts is not None and parts >= 1 else None


def _money(value: Raw) -> float | None:
    """Return an amount; without prices in its settings KISSlicer writes `$0.00`."""
    return number(str(value).lstrip("$ ")) or None


KISSLICER = Dialect(
    fields={
        "printer_model": pick(text, "printer_name"),
        "print_profile": pick(text, "style_name"),
        "nozzle_diameter": pick(number, "nozzle_dia_mm"),
        "layer_height": pick(number, "layer_thickness_mm", "max_layer_thickness_mm"),
        "first_layer_height": pick(number, "first_layer_thickness_mm"),
        "nozzle_temp": pick(number, "temperature_C"),
        "first_layer_nozzle_temp": pick(number, "first_layer_C"),
        "bed_temp": pick(number, "bed_C"),
        "first_layer_bed_temp": pick(number, "bed_C"),
        "infill_percentage": pick(_one_of, "infill_density_denominator"),
        "filament_name": pick(text, "material_name"),
        "filament_cost": pick(_money, "Estimated Build Cost"),
        "filament_length_mm": _kisslicer_length,
        "estimated_time_s": pick(
            duration, "Estimated Build Time", "Calculated-during-export Build Time"
        ),
    },
    setting=re.compile(r"[A-Za-z][A-Za-z0-9_]*"),
    layer_marks=(b"\n; BEGIN_LAYER_OBJECT",),
    heights=("BEGIN_LAYER_OBJECT z", "END_LAYER_OBJECT z"),
)

KIRIMOTO = Dialect(
    fields={
        "printer_model": pick(text, "Target"),
        "nozzle_diameter": pick(number, "nozzleSize"),
        "layer_height": pick(number, "sliceHeight"),
        "first_layer_height": pick(number, "firstSliceHeight"),
        "nozzle_temp": pick(number, "outputTemp"),
        "first_layer_nozzle_temp": pick(number, "firstLayerNozzleTemp", "outputTemp"),
        "bed_temp": pick(number, "outputBedTemp"),
        "first_layer_bed_temp": pick(number, "firstLayerBedTemp", "outputBedTemp"),
        "print_speed": pick(number, "outputFeedrate"),
        "infill_percentage": pick(_share_of_one, "sliceFillSparse"),
        "infill_pattern": pick(text, "sliceFillType"),
        "support_enabled": pick(switch, "sliceSupportEnable"),
        "filament_length_mm": pick(number, "--- filament used"),
        "estimated_time_s": pick(duration, "--- print time"),
    },
    setting=re.compile(r"[a-z][A-Za-z0-9]*"),
    layer_marks=(b"\n;; --- layer ",),
)

ICESL = Dialect(
    separators=":",
    fields={
        "printer_model": pick(text, "printer"),
        "nozzle_diameter": pick(number, "nozzle_diameter_mm_0", "nozzle_diameter_mm"),
        "layer_height": pick(number, "z_layer_height_mm"),
        "first_layer_height": pick(number, "z_layer_height_first_layer_mm"),
        "object_height": pick(number, "print_height_mm"),
        "layer_count": pick(number, "layer_count"),
        "nozzle_temp": pick(number, "extruder_temp_degree_c_0"),
        "first_layer_nozzle_temp": pick(number, "extruder_temp_degree_c_0"),
        "bed_temp": pick(number, "bed_temp_degree_c"),
        "first_layer_bed_temp": pick(number, "bed_temp_degree_c"),
        "print_speed": pick(number, "print_speed_mm_per_sec"),
        "infill_percentage": pick(number, "infill_percentage_0"),
        "filament_type": pick(text, "filament_type"),
        "filament_name": pick(text, "filament_name"),
        "filament_length_mm": pick(number, "filament_used_mm"),
        "filament_weight_g": pick(number, "filament_used_g"),
        "estimated_time_s": pick(duration, "estimated_print_time_s"),
    },
)

FLASHPRINT = Dialect(
    separators=":",
    fields={
        "printer_model": pick(text, "machine_type"),
        "layer_height": pick(number, "layer_height"),
        "layer_count": pick(number, "layer_total_count", "layer_count"),
        "nozzle_temp": pick(numbers, "right_extruder_temperature"),
        "bed_temp": pick(number, "platform_temperature"),
        "print_speed": pick(number, "base_print_speed"),
        "infill_percentage": pick(percentage, "fill_density"),
        "infill_pattern": pick(text, "fill_pattern"),
        "filament_type": pick(text, "right_extruder_material"),
        "gcode_flavor": pick(text, "gcode_flavor"),
    },
)

UNKNOWN = Dialect(
    fields={**COMMANDS, "estimated_time_s": pick(duration, "TIME")},
    layer_marks=SLIC3R.layer_marks,
    heights=SLIC3R.heights,
)
