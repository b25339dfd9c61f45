"""Real print servers on this machine: Moonraker with a simulated board, OctoPrint."""

from .servers import Printer
from .testbed import Testbed

__all__ = ["Printer", "Testbed"]
