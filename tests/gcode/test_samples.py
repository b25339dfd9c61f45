"""Every fact of the manifests beside real sliced files, where these are."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.printmux.gcode.bgcode import Kind, walk
from custom_components.printmux.gcode.details import Details
from custom_components.printmux.gcode.package import Package
from custom_components.printmux.gcode.reader import read_details, read_thumbnail
from custom_components.printmux.gcode.values import wrap

SAMPLES = Path(__file__).parents[3] / "shared/samples"
MANIFESTS = [SAMPLES / name / "manifest.json" for name in ("own", "public")]

# Names in the manifests, and ours.
NAMES = {
    "layer_height_mm": "layer_height",
    "first_layer_height_mm": "first_layer_height",
    "object_height_mm": "object_height",
    "nozzle_diameter_mm": "nozzle_diameter",
    "nozzle_temp_c": "nozzle_temp",
    "nozzle_temp_first_layer_c": "first_layer_nozzle_temp",
    "bed_temp_c": "bed_temp",
    "bed_temp_first_layer_c": "first_layer_bed_temp",
    "infill_percent": "infill_percentage",
    "supports": "support_enabled",
    "filament_vendor": "filament_brand",
    "filament_colour": "filament_color",
    "filament_used_mm": "filament_length_mm",
    "filament_used_g": "filament_weight_g",
    **{
        name: name
        for name in (
            *("slicer", "slicer_version", "printer_model", "layer_count"),
            *("infill_pattern", "filament_type", "filament_name", "filament_cost"),
            *("estimated_time_s", "gcode_flavor", "bed_type"),
            *("printer_profile", "print_profile"),
        )
    },
}
# What else the manifests tell is no field: what is said in other ways, the sums and
# counts that stand behind a field, and what the maker of the samples saw around them.
BESIDE = {
    *("moves", "layer_change_lines", "support_toolpath_sections", "highest_G1_Z"),
    *("first_hotend_cmd_c", "first_bed_cmd_c", "first_layer_time_s", "model_time_s"),
    *("filament_used_cm3", "wipe_tower_g", "filament_density", "objects"),
    *("other_thumbnail_markers", "setting_3"),
}
# These are looked at by tests of their own.
ELSEWHERE = {
    "thumbnails",
    "total_filament_used_g",
    "total_filament_cost",
    "spiral_vase",
}
# CuraEngine alone writes these for "not computed".
PLACEHOLDERS = {
    ("curaengine413_ender3_box.gcode", name)
    for name in ("first_layer_height_mm", "filament_used_mm", "estimated_time_s")
}
# Cut in the middle of a picture; the manifest tells of the file before that.
CUT_PICTURES = {"ps280alpha_mmu.gcode", "ps233_sample.gcode"}
NO_GCODE = {"flashprint.gx"}
# An alpha version that wrote 3 and -3 for tools that printed nothing.
ODD_COSTS = {"ps280alpha_mmu.gcode"}


def entries() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each sample and its entry."""
    for manifest in MANIFESTS:
        if manifest.is_file():
            for entry in json.loads(manifest.read_bytes()):
                yield manifest.parent / entry["file"], entry


def plates(entry: dict[str, Any]) -> list[tuple[int | None, dict[str, Any]]]:
    """Return what is true of each plate, or of the file that has none."""
    if "plates" not in entry:
        return [(None, entry.get("values", {}))]
    return [(n, plate["values"]) for n, plate in enumerate(entry["plates"], 1)]


PLATES = [
    pytest.param(path, plate, values, id=f"{path.name}-{plate}")
    for path, entry in entries()
    for plate, values in plates(entry)
    if values
]


def having(fact: str) -> list[Any]:
    """Return the samples whose entries tell such a fact, as parameters."""
    return [
        pytest.param(path, entry, id=path.name)
        for path, entry in entries()
        if fact in entry and path.name not in NO_GCODE
    ]


FILES = having("file")
pytestmark = pytest.mark.skipif(not FILES, reason="no samples here")


@cache
def read(path: Path, plate: int | None = None) -> Details:
    """Read a sample once for all its facts."""
    suffix = ".gcode.3mf" if path.name.endswith(".gcode.3mf") else path.suffix
    return read_details(path, suffix, plate)


@pytest.mark.parametrize(("path", "plate", "values"), PLATES)
def test_facts(path: Path, plate: int | None, values: dict[str, Any]) -> None:
    """Each field holds what the file says; what it has nothing for is None."""
    details = read(path, plate)
    wanted = {name: value for name, value in values.items() if name in NAMES}
    for name, value in wanted.items():
        if value == "" or (path.name, name) in PLACEHOLDERS:
            wanted[name] = None
    assert {name: getattr(details, NAMES[name]) for name in wanted} == wanted


@pytest.mark.parametrize(("path", "plate", "values"), PLATES)
def test_no_fact_is_left_out(
    path: Path, plate: int | None, values: dict[str, Any]
) -> None:
    """Each fact of a manifest is a field, or known to be none."""
    assert values.keys() <= NAMES.keys() | ELSEWHERE | BESIDE


@pytest.mark.parametrize(("path", "plate", "values"), PLATES)
def test_totals_and_settings(
    path: Path, plate: int | None, values: dict[str, Any]
) -> None:
    """The sums over the tools are there, and settings as they were written."""
    details = read(path, plate)
    weight = values.get("total_filament_used_g")
    assert details.extras.get("filament_weight_total") == weight
    if "total_filament_cost" in values and path.name not in ODD_COSTS:
        cost = sum(wrap(details.filament_cost))
        assert cost == pytest.approx(values["total_filament_cost"], abs=0.011)
    if "spiral_vase" in values:
        settings = details.raw_metadata
        told = settings.get("spiral_vase", settings.get("spiral_mode"))
        assert told == str(int(values["spiral_vase"]))
    # A temperature that is ordered is known, if not always by that order.
    if values.get("first_hotend_cmd_c"):
        assert details.first_layer_nozzle_temp is not None
    if values.get("first_bed_cmd_c"):
        assert details.first_layer_bed_temp is not None
    assert details.raw_metadata or not values.get("setting_3")


@pytest.mark.parametrize(("path", "entry"), FILES)
def test_thumbnails(path: Path, entry: dict[str, Any]) -> None:
    """Every picture is listed with size and format, and can be had."""
    details = read(path)
    values = plates(entry)[0][1] if plates(entry) else {}
    wanted = [
        (t["width"], t["height"], t["format"], t["bytes"])
        for t in values.get("thumbnails", [])
    ]
    found = [
        (t.width, t.height, t.format, t.size)
        for t in details.thumbnails
        if t.in_text or entry["container"] != "zip"
    ]
    assert found == wanted[: len(found)]
    assert len(found) == len(wanted) or path.name in CUT_PICTURES
    for thumbnail in details.thumbnails:
        picture = read_thumbnail(path, thumbnail)
        assert picture is not None
        assert len(picture) == thumbnail.size


@pytest.mark.parametrize(("path", "entry"), having("images"))
def test_archive(path: Path, entry: dict[str, Any]) -> None:
    """An archive's plates and their pictures are found; projects are told so."""
    details = read(path)
    assert len(details.plates) == len(entry["plates"])
    images = {image["entry"]: image for image in entry["images"]}
    for thumbnail in details.thumbnails:
        if thumbnail.member in images:
            image = images[thumbnail.member]
            assert [thumbnail.width, thumbnail.height] == image["size"]
            assert thumbnail.size == image["bytes"]
    shown = {thumbnail.member for thumbnail in details.thumbnails}
    assert {name for name in images if name.endswith("plate_1.png")} <= shown
    if entry["plates"]:
        assert details.problem is None
    else:
        assert "not been sliced" in str(details.problem)
        assert f"{details.slicer}-{details.slicer_version}" == entry["application"]


@pytest.mark.parametrize(("path", "entry"), having("entries"))
def test_entries(path: Path, entry: dict[str, Any]) -> None:
    """An archive holds what its manifest says."""
    members = Package(path).members.values()
    found = sorted(f"{member.name} [{member.size}]" for member in members)
    assert found == sorted(entry["entries"])


@pytest.mark.parametrize(("path", "entry"), having("blocks"))
def test_blocks(path: Path, entry: dict[str, Any]) -> None:
    """The blocks before the G-code are all seen, and as large as they are unpacked."""
    with path.open("rb") as file:
        blocks = [block for block, _ in walk(file) if block.kind != Kind.THUMBNAIL]
    found = Counter(f"type{one.kind} compression{one.compression}" for one in blocks)
    wanted = {
        name.rpartition(" ")[0]: count
        for name, count in entry["blocks"].items()
        if not name.startswith(f"type{Kind.GCODE} ")
    }
    assert found == wanted
    sizes = {Kind(block.kind).name.lower(): block.unpacked for block in blocks}
    assert sizes == entry["metadata_blocks"]


@pytest.mark.parametrize(("path", "entry"), FILES)
def test_height_and_layers(path: Path, entry: dict[str, Any]) -> None:
    """What no comment tells agrees with the moves themselves, or is left out."""
    details = read(path)
    values = plates(entry)[0][1] if plates(entry) else {}
    moves = values.get("moves", {})
    if "object_height_mm" not in values and moves and details.object_height:
        assert details.object_height == moves["highest_extruding_z"]
    if "layer_count" not in values and moves and details.layer_count:
        layers = moves["distinct_z_with_3_or_more_extruding_moves"]
        assert details.layer_count == layers


@pytest.mark.parametrize(("path", "entry"), FILES)
def test_problem(path: Path, entry: dict[str, Any]) -> None:
    """Only what is known to be broken is said to be."""
    problem = read(path).problem
    whole = entry["size"] and "bad_crc" not in path.name
    sliced = entry["container"] != "zip" or entry["plates"]
    if whole and sliced and path.name not in CUT_PICTURES:
        assert problem is None
    else:
        assert problem
