"""A job's file on its way to a target's printer: its turn, the upload, the check."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import time

from ..phrases import phrase
from ..printers.driver import SourceFile
from ..printers.errors import ContentMismatchError
from .at_printer import AtPrinter
from .models import TargetState

# A job may be on its way to many printers: each step is work for many listeners.
PROGRESS_S = 1.0


class Delivery:
    """Gets a verified copy of the file onto the printer, once."""

    def __init__(self, at: AtPrinter) -> None:
        """Take the target; `async_make` delivers."""
        self._at = at
        # When progress may be shown again.
        self._progress_due = 0.0

    async def async_make(self) -> None:
        """Send the file, unless a good copy is there. Raises DriverError or OSError."""
        source = self._at.ledger.source_file(self._at.job.id)
        if not await self._async_is_there(source):
            await self._async_upload(source)

    async def _async_is_there(self, source: SourceFile) -> bool:
        """Tell whether an earlier attempt left a good copy behind."""
        if not self._at.target.attempts:
            return False
        driver = await self._at.async_driver()
        try:
            return await driver.verify(source, self._at.target.remote_name)
        except ContentMismatchError:
            return False

    async def _async_upload(self, source: SourceFile) -> None:
        """Send the file when it is this target's turn, and check what arrived."""
        async with self._async_turn():
            driver = await self._at.async_driver()
            target = await self._at.ledger.async_change_target(
                self._at.target,
                state=TargetState.UPLOADING,
                waiting_for=None,
                error_message=None,
                progress=0.0,
                attempts=self._at.target.attempts + 1,
            )
            name = await driver.upload(source, target.remote_name, self._sent)
        if name != target.remote_name:
            await self._at.ledger.async_change_target(self._at.target, remote_name=name)
        if not await driver.verify(source, name):
            raise ContentMismatchError(phrase("target.not_there"))

    @asynccontextmanager
    async def _async_turn(self) -> AsyncGenerator[None]:
        """Wait for the host's turn and for one of the places for uploads."""
        async with (
            self._at.dispatcher.turns.async_turn(self._at.printer.driver),
            self._at.dispatcher.uploads.async_place(),
        ):
            yield

    def _sent(self, sent: int) -> None:
        """Show now and then how much of the file is on its way."""
        size = self._at.ledger.source_file(self._at.job.id).size
        now = time.monotonic()
        if sent < size and now < self._progress_due:
            return
        self._progress_due = now + PROGRESS_S
        self._at.ledger.show_progress(self._at.target, sent / size if size else 1.0)
