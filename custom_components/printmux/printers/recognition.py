"""Makes sure that a printer's own host answers at its address, not another machine."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import logging
from typing import Final

from .driver import PrinterDriver, StatusCallback
from .errors import DriverError, HostAuthError, HostUnreachableError, WrongHostError

# How often a host that is followed is asked who it is.
ASK_S: Final = 50.0

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Who takes note of what is found out, and knows the names of other printers."""

    # Who the host is, where that was not known.
    learned: Callable[[str], None]
    # That another one answers in its place; None once it does no more.
    stranger: Callable[[WrongHostError | None], None]
    name_of: Callable[[str], str | None]


class Recognition:
    """Gives the driver of a printer to whoever needs it, once its host is known."""

    def __init__(
        self, driver: PrinterDriver, known: str | None, notes: Notes | None
    ) -> None:
        """Take who the host is to be; asks nothing."""
        self._driver = driver
        self._known = known
        self._notes = notes
        self._stranger: WrongHostError | None = None

    def close(self) -> None:
        """Tell nobody any more: the printer is at another address now."""
        self._notes = None

    async def driver(self) -> PrinterDriver:
        """Return the driver, once no other host than the printer's own answers.

        Raises WrongHostError where one does, HostAuthError where the key is refused,
        and HostUnreachableError where nobody answers.
        """
        identity = refusal = None
        try:
            identity = await self._driver.identity()
        except HostAuthError as err:
            identity, refusal = err.identity, err
        except HostUnreachableError:
            raise
        except DriverError as err:
            # A proxy may pass on only what others ask for.
            _LOGGER.debug("%s does not tell who it is: %s", self._driver.url, err)
        if identity and not self._known:
            self._known = identity
            if self._notes:
                self._notes.learned(identity)
        stranger = None
        if identity and identity != self._known:
            stranger = WrongHostError(identity, await self._name(identity))
        self._note(stranger)
        if wrong := stranger or refusal:
            raise wrong
        return self._driver

    async def follow(self, report: StatusCallback) -> None:
        """Follow the printer until its host is lost, or proves to be another one."""
        driver = await self.driver()
        try:
            async with asyncio.TaskGroup() as both:
                asking = both.create_task(self._keep_asking())
                await driver.follow(report)
                asking.cancel()
        except BaseExceptionGroup as faults:
            # Where somebody has ended this meanwhile, it ends here: the group puts
            # that off to the next wait, and its fault is nobody's news any more.
            await asyncio.sleep(0)
            raise faults.exceptions[0] from None

    async def _keep_asking(self) -> None:
        """Ask who answers, time and again; whoever follows finds that nobody does."""
        while True:
            await asyncio.sleep(ASK_S)
            try:
                await self.driver()
            except HostAuthError, WrongHostError:
                raise
            except HostUnreachableError as err:
                _LOGGER.debug("%s did not answer: %s", self._driver.url, err)

    def _note(self, stranger: WrongHostError | None) -> None:
        """Tell of another host, and of its end, once."""
        before, self._stranger = self._stranger, stranger
        if self._notes and (before and before.identity) != (
            stranger and stranger.identity
        ):
            self._notes.stranger(stranger)

    async def _name(self, identity: str) -> str:
        """Return what to call another host: as the user does, or as it does itself."""
        if self._notes and (name := self._notes.name_of(identity)):
            return name
        if self._stranger and self._stranger.identity == identity:
            return self._stranger.name
        driver = self._driver
        try:
            # The key is not a stranger's business.
            info = await driver.probe(driver.session, str(driver.url), None)
        except DriverError:
            info = None
        return info.name if info else driver.label
