"""What a job needs of a printer, and what is known of the printer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..const import (
    CONF_BUILD_VOLUME,
    CONF_COLORS,
    CONF_MATERIALS,
    CONF_MODELS,
    CONF_NOZZLE_DIAMETER,
    CONF_PLATE,
)
from ..gcode.details import BED_SIZE, OBJECT_SIZE
from ..gcode.values import wrap
from .likeness import is_material

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator


@dataclass(frozen=True, slots=True)
class ToolUse:
    """What a file says of one of the tools that it prints with; they count from 0."""

    tool: int
    nozzle: float | None
    material: str | None
    color: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a file was sliced for; unknown is None."""

    model: str | None
    height: float | None
    # Width and depth: of what is printed, of the bed it is sliced for; empty if unknown.
    size: Sequence[float]
    bed: Sequence[float]
    flavor: str | None
    plate: str | None
    uses: tuple[ToolUse, ...]
    # How many tools there must be.
    tools: int

    @classmethod
    def of(cls, details: Mapping[str, Any]) -> Self:
        """Take them from the row of `job_details`."""
        uses, tools = _uses(details)
        extras = details.get("extras") or {}
        return cls(
            model=details.get("printer_model"),
            height=details.get("object_height"),
            size=extras.get(OBJECT_SIZE, ()),
            bed=extras.get(BED_SIZE, ()),
            flavor=details.get("gcode_flavor"),
            plate=details.get("bed_type"),
            uses=uses,
            tools=tools,
        )

    @property
    def silent(self) -> bool:
        """Tell whether the file says nothing that matters."""
        told = (self.model, self.height, self.flavor)
        return not any(told) and not any(u.nozzle or u.material for u in self.uses)


def _uses(details: Mapping[str, Any]) -> tuple[tuple[ToolUse, ...], int]:
    """Return the tools that print something, and how many there must be."""
    nozzles, materials, colors = (
        wrap(details.get(name))
        for name in ("nozzle_diameter", "filament_type", "filament_color")
    )
    amounts = _amounts(details)
    used = [tool for tool, amount in enumerate(amounts) if amount]
    if len(amounts) != len(materials or amounts):
        # Some slicers tell the amounts of the used tools only, not which these are.
        one = ToolUse(0, _sole(nozzles), _sole(materials), _sole(colors))
        return (one,), max(len(used), 1)
    used = used or [0]
    uses = tuple(
        ToolUse(tool, _at(nozzles, tool), _at(materials, tool), _at(colors, tool))
        for tool in used
    )
    return uses, used[-1] + 1


def _amounts(details: Mapping[str, Any]) -> list[float]:
    """Return how much filament each tool uses, in whatever unit is told."""
    lengths = wrap(details.get("filament_length_mm"))
    weights = wrap(details.get("filament_weight_g"))
    if not lengths or not weights:
        return lengths or weights
    if len(lengths) != len(weights):
        return max(lengths, weights, key=len)
    return [a + b for a, b in zip(lengths, weights, strict=True)]


def _at[T](values: Sequence[T], tool: int) -> T | None:
    """Return a tool's value; a single one counts for all tools."""
    if len(values) == 1:
        return values[0]
    return values[tool] if tool < len(values) else None


def _sole[T](values: Sequence[T]) -> T | None:
    """Return the value that all tools have in common."""
    return values[0] if len(set(values)) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a printer: the user's word counts before the host's."""

    models: Sequence[str]
    nozzles: Sequence[float]
    volume: Sequence[float] | None
    # The host comes with these sizes: where they do not fit, they are not known.
    nozzles_assumed: bool
    volume_assumed: bool
    materials: Sequence[str]
    # Materials that the printer's tags name; they count when none are set.
    tagged: Sequence[str]
    colors: Sequence[str]
    plate: str | None
    # What the host is called, and which flavours of G-code go there.
    host: str
    flavors: frozenset[str]

    @classmethod
    def of(cls, printer: PrinterCoordinator) -> Self:
        """Take them from the printer's settings and from its host."""
        config, details = printer.config, printer.details
        nozzles = details.nozzle_diameters if details else ()
        volume = details.build_volume if details else None
        own_nozzle = config.get(CONF_NOZZLE_DIAMETER)
        own_volume = config.get(CONF_BUILD_VOLUME)
        return cls(
            models=config.get(CONF_MODELS, ()),
            nozzles=(own_nozzle,) * max(len(nozzles), 1) if own_nozzle else nozzles,
            volume=own_volume or volume,
            nozzles_assumed=bool(
                details and details.nozzles_assumed and not own_nozzle
            ),
            volume_assumed=bool(details and details.volume_assumed and not own_volume),
            materials=config.get(CONF_MATERIALS, ()),
            tagged=[tag for tag in printer.tags if is_material(tag)],
            colors=config.get(CONF_COLORS, ()),
            plate=config.get(CONF_PLATE),
            host=printer.driver.label,
            flavors=printer.driver.flavors,
        )

    @property
    def tools(self) -> int:
        """Return how many tools there are, 0 if that is not known."""
        return max(len(self.nozzles), len(self.materials))

    def loaded(self, use: ToolUse, needs: Needs) -> Sequence[str]:
        """Return the materials of which one is loaded for a tool of a job."""
        if any(self.materials):
            found = _loaded(self.materials, use, needs)
            return (found,) if found else ()
        return self.tagged

    def color(self, use: ToolUse, needs: Needs) -> str | None:
        """Return the colour that is loaded for a tool of a job."""
        return _loaded(self.colors, use, needs)

    def nozzle(self, use: ToolUse) -> float | None:
        """Return the nozzle that a tool of a job prints with."""
        return _at(self.nozzles, use.tool)


def _loaded(values: Sequence[str], use: ToolUse, needs: Needs) -> str | None:
    """Return what is loaded for a tool, None if that is not known.

    Where one spool is all there is, it is meant by a job with one, be it tool 3.
    """
    tool = 0 if len(values) == 1 and len(needs.uses) == 1 else use.tool
    return values[tool] or None if tool < len(values) else None
