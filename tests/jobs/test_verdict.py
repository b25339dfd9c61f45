"""Tests of whether a printer fits a job, check by check."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.printmux.const import (
    CONF_BUILD_VOLUME,
    CONF_COLORS,
    CONF_MATERIALS,
    CONF_MODELS,
    CONF_NOZZLE_DIAMETER,
    CONF_PLATE,
)
from custom_components.printmux.jobs.matching import Fit, verdict
from custom_components.printmux.printers.driver import PrinterDetails
from custom_components.printmux.printers.moonraker import MoonrakerDriver
from custom_components.printmux.printers.octoprint import OctoPrintDriver

from .conftest import ScriptedPrinter

HOST = PrinterDetails(nozzle_diameters=(0.4,), build_volume=(250, 210, 220))
FACTORY = replace(HOST, nozzles_assumed=True, volume_assumed=True)
TWO_NOZZLES = replace(HOST, nozzle_diameters=(0.4, 0.6))
# What is set of a printer for which nothing is unknown.
SET: dict[str, Any] = {CONF_MODELS: ["Original Prusa MK4"], CONF_MATERIALS: ["PLA"]}
FILE: dict[str, Any] = {
    "printer_model": "MK4",
    "nozzle_diameter": 0.4,
    "object_height": 48.0,
    "filament_type": "PLA",
    "filament_color": "#FF8000",
    "filament_length_mm": 3890.2,
    "filament_weight_g": 11.6,
    "gcode_flavor": "marlin2",
}
TWO_TOOLS: dict[str, Any] = {
    "printer_model": "MK4",
    "nozzle_diameter": [0.4, 0.4],
    "object_height": 48.0,
    "filament_type": ["PLA", "PETG"],
    "filament_color": ["#FF8000", "#FFFFFF"],
    "filament_length_mm": [100.0, 50.0],
}
FITS, WARNS, NOT = Fit.FITS, Fit.WARNS, Fit.DOES_NOT_FIT


def make_job(details: dict[str, Any], extension: str = ".gcode") -> Any:
    """Make a job of which only this counts."""
    return SimpleNamespace(extension=extension, details=details)


def make_printer(
    config: dict[str, Any] | None = None,
    details: PrinterDetails | None = HOST,
    tags: list[str] | None = None,
) -> Any:
    """Make a printer."""
    return ScriptedPrinter(
        "one",
        "Printer one",
        config=SET if config is None else config,
        details=details,
        tags=tags or [],
    )


CASES = [
    # What the file changes, what the printer's settings change, the host's word, the end.
    ("all", {}, {}, HOST, FITS, []),
    ("model", {"printer_model": "MINI"}, {}, HOST, NOT,
     ["Sliced for MINI, this printer is Original Prusa MK4"]),
    ("one of several models", {"printer_model": "MINI"},
     {CONF_MODELS: ["MK4", "Prusa MINI"]}, HOST, FITS, []),
    ("model not set", {}, {CONF_MODELS: []}, HOST, WARNS,
     ["Sliced for MK4, and it is not known which model this printer is"]),
    ("no model in file", {"printer_model": None}, {}, HOST, WARNS,
     ["The file does not tell its printer model"]),
    ("no model anywhere", {"printer_model": None}, {CONF_MODELS: []}, HOST, FITS, []),
    ("nozzle", {"nozzle_diameter": 0.6}, {}, HOST, NOT,
     ["Sliced for a 0.6 mm nozzle, this printer has 0.4 mm"]),
    ("nozzle set", {"nozzle_diameter": 0.6}, {CONF_NOZZLE_DIAMETER: 0.6}, HOST, FITS, []),
    ("nozzle of the factory", {"nozzle_diameter": 0.6}, {}, FACTORY, WARNS,
     ["Sliced for a 0.6 mm nozzle, and it is not known which this printer has"]),
    ("all of the factory", {}, {}, FACTORY, FITS, []),
    ("nozzle set over the factory's", {}, {CONF_NOZZLE_DIAMETER: 0.6}, FACTORY, NOT,
     ["Sliced for a 0.4 mm nozzle, this printer has 0.6 mm"]),
    ("nozzle unknown", {}, {CONF_BUILD_VOLUME: [200, 200, 200]}, None, WARNS,
     ["Sliced for a 0.4 mm nozzle, and it is not known which this printer has"]),
    ("nozzle rounded", {"nozzle_diameter": 0.4000001}, {}, HOST, FITS, []),
    ("height", {"object_height": 230.0}, {}, HOST, NOT,
     ["It is 230 mm tall, this printer prints up to 220 mm"]),
    ("height at the top", {"object_height": 220.04}, {}, HOST, FITS, []),
    ("height set", {"object_height": 230.0}, {CONF_BUILD_VOLUME: [250, 210, 240.0]},
     HOST, FITS, []),
    ("height of the factory", {"object_height": 230.0}, {}, FACTORY, WARNS,
     ["It is not known how large this printer can print"]),
    ("height unknown", {}, {CONF_NOZZLE_DIAMETER: 0.4}, None, WARNS,
     ["It is not known how large this printer can print"]),
    ("too large", {"extras": {"object_size": [30.0, 210.1]}}, {}, HOST, NOT,
     ["It is 30 x 210.1 mm large, this printer's bed is 250 x 210 mm"]),
    ("as large as the bed", {"extras": {"object_size": [250.0, 210.0]}}, {}, HOST, FITS,
     []),
    ("too large for the factory's", {"extras": {"object_size": [251.0, 20.0]}}, {},
     FACTORY, WARNS, ["It is not known how large this printer can print"]),
    ("factory's bed", {"extras": {"bed_size": [300.0, 300.0]}}, {}, FACTORY, FITS, []),
    ("larger bed", {"extras": {"bed_size": [256.0, 256.0]}}, {}, HOST, WARNS,
     ["Sliced for a bed of 256 x 256 mm, this printer's is 250 x 210 mm"]),
    ("about the same bed", {"extras": {"bed_size": [255.0, 220.0]}}, {}, HOST, FITS, []),
    ("material", {"filament_type": "PETG"}, {}, HOST, NOT,
     ["Sliced for PETG, PLA is loaded"]),
    ("material akin", {"filament_type": "PLA-CF"}, {}, HOST, WARNS,
     ["Sliced for PLA-CF, PLA is loaded"]),
    ("material not set", {}, {CONF_MATERIALS: []}, HOST, WARNS,
     ["It is not known which material is loaded"]),
    ("material set as unknown", {}, {CONF_MATERIALS: [""]}, HOST, WARNS,
     ["It is not known which material is loaded"]),
    ("color", {}, {CONF_COLORS: ["blue"]}, HOST, WARNS,
     ["Sliced in #FF8000, blue is loaded"]),
    ("near color", {}, {CONF_COLORS: ["orange"]}, HOST, FITS, []),
    ("plate", {"bed_type": "Cool Plate"}, {CONF_PLATE: "Textured PEI Plate"}, HOST,
     WARNS, ["Sliced for Cool Plate, this printer has Textured PEI Plate"]),
    ("same plate", {"bed_type": "Textured PEI Plate"}, {CONF_PLATE: "textured pei"},
     HOST, FITS, []),
    ("plate not set", {"bed_type": "Cool Plate"}, {}, HOST, FITS, []),
    ("nothing but height", dict.fromkeys(FILE, None) | {"object_height": 10.0}, {},
     HOST, WARNS, ["The file does not tell its printer model, nozzle and material"]),
    ("silent", dict.fromkeys(FILE, None), {}, HOST, WARNS,
     ["The file does not say what it was sliced for"]),
    ("worst first", {"filament_type": "PETG", "printer_model": None}, {}, HOST, NOT,
     ["Sliced for PETG, PLA is loaded", "The file does not tell its printer model"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "config", "details", "fit", "reasons"),
    [case[1:] for case in CASES],
    ids=[str(case[0]) for case in CASES],
)
def test_checks(
    told: dict[str, Any],
    config: dict[str, Any],
    details: PrinterDetails | None,
    fit: Fit,
    reasons: list[str],
) -> None:
    """Each check says what it finds; what is not known never stands in the way."""
    found = verdict(make_job(FILE | told), make_printer(SET | config, details))
    assert (found.fit, list(map(str, found.reasons)), found.hard) == (
        fit,
        reasons,
        False,
    )


TOOLS = [
    ("a tool too few", {}, {}, HOST, WARNS,
     ["T1: It is not known which material is loaded", "It needs 2 tools, this printer has 1"]),
    ("all loaded", {}, {CONF_MATERIALS: ["PLA", "PETG"]}, HOST, FITS, []),
    ("loaded the other way", {}, {CONF_MATERIALS: ["PETG", "PLA"]}, HOST, NOT,
     ["T0: Sliced for PLA, PETG is loaded", "T1: Sliced for PETG, PLA is loaded"]),
    ("one of two nozzles", {}, {CONF_MATERIALS: ["PLA", "PETG"]}, TWO_NOZZLES, NOT,
     ["T1: Sliced for a 0.4 mm nozzle, this printer has 0.6 mm"]),
    ("both nozzles", {"nozzle_diameter": [0.6, 0.6]}, {CONF_MATERIALS: ["PLA", "PETG"]},
     HOST, NOT, ["Sliced for a 0.6 mm nozzle, this printer has 0.4 mm"]),
    ("a color", {}, {CONF_MATERIALS: ["PLA", "PETG"], CONF_COLORS: ["orange", "black"]},
     HOST, WARNS, ["T1: Sliced in #FFFFFF, black is loaded"]),
    ("second tool unused", {"filament_length_mm": [100.0, 0.0]}, {}, HOST, FITS, []),
    ("first tool unused", {"filament_length_mm": [0.0, 5.0]}, {}, HOST, NOT,
     ["Sliced for PETG, PLA is loaded", "It needs 2 tools, this printer has 1"]),
    ("one tool tells nothing",
     {"filament_type": ["PLA", ""], "filament_color": ["", ""]}, {}, HOST, WARNS,
     ["It needs 2 tools, this printer has 1"]),
    ("amounts of unknown tools", {"filament_length_mm": [5.0]}, {}, HOST, WARNS,
     ["The file does not tell its material"]),
    ("amounts of tools alike",
     {"filament_length_mm": [5.0], "filament_type": ["PLA", "PLA"]}, {}, HOST, FITS, []),
    ("tools of nobody knows what", {}, {CONF_MATERIALS: []},
     PrinterDetails(build_volume=(250, 210, 220)), WARNS,
     ["Sliced for a 0.4 mm nozzle, and it is not known which this printer has",
      "It is not known which material is loaded",
      "It needs 2 tools, and it is not known how many this printer has"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "config", "details", "fit", "reasons"),
    [case[1:] for case in TOOLS],
    ids=[str(case[0]) for case in TOOLS],
)
def test_tools(
    told: dict[str, Any],
    config: dict[str, Any],
    details: PrinterDetails,
    fit: Fit,
    reasons: list[str],
) -> None:
    """Tools count where they print; what is said of all of them is said once."""
    found = verdict(make_job(TWO_TOOLS | told), make_printer(SET | config, details))
    assert (found.fit, list(map(str, found.reasons))) == (fit, reasons)


@pytest.mark.parametrize(
    ("tags", "fit"),
    [(["PLA"], FITS), (["PETG"], NOT), (["PETG", "pla"], FITS), (["Workshop"], WARNS)],
)
def test_tags_name_materials(tags: list[str], fit: Fit) -> None:
    """A tag counts as loaded where no material is set; a set one counts before it."""
    unset = make_printer({**SET, CONF_MATERIALS: []}, tags=tags)
    assert verdict(make_job(FILE), unset).fit is fit
    assert verdict(make_job(FILE), make_printer(tags=tags)).fit is FITS


@pytest.mark.parametrize(
    ("driver", "flavor", "fit"),
    [
        (MoonrakerDriver, "klipper", FITS),
        (MoonrakerDriver, "Marlin", FITS),
        (MoonrakerDriver, "Griffin", WARNS),
        (OctoPrintDriver, "klipper", WARNS),
        (OctoPrintDriver, "Marlin(Volumetric)", FITS),
        (OctoPrintDriver, "RepRapFirmware", FITS),
        (OctoPrintDriver, None, FITS),
    ],
)
def test_flavors(driver: type[Any], flavor: str | None, fit: Fit) -> None:
    """A host's drivers say which flavours it takes; others are warned of."""
    printer = make_printer()
    printer.driver = driver(None, "http://printer.local")
    found = verdict(make_job(FILE | {"gcode_flavor": flavor}), printer)
    assert found.fit is fit
    assert all(str(flavor) in str(reason) for reason in found.reasons)


def test_file_type() -> None:
    """What the host can't print can't be forced, and nothing else is said."""
    found = verdict(make_job(FILE, ".bgcode"), make_printer())
    assert (found.fit, found.hard, len(found.reasons)) == (NOT, True, 1)
    assert "does not print .bgcode files" in str(found.reasons[0])


NAMES = st.text("AKLMPT0124 -+", max_size=8)
AMOUNTS = st.floats(0, 9999)
# What a row of `job_details` may hold, whatever the slicer was.
DETAILS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("printer_model", "gcode_flavor", "bed_type"), NAMES),
        **dict.fromkeys(("object_height", "nozzle_diameter"), AMOUNTS),
        "filament_type": NAMES | st.lists(NAMES, min_size=2, max_size=5),
        "filament_color": NAMES | st.lists(NAMES, min_size=2, max_size=5),
        "filament_length_mm": AMOUNTS | st.lists(AMOUNTS, min_size=2, max_size=5),
        "filament_weight_g": AMOUNTS | st.lists(AMOUNTS, min_size=2, max_size=5),
        "extras": st.fixed_dictionaries(
            {}, optional={"bed_size": st.lists(AMOUNTS, min_size=2, max_size=2)}
        ),
    },
)


@settings(deadline=None)
@given(DETAILS)
def test_unknown_never_blocks(details: dict[str, Any]) -> None:
    """Of a printer of which nothing is known nobody can say that it does not fit."""
    found = verdict(make_job(details), make_printer({}, None))
    assert found.fit is WARNS
    assert len(found.reasons) == len(set(found.reasons)) > 0
