"""Follows one host for ever: a connection that is lost is made anew."""

import asyncio
import logging
import time
from typing import Final, Protocol

from ..phrases import Words, phrase
from .driver import PrinterDriver, PrinterStatus
from .errors import DriverError, HostAuthError
from .pace import retry_pauses
from .recognition import Recognition

# What held for less was no connection.
STEADY_S: Final = 10.0

_LOGGER = logging.getLogger(__name__)


class Follower(Protocol):
    """Who is told of a printer that is followed."""

    name: str

    def hear(self, status: PrinterStatus, *, first: bool) -> None:
        """Take how the printer is; `first` is the first word of a connection."""

    def lose(self, words: Words, *, connected: bool, refused: bool) -> None:
        """Take why there is no connection: that it was lost, that a key was refused."""


class Following:
    """The connection to one host, as long as it is not closed."""

    def __init__(self, recognition: Recognition, follower: Follower) -> None:
        """Take whom to follow, and who is told; `async_run` begins."""
        self.connected = False
        self._recognition = recognition
        self._follower = follower
        self._closed = False

    async def async_recognise(self) -> PrinterDriver:
        """Return the driver, once the printer's own host answers. See Recognition."""
        return await self._recognition.driver()

    def close(self) -> None:
        """Tell nobody any more: what an earlier address says is nobody's news."""
        self.connected = False
        self._closed = True
        self._recognition.close()

    async def async_run(self, ready: asyncio.Event | None) -> None:
        """Follow until this is closed, once it is `ready`; a lost host is tried again."""
        if ready is not None:
            await ready.wait()
        pauses = retry_pauses()
        while True:
            began, refused = time.monotonic(), False
            try:
                await self._recognition.follow(self._hear)
                if self.connected and time.monotonic() > began + STEADY_S:
                    continue
                words: Words = phrase("host.ended")
            except HostAuthError as err:
                words, refused = err.words, True
            except DriverError as err:
                words = err.words
            except Exception:
                # A driver's fault must not end it.
                _LOGGER.exception("The driver of %s has failed", self._follower.name)
                words = phrase("host.fault")
            if self._closed:
                return
            if connected := self.connected:
                self.connected = False
                pauses = retry_pauses()
            self._follower.lose(words, connected=connected, refused=refused)
            await asyncio.sleep(next(pauses))

    def _hear(self, status: PrinterStatus) -> None:
        """Pass on what the driver hears."""
        if self._closed:
            return
        first, self.connected = not self.connected, True
        self._follower.hear(status, first=first)
