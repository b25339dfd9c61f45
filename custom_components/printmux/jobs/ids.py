"""Ids that sort in the order in which they were made, within a millisecond too."""

import time

from homeassistant.util.ulid import ulid_at_time


class IdMaker:
    """Makes ULIDs, each greater than the one before."""

    def __init__(self) -> None:
        """Begin at the time that it is."""
        self._last_ms = 0

    def __call__(self) -> str:
        """Return the next id."""
        self._last_ms = max(self._last_ms + 1, time.time_ns() // 1_000_000)
        return ulid_at_time(self._last_ms / 1000)


new_id = IdMaker()
