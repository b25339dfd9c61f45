"""Who has tried last whether PrintMux can be reached: kept in memory only."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from homeassistant.core import callback

from .clock import utc_now

# Who asks again and again says nothing new each time.
SAME = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A client's test: by which slicer, if that is known, and with which key, if any."""

    at: datetime
    slicer: str | None
    key_id: str | None
    accepted: bool


class Contacts:
    """Remembers the last test, and tells of each that is news."""

    def __init__(self) -> None:
        """Know of none."""
        self.last: Contact | None = None
        self._listeners: set[Callable[[], None]] = set()

    @callback
    def async_note(
        self, slicer: str | None, key_id: str | None, *, accepted: bool
    ) -> None:
        """Note a test, unless that says nothing new."""
        last = self.last
        now = Contact(at=utc_now(), slicer=slicer, key_id=key_id, accepted=accepted)
        if last is not None and replace(now, at=last.at) == last:
            if now.at - last.at < SAME:
                return
        self.last = now
        for listener in list(self._listeners):
            listener()

    @callback
    def async_subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Tell a listener of tests; returns how to stop that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)
