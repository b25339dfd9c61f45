"""Whether two names mean the same: printer models, materials, colours, plates.

A verdict asks this of every job and printer, so answers are kept.
"""

from enum import IntEnum
from functools import lru_cache
import re
from typing import Final

from homeassistant.util.color import color_name_to_rgb

# Types of filament as slicers write them. Of any other word nobody knows what it is.
MATERIALS: Final = frozenset(
    {
        *("pla", "petg", "abs", "asa", "tpu", "pc", "pa", "pp", "pe"),
        *("pva", "bvoh", "pvb", "hips", "pmma", "pom", "pei", "peek", "pekk"),
        *("pps", "pha", "eva", "cpe", "san", "psu", "ppsu", "pvdf", "sbs"),
    }
)
# Those that a tag may mean; Eva may be somebody's name.
COMMON: Final = frozenset(
    {*("pla", "petg", "abs", "asa", "tpu", "pc", "pa", "pp", "pva", "hips")}
)
# Other names on which everybody agrees.
ALIASES: Final = {
    **{f"{name}+": name for name in ("pla", "petg", "abs", "asa")},
    "flex": "tpu",
    "nylon": "pa",
    "ultem": "pei",
}
# Names that may mean another one, or not: old PrusaSlicers call PETG PET.
KIN: Final = {
    "pet": "petg",
    "pctg": "petg",
    "tpe": "tpu",
    **dict.fromkeys(("pa6", "pa11", "pa12"), "pa"),
}
# With these added it prints as it does without.
HARMLESS: Final = frozenset({"plus", "pro", "basic", "generic"})
# What is added to a type in the names of others: PLA-CF.
ADDED: Final = frozenset({"cf", "gf", "pet", "pctg", "tpe", "pa6", "pa11", "pa12"})
# Colours nearer than this, of 441 between black and white, have the same name.
NEAR: Final = 100.0


class Likeness(IntEnum):
    """How much alike two materials are."""

    OTHER = 0
    # Nobody can tell, or one of the family with fibres, foam or such in it.
    AKIN = 1
    SAME = 2


@lru_cache(maxsize=4096)
def tokens(name: str) -> frozenset[str]:
    """Return the words of a name, without regard to case."""
    return frozenset(re.findall(r"[^\W_]+", name.casefold()))


@lru_cache(maxsize=4096)
def same_name(one: str, other: str) -> bool:
    """Tell whether all words of one name are in the other: MK4, Original Prusa MK4."""
    here, there = tokens(one), tokens(other)
    return bool(here and there) and (here <= there or there <= here)


@lru_cache(maxsize=4096)
def _material(name: str) -> tuple[str, frozenset[str]]:
    """Return the type that a material is of, and what else is said of it."""
    words = re.findall(r"[^\W_]+\+?", name.casefold())
    words = [ALIASES.get(word, word) for word in words]
    kin = [KIN.get(word, word) for word in words]
    base = next((word for word in kin if word in MATERIALS), "")
    if not base:
        return " ".join(words), frozenset()
    return base, frozenset(words) - {base} - HARMLESS


def is_material(name: str) -> bool:
    """Tell whether a tag names a material, with or without fibres."""
    base, more = _material(name)
    return base in COMMON and more <= ADDED


@lru_cache(maxsize=4096)
def compare_materials(wanted: str, loaded: str) -> Likeness:
    """Compare what a file is sliced for with what is loaded."""
    (base, more), (other_base, other_more) = _material(wanted), _material(loaded)
    if base == other_base:
        return Likeness.SAME if more == other_more else Likeness.AKIN
    known = base in MATERIALS and other_base in MATERIALS
    return Likeness.OTHER if known else Likeness.AKIN


@lru_cache(maxsize=4096)
def rgb(color: str) -> tuple[int, int, int] | None:
    """Return a colour written as `#RRGGBB`, `#RGB` or by its CSS name."""
    text = color.strip().lower()
    if match := re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6}(?:[0-9a-f]{2})?)", text):
        digits = match[1] if len(match[1]) > 3 else "".join(c * 2 for c in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    try:
        red, green, blue = color_name_to_rgb(text)
    except ValueError:
        return None
    return red, green, blue


@lru_cache(maxsize=4096)
def same_color(one: str, other: str) -> bool:
    """Tell whether two colours may be called by one name; unknown ones may."""
    here, there = rgb(one), rgb(other)
    if here is None or there is None:
        return True
    return sum((a - b) ** 2 for a, b in zip(here, there, strict=True)) <= NEAR**2
