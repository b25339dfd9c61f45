"""Run a simulated board: python -m tests.testbed.mcu TTY_LINK CONTROL_SOCKET."""

from pathlib import Path
import signal
import sys
from types import FrameType

from .board import Board


def _stop(number: int, frame: FrameType | None) -> None:
    """End through the main loop."""
    raise SystemExit


def main() -> None:
    """Run until a signal comes."""
    board = Board(Path(sys.argv[1]), Path(sys.argv[2]))
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    try:
        board.loop()
    finally:
        board.close()


if __name__ == "__main__":
    main()
