"""Tests of what Klipper's objects mean."""

from typing import Any

import pytest

from custom_components.printmux.phrases import in_english
from custom_components.printmux.printers.driver import Heater
from custom_components.printmux.printers.moonraker_data import (
    heater_of,
    status_of,
    wanted_of,
)
from custom_components.printmux.printers.moonraker_layers import Heights, layers_of

SCAN = {"object_height": 10.0, "layer_height": 0.2, "first_layer_height": 0.3}


def objects(state: str = "printing", **more: dict[str, Any]) -> dict[str, Any]:
    """Make the objects of a printer; two underscores in a name are a blank."""
    stats = {"state": state, "filename": "a.gcode", "print_duration": 1.0}
    return {"print_stats": stats} | {
        name.replace("__", " "): value for name, value in more.items()
    }


@pytest.mark.parametrize(
    ("names", "chamber"),
    [
        (["temperature_sensor Chamber"], "temperature_sensor Chamber"),
        (
            ["temperature_sensor chamber", "heater_generic chamber_heater"],
            "heater_generic chamber_heater",
        ),
        (
            ["temperature_fan chamber_fan", "temperature_sensor the_chamber"],
            "temperature_sensor the_chamber",
        ),
        (["temperature_fan chamber_fan"], "temperature_fan chamber_fan"),
        (["gcode_macro CHAMBER_LIGHT", "fan_generic chamber", ""], None),
    ],
)
def test_chamber(names: list[str], chamber: str | None) -> None:
    """What heats the chamber goes before what only measures it."""
    wanted = wanted_of(names)
    assert set(wanted) == ({chamber} if chamber else set())
    status = status_of(objects() | {name: {"temperature": 40.0} for name in names}, {})
    assert status.chamber == (Heater(40.0, None) if chamber else None)
    heats = bool(chamber and chamber.startswith("heater_generic"))
    assert (heater_of(names, "chamber") == "chamber_heater") is heats


def test_nozzles_by_tool() -> None:
    """Tools go by their number, whatever order Klipper has them in."""
    names = [f"extruder{tool or ''}" for tool in (10, 2, 0, 1)]
    tools = {name: {"temperature": float(len(name)), "target": 1.0} for name in names}
    more = {"extruder_stepper x": {"temperature": 5.0}}
    status = status_of(objects() | tools | more, {})
    assert [heater.actual for heater in status.nozzles] == [8, 9, 9, 10]
    assert set(wanted_of([*tools, *more])) == set(names)


@pytest.mark.parametrize(
    ("state", "sensor", "message"),
    [
        ("paused", {"enabled": True, "filament_detected": False}, "No filament at x y"),
        ("paused", {"enabled": False, "filament_detected": False}, None),
        ("paused", {"enabled": True, "filament_detected": True}, None),
        ("paused", {}, None),
        ("printing", {"enabled": True, "filament_detected": False}, None),
    ],
)
@pytest.mark.parametrize("kind", ["switch", "motion"])
def test_why_paused(
    kind: str, state: str, sensor: dict[str, Any], message: str | None
) -> None:
    """A paused print says that its filament is out, if that is watched."""
    name = f"filament_{kind}_sensor x y"
    found = status_of(objects(state) | {name: sensor}, {})
    assert in_english(found.message) == message
    assert name in wanted_of([name])


@pytest.mark.parametrize(
    ("stats", "scan", "height", "layers"),
    [
        ({}, {}, 5.0, (None, None)),
        ({"info": {"current_layer": 3, "total_layer": 9}}, SCAN, 5.0, (3, 9)),
        ({"info": {"current_layer": 3, "total_layer": None}}, SCAN, 5.0, (3, 50)),
        (
            {"info": {"current_layer": None}},
            SCAN | {"layer_count": 49},
            None,
            (None, 49),
        ),
        ({}, SCAN, 5.0, (None, 50)),
        ({"print_duration": 1.0}, SCAN, 0.3, (1, 50)),
        ({"print_duration": 1.0}, SCAN, 0.1, (1, 50)),
        ({"print_duration": 1.0}, SCAN, 0.5, (2, 50)),
        ({"print_duration": 1.0}, SCAN, 0.51, (2, 50)),
        ({"print_duration": 1.0}, SCAN, 9.9, (49, 50)),
        ({"print_duration": 1.0}, SCAN, 60.0, (50, 50)),
        ({"print_duration": 1.0}, {"layer_height": 0.2}, 0.4, (2, None)),
        ({"print_duration": 1.0}, {"layer_height": 0.0}, 0.4, (None, None)),
    ],
)
def test_layers(
    stats: dict[str, Any],
    scan: dict[str, Any],
    height: float | None,
    layers: tuple[int | None, int | None],
) -> None:
    """What the file tells counts, then what it says of its heights."""
    assert layers_of(stats, scan, height) == layers


def test_hops_are_no_layers() -> None:
    """A nozzle that hops over the part still prints the same layer."""
    heights = Heights()
    seen = []
    for height in (0.2, 0.6, 0.2, 0.2, 0.4, 0.8, 0.4, 0.4, 0.4, 0.4):
        heights.take({"gcode_move": {"gcode_position": [1.0, 2.0, height, 4.0]}})
        seen.append(heights.lowest)
    heights.take({"extruder": {}})
    heights.take({"gcode_move": {"gcode_position": [1.0]}})
    assert seen == [0.2] * 7 + [0.4] * 3
    heights.forget()
    assert heights.lowest is None
