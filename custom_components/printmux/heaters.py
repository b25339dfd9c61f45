"""The heaters that a printer may have, as its entities name them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from .printers.driver import Heater, PrinterStatus

# More tools than any machine that changes them.
MAX_TOOLS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaterPart:
    """A heater: `order` is its name in the driver contract, `most` its limit in °C.

    `key` begins the keys of its entities, `text` the keys of their names.
    """

    key: str
    order: str
    text: str
    most: float
    find: Callable[[PrinterStatus], Heater | None]
    placeholders: Mapping[str, str] | None = None


def _nozzle(tool: int) -> HeaterPart:
    """Return the nozzle of a tool: the first is just "Nozzle"."""

    def find(status: PrinterStatus) -> Heater | None:
        return status.nozzles[tool] if tool < len(status.nozzles) else None

    number = str(tool + 1)
    return HeaterPart(
        key=f"nozzle_{number}" if tool else "nozzle",
        order=f"nozzle{tool}",
        text="further_nozzle" if tool else "nozzle",
        most=350,
        find=find,
        placeholders={"number": number} if tool else None,
    )


HEATERS: Final = (
    *(_nozzle(tool) for tool in range(MAX_TOOLS)),
    HeaterPart(
        key="bed", order="bed", text="bed", most=150, find=lambda status: status.bed
    ),
    HeaterPart(
        key="chamber",
        order="chamber",
        text="chamber",
        most=120,
        find=lambda status: status.chamber,
    ),
)
