"""How long to wait between two looks at something that should happen soon."""

from collections.abc import Iterator

FIRST_S = 0.02


def growing_pauses(most_s: float) -> Iterator[float]:
    """Yield pauses in seconds for ever: 20 ms, then twice the last, at most `most_s`."""
    pause = FIRST_S
    while True:
        yield pause
        pause = min(2 * pause, most_s)
