"""Tests of which names mean the same."""

import pytest

from custom_components.printmux.jobs.likeness import (
    Likeness,
    compare_materials,
    is_material,
    rgb,
    same_color,
    same_name,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MK4", "Original Prusa MK4", True),
        ("original prusa mk4", "MK4", True),
        ("Bambu Lab P1S", "P1S", True),
        ("VC4_300 COREXY", "vc4-300", True),
        ("MK4", "MK4S", False),
        ("MK4 Left", "MK4 Right", False),
        ("Textured PEI Plate", "textured pei", True),
        ("MK4", "", False),
        ("***", "***", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    """All words of one are in the other."""
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("wanted", "loaded", "alike"),
    [
        ("PLA", "pla", Likeness.SAME),
        ("PLA+", "PLA", Likeness.SAME),
        ("Generic PLA", "PLA Plus", Likeness.SAME),
        ("FLEX", "TPU", Likeness.SAME),
        ("PA-CF", "Nylon-CF", Likeness.SAME),
        ("PETG-CF", "PETG", Likeness.AKIN),
        ("PET", "PETG", Likeness.AKIN),
        ("PA6", "PA", Likeness.AKIN),
        ("Woodfill", "PLA", Likeness.AKIN),
        ("woodfill", "Woodfill", Likeness.SAME),
        ("PLA", "PETG", Likeness.OTHER),
        ("PLA-CF", "PETG-CF", Likeness.OTHER),
        ("ABS", "ASA", Likeness.OTHER),
    ],
)
def test_materials(wanted: str, loaded: str, alike: Likeness) -> None:
    """Types differ where both are known; what is added makes them akin only."""
    assert compare_materials(wanted, loaded) is alike
    assert compare_materials(loaded, wanted) is alike


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        *(("PLA", True), ("petg-cf", True), ("Flex", True), ("PET", True)),
        *(("Workshop", False), ("PLA corner", False), ("", False), ("Eva", False)),
    ],
)
def test_tags_that_name_a_material(name: str, answer: bool) -> None:
    """A tag with more in it names no material."""
    assert is_material(name) is answer


@pytest.mark.parametrize(
    ("color", "value"),
    [
        ("#FF8000", (255, 128, 0)),
        ("ff8000", (255, 128, 0)),
        ("#F80", (255, 136, 0)),
        ("#FF8000FF", (255, 128, 0)),
        (" Orange ", (255, 165, 0)),
        ("#GG0000", None),
        ("no colour", None),
    ],
)
def test_colors(color: str, value: tuple[int, int, int] | None) -> None:
    """Colours are read as slicers and CSS write them."""
    assert rgb(color) == value


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *(("#FF8000", "orange", True), ("#3FA7D6", "orange", False)),
        *(("white", "black", False), ("no colour", "black", True)),
    ],
)
def test_same_colors(one: str, other: str, same: bool) -> None:
    """Near colours are the same; of unknown ones nobody can say that they are not."""
    assert same_color(one, other) is same
