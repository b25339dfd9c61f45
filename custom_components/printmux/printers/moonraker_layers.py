"""Which layer Klipper prints: as the file tells, or else by the height of the nozzle.

Implements Klipper's objects `print_stats` (info) and `gcode_move`, and the heights
in Moonraker's metadata.
"""

import math
from typing import Any, Final

from .http import mapping, number

# Klipper answers four times a second where it is; a hop over the part takes less.
HOP_TICKS: Final = 4
# What heights that were written with two decimals may be off, in layers.
_SLACK: Final = 0.1


class Heights:
    """How high the nozzle prints: hops between two lines do not count."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.lowest: float | None = None
        self._higher: list[float] = []

    @property
    def rising(self) -> bool:
        """Tell whether the nozzle has risen, for a layer or for a hop only."""
        return bool(self._higher)

    def take(self, objects: dict[str, Any]) -> None:
        """Take what is told of the nozzle: down at once, up when it stays there."""
        if (height := height_of(objects)) is None:
            return
        if self.lowest is not None and height > self.lowest:
            self._higher.append(height)
            if len(self._higher) < HOP_TICKS:
                return
            height = min(self._higher)
        self.lowest = height
        self._higher = []

    def forget(self) -> None:
        """Begin anew, with another print."""
        self.lowest = None
        self._higher = []


def height_of(objects: dict[str, Any]) -> float | None:
    """Return how high the nozzle is over the bed, as the G-code counts."""
    position = mapping(objects.get("gcode_move")).get("gcode_position")
    return number(position[2]) if isinstance(position, list) and position[2:] else None


def told_layer(stats: dict[str, Any]) -> float | None:
    """Return the layer that the file itself has told."""
    return number(mapping(stats.get("info")).get("current_layer"))


def layers_of(
    stats: dict[str, Any], scan: dict[str, Any], height: float | None
) -> tuple[int | None, int | None]:
    """Return the layer and how many there are."""
    told = told_layer(stats)
    total = number(mapping(stats.get("info")).get("total_layer"))
    total = total or number(scan.get("layer_count"))
    total = total or _layer_at(scan, number(scan.get("object_height")))
    # Before the first line the nozzle is anywhere.
    begun = number(stats.get("print_duration"))
    layer = told or (_layer_at(scan, height) if begun else None)
    if layer and total:
        layer = min(layer, total)
    return (int(layer) if layer else None, int(total) if total else None)


def _layer_at(scan: dict[str, Any], height: float | None) -> int | None:
    """Return the layer whose top is at that height."""
    layer = number(scan.get("layer_height"))
    first = number(scan.get("first_layer_height")) or layer
    if not height or not layer or first is None:
        return None
    return max(1, math.ceil((height - first) / layer - _SLACK) + 1)
