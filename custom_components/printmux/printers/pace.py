"""How long to wait: for something that should happen soon, or for a host that is gone."""

from collections.abc import Iterator
import random
from typing import Final

FIRST_S: Final = 0.02
# Seconds between the tries to reach a host that is gone; the last one repeats.
RETRY_S: Final = (5.0, 10.0, 30.0, 60.0)
JITTER: Final = 0.2


def growing_pauses(most_s: float) -> Iterator[float]:
    """Yield pauses in seconds for ever: 20 ms, then twice the last, at most `most_s`."""
    pause = FIRST_S
    while True:
        yield pause
        pause = min(2 * pause, most_s)


def retry_pauses() -> Iterator[float]:
    """Yield the seconds to wait before each next try, for ever."""
    at = 0
    while True:
        # Hosts that went with one fuse do not all come back in one moment.
        yield RETRY_S[at] * random.uniform(1 - JITTER, 1 + JITTER)
        at = min(at + 1, len(RETRY_S) - 1)
