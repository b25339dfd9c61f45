"""Tests of whether there is enough filament, by what a sensor says."""

from types import SimpleNamespace
from typing import Any

import pytest

from custom_components.printmux.jobs.filament import (
    FilamentPolicy,
    judge,
    policy_of,
    sensor_of,
    shortage,
)
from custom_components.printmux.jobs.matching import Fit
from custom_components.printmux.phrases import in_english
from homeassistant.core import HomeAssistant

from .conftest import ScriptedPrinter

SPOOL = "sensor.spool"
NEEDS = {"filament_weight_g": 11.6, "filament_length_mm": 3890.2}
NO_SAY = "How much filament is left is not known: "


def make_job(details: dict[str, Any] = NEEDS, extension: str = ".gcode") -> Any:
    """Make a job of which only this counts; it fits but for its filament."""
    return SimpleNamespace(extension=extension, details={**FITTING, **details})


FITTING = {"nozzle_diameter": 0.4, "object_height": 5.0, "filament_type": "PLA"}


def make_printer(**config: Any) -> Any:
    """Make a printer that has such a sensor, and else fits."""
    facts = {
        "nozzle_diameter": 0.4,
        "build_volume": [200, 200, 200],
        "materials": ["PLA"],
        "filament_sensor": SPOOL,
    }
    return ScriptedPrinter("one", "Printer one", config=facts | config)


@pytest.mark.parametrize(
    ("state", "unit", "words"),
    [
        ("11.6", "g", None),
        ("11.5", "g", "It needs 11.6 g of filament, 11.5 g is left"),
        ("11.5", None, "It needs 11.6 g of filament, 11.5 g is left"),
        ("0.012", "kg", None),
        ("0.01", "kg", "It needs 11.6 g of filament, 10 g is left"),
        ("9000", "mg", "It needs 11.6 g of filament, 9 g is left"),
        ("1", "oz", None),
        ("0.1", "oz", "It needs 11.6 g of filament, 2.835 g is left"),
        ("4", "m", None),
        ("389", "cm", "It needs 3.8902 m of filament, 3.89 m is left"),
        ("3000", "mm", "It needs 3.8902 m of filament, 3 m is left"),
        ("-1", "g", "It needs 11.6 g of filament, -1 g is left"),
    ],
)
async def test_measures(
    hass: HomeAssistant, state: str, unit: str | None, words: str | None
) -> None:
    """Weight and length are compared in whatever unit the sensor has."""
    attributes = {"unit_of_measurement": unit} if unit else {}
    hass.states.async_set(SPOOL, state, attributes)
    job, printer = make_job(), make_printer()
    assert in_english(shortage(hass, job, printer)) == words
    found = judge(hass, job, printer)
    assert found.fit is (Fit.WARNS if words else Fit.FITS)
    assert list(map(str, found.reasons)) == ([words] if words else [])


@pytest.mark.parametrize(
    ("state", "unit", "told", "words"),
    [
        (None, None, {}, f"{NO_SAY}no {SPOOL}"),
        ("unavailable", "g", {}, f"{NO_SAY}Spool is unavailable"),
        ("unknown", "g", {}, f"{NO_SAY}Spool is unknown"),
        ("much", "g", {}, f"{NO_SAY}Spool is much"),
        ("nan", "g", {}, f"{NO_SAY}Spool is nan"),
        ("80", "%", {}, f"{NO_SAY}%, the unit of Spool, is neither one of weight nor of"
                        " length"),
        ("1", "g", {"filament_weight_g": None},
         "The file does not tell how much filament it needs"),
        ("1", "g", {"filament_weight_g": 0.0},
         "The file does not tell how much filament it needs"),
        ("1", "m", {"filament_length_mm": None},
         "The file does not tell how much filament it needs"),
    ],
)  # fmt: skip
async def test_not_known(
    hass: HomeAssistant,
    state: str | None,
    unit: str | None,
    told: dict[str, Any],
    words: str,
) -> None:
    """What can't be told is a warning, and no shortage."""
    if state is not None:
        attributes = {"unit_of_measurement": unit, "friendly_name": "Spool"}
        hass.states.async_set(SPOOL, state, attributes)
    job, printer = make_job(NEEDS | told), make_printer()
    assert shortage(hass, job, printer) is None
    found = judge(hass, job, printer)
    assert (found.fit, *map(str, found.reasons)) == (Fit.WARNS, words)


async def test_tools(hass: HomeAssistant) -> None:
    """All that a job needs comes off one spool; of several the first one is told."""
    hass.states.async_set(SPOOL, "10", {"unit_of_measurement": "g"})
    job = make_job({"filament_weight_g": [6.0, 5.0], "filament_type": ["PLA", "PLA"]})
    words = "It needs 11 g of filament, 10 g is left"
    assert str(shortage(hass, job, make_printer())) == words
    assert shortage(hass, job, make_printer(materials=["PLA", "PLA"])) is None


async def test_no_sensor(hass: HomeAssistant) -> None:
    """Without a sensor nothing is said."""
    printer = make_printer(filament_sensor=None)
    assert sensor_of(printer) is None
    assert shortage(hass, make_job(), printer) is None
    assert judge(hass, make_job(), printer).fit is Fit.FITS


async def test_file_type_comes_first(hass: HomeAssistant) -> None:
    """Of what can't be printed at all nothing else is said."""
    found = judge(hass, make_job(extension=".bgcode"), make_printer())
    assert found.hard
    assert len(found.reasons) == 1


def test_policy() -> None:
    """A warning is all that comes of it, unless the user wants a wait."""
    assert policy_of(make_printer()) is FilamentPolicy.WARN
    printer = make_printer(filament_policy="hold")
    assert policy_of(printer) is FilamentPolicy.HOLD
