"""Real print servers on this machine: Moonraker and PrusaLink with simulated boards, OctoPrint."""

from .servers import Printer
from .testbed import Testbed

__all__ = ["Printer", "Testbed"]
