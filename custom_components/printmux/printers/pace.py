"""How long to wait: for something that should happen soon, for a host that is gone."""

from collections.abc import Iterator
from typing import Final

FIRST_S: Final = 0.02
# Seconds between the tries to reach a host that is gone; the last one repeats.
RETRY_S: Final = (5.0, 10.0, 30.0, 60.0)


def growing_pauses(most_s: float) -> Iterator[float]:
    """Yield pauses in seconds for ever: 20 ms, then twice the last, at most `most_s`."""
    pause = FIRST_S
    while True:
        yield pause
        pause = min(2 * pause, most_s)
