"""How slicers write: tables of fields, each with where its value stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import re
from typing import Any

from .comments import Reading

type Finder = Callable[[Reading], Any]
type Parser = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One way to write comments.

    `setting` tells settings from other keys where no block marks them. `layer_marks`
    are lines written once a layer, `heights` the keys of comments with a layer's Z.
    """

    fields: Mapping[str, Finder]
    extras: Mapping[str, Finder] = field(default_factory=dict)
    separators: str = "=:"
    setting: re.Pattern[str] = re.compile(r"[a-z_][a-z0-9_]*")
    prepare: Callable[[Reading], None] = lambda reading: None
    layer_marks: tuple[bytes, ...] = ()
    heights: tuple[str, ...] = ()


def values_of(reading: Reading, key: str) -> list[str | list[str]]:
    """Return what stands for a key: in the settings, else in the lines, last first."""
    if key in reading.config:
        return [reading.config[key]]
    return [*reversed(reading.values(key))]


def pick(parse: Parser, *keys: str) -> Finder:
    """Find the first of some keys that has a value."""

    def find(reading: Reading) -> Any:
        for key in keys:
            for value in values_of(reading, key):
                if (found := parse(value)) is not None:
                    return found
        return None

    return find


def first_of(*finders: Finder) -> Finder:
    """Find what the first finder that knows says."""

    def find(reading: Reading) -> Any:
        found = (finder(reading) for finder in finders)
        return next((value for value in found if value is not None), None)

    return find


def scaled(finder: Finder, factor: float) -> Finder:
    """Find numbers in another unit."""

    def find(reading: Reading) -> Any:
        found = finder(reading)
        if isinstance(found, list):
            return [round(value * factor, 6) for value in found]
        return None if found is None else round(found * factor, 6)

    return find


def heated(*codes: str, last: bool = False) -> Finder:
    """Find the first, or the last, temperature ordered by commands.

    With `last` only where one tool is heated: others may be on standby.
    """

    def find(reading: Reading) -> float | None:
        heats = [heat for heat in reading.heats if heat.code in codes]
        heats = [heat for heat in heats if heat.temperature]
        if not last:
            ordered = sorted(heats, key=lambda heat: codes.index(heat.code))
            return ordered[0].temperature if ordered else None
        heats = [heat for heat in heats if not heat.comment]
        tools = {heat.tool or 0 for heat in heats}
        return heats[-1].temperature if len(tools) == 1 else None

    return find


# What can be known without knowing the slicer: the temperatures.
COMMANDS: Mapping[str, Finder] = {
    "first_layer_nozzle_temp": heated("M109", "M104"),
    "first_layer_bed_temp": heated("M190", "M140"),
    "nozzle_temp": heated("M109", "M104", last=True),
    "bed_temp": heated("M190", "M140", last=True),
}
