"""The board: what all subscriptions to a hub look at together.

It is there as long as somebody looks, and a little longer: who goes from one page to
the next need not wait until all of it is put together again. One task turns what has
changed into partial records and sends them: what matters at once, mere numbers once a
second.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
import json
from typing import TYPE_CHECKING, Any, Final

from homeassistant.auth import EVENT_USER_UPDATED
from homeassistant.auth.models import User
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.messages import construct_event_message
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.json import json_bytes

from ..const import DOMAIN, LOGGER
from ..jobs.models import Job
from ..permissions import Right, may
from .details import DetailTable
from .hub import HUB, HubTable
from .jobs import JobTable
from .printers import PrinterTable
from .queue import QueueView
from .table import Record, Slices, Table

if TYPE_CHECKING:
    from ..hub import PrintMuxConfigEntry

# Changes that come closer together are sent together.
COALESCE_S: Final = 0.05
# Mere numbers are sent at most this often.
NUMBERS_S: Final = 1.0
LINGER_S: Final = 60.0
INBOX, PRINTERS, JOB = "inbox", "printers", "job"
GONE: Final = {"type": "gone"}


@dataclass(eq=False, kw_only=True)
class Subscription:
    """Somebody who looks: at what, where to tell it, and what that user may do."""

    connection: ActiveConnection
    message_id: int
    view: str
    job_id: str | None
    can: dict[str, bool]
    # Whether it has been told everything, so that changes are enough.
    begun: bool = False

    @property
    def audience(self) -> tuple[str, str | None, bool]:
        """Return what those have in common who are told the same."""
        return self.view, self.job_id, self.can["manage"]

    @callback
    def send(self, event: bytes) -> None:
        """Send an event."""
        self.connection.send_message(construct_event_message(self.message_id, event))


class Board:
    """All records of a hub, and the subscriptions to them."""

    def __init__(self, hass: HomeAssistant, entry: PrintMuxConfigEntry) -> None:
        """Begin to follow all there is."""
        self._hass = hass
        self._entry = entry
        self._subscriptions: list[Subscription] = []
        self._news = asyncio.Event()
        self._looked_at = asyncio.Event()
        self._lingering: CALLBACK_TYPE | None = None
        self._later: asyncio.TimerHandle | None = None
        self._numbers = False
        self._sent_at = self._numbers_at = 0.0
        self._printers = PrinterTable(hass, entry, self._wake)
        self._jobs = JobTable(hass, entry, self._printers, self._wake)
        self._queue = QueueView(hass, entry, self._printers, self._jobs, self._wake)
        self._details = DetailTable(hass, entry, self._printers, self._jobs, self._wake)
        self._hub = HubTable(hass, entry, self._wake)
        self._tables = (self._printers, self._jobs, self._details, self._hub)
        # What a view shows under which name.
        self._views: Mapping[str, Mapping[str, Table | None]] = {
            INBOX: {"jobs": self._jobs, "printers": self._printers},
            PRINTERS: {"printers": self._printers},
            JOB: {"jobs": self._details, "printers": None},
        }
        self._stop_users = hass.bus.async_listen(EVENT_USER_UPDATED, self._check)
        self._task = entry.async_create_background_task(
            hass, self._async_work(), f"{DOMAIN} board"
        )

    @callback
    def async_join(self, subscription: Subscription, job: Job | None) -> None:
        """Tell a subscription everything, and from then on what changes.

        `job` is that of the view of one job.
        """
        self._subscriptions.append(subscription)
        if job is not None:
            self._details.async_watch(job)
        self._linger_no_more()
        self._looked_at.set()
        self._wake(False)

    @callback
    def async_leave(self, subscription: Subscription) -> None:
        """Tell a subscription nothing more; without any the board goes in a while."""
        if subscription not in self._subscriptions:
            return
        self._subscriptions.remove(subscription)
        if subscription.job_id is not None:
            self._details.async_unwatch(subscription.job_id)
        if not self._subscriptions:
            self._looked_at.clear()
            close = HassJob(self.async_close, "Close board", cancel_on_shutdown=True)
            self._lingering = async_call_later(self._hass, LINGER_S, close)

    @callback
    def _linger_no_more(self) -> None:
        """Forget that the board was about to go."""
        if self._lingering is not None:
            self._lingering()
            self._lingering = None

    @callback
    def async_close(self, _now: object = None) -> None:
        """Let everything go; whoever still looks is told that this was all."""
        hub = self._entry.runtime_data
        if hub.board is self:
            hub.board = None
        self._task.cancel()
        self._linger_no_more()
        if self._later is not None:
            self._later.cancel()
        self._stop_users()
        self._queue.async_close()
        for table in self._tables:
            table.async_close()
            # Much, and in circles: it would wait for the garbage collector.
            table.records.clear()
        left, self._subscriptions = self._subscriptions, []
        for subscription in left:
            subscription.send(to_json(GONE))

    @callback
    def async_take_changes(self) -> None:
        """Look at the options, the printers and the keys that there are now."""
        self._printers.async_follow()
        self._hub.refresh()
        self._jobs.mark_all()
        self._check()

    @callback
    def _check(self, _event: object = None) -> None:
        """End the subscriptions of users who may more or less than before."""
        for subscription in list(self._subscriptions):
            if rights_of(self._entry, subscription.connection.user) != subscription.can:
                subscription.send(to_json(GONE))
                self.async_leave(subscription)

    @callback
    def _wake(self, numbers: bool) -> None:
        """Have a round made soon, or with the next numbers."""
        if not numbers:
            self._news.set()
        elif self._later is None:
            due = self._numbers_at + NUMBERS_S
            self._later = self._hass.loop.call_at(due, self._numbers_due)

    @callback
    def _numbers_due(self) -> None:
        """Have a round made with numbers."""
        self._later = None
        self._numbers = True
        self._news.set()

    async def _async_work(self) -> None:
        """Make a round for whatever comes, until all have left."""
        try:
            while True:
                await self._news.wait()
                await self._looked_at.wait()
                now = self._hass.loop.time()
                await asyncio.sleep(max(0.0, self._sent_at + COALESCE_S - now))
                self._news.clear()
                await self._async_round()
                self._sent_at = self._hass.loop.time()
        except Exception:  # noqa: BLE001 - who looks is told, and may look again
            LOGGER.exception("What is seen of PrintMux can't be followed")
            self.async_close()

    async def _async_round(self) -> None:
        """Look at what is marked, and send what has changed."""
        numbers, self._numbers = self._numbers, False
        if numbers:
            self._numbers_at = self._hass.loop.time()
        slices = Slices()
        # Who comes while things are looked at may look at what was not.
        new = [one for one in self._subscriptions if not one.begun]
        await self._queue.async_update(slices, numbers=numbers)
        for table in self._tables:
            await table.async_update(slices, numbers=numbers)
        self._send()
        for subscription in new:
            if subscription in self._subscriptions:
                subscription.begun = True
                subscription.send(to_json(self._snapshot(subscription)))
                await slices.async_breathe()

    def _send(self) -> None:
        """Tell each what has changed; those that see the same are told the same."""
        events: dict[object, bytes | None] = {}
        for subscription in self._subscriptions:
            if not subscription.begun:
                continue
            audience = subscription.audience
            if audience not in events:
                delta = self._delta(subscription)
                events[audience] = None if delta is None else to_json(delta)
            if (event := events[audience]) is not None:
                subscription.send(event)

    def _snapshot(self, subscription: Subscription) -> dict[str, Any]:
        """Return everything that a subscription looks at."""
        return {
            "type": "snapshot",
            "can": subscription.can,
            HUB: seen_by(subscription, self._hub.records[HUB]),
            **{
                name: table.snapshot(subscription.job_id) if table else {}
                for name, table in self._views[subscription.view].items()
            },
        }

    def _delta(self, subscription: Subscription) -> dict[str, Any] | None:
        """Return what has changed of what a subscription looks at, None if nothing."""
        changed: dict[str, Record] = {}
        removed: list[str] = []
        only = subscription.job_id
        for table in filter(None, self._views[subscription.view].values()):
            found = table.changes
            changed |= {k: v for k, v in found.changed.items() if only in (None, k)}
            removed += [key for key in found.removed if only in (None, key)]
        if hub := seen_by(subscription, self._hub.changes.changed.get(HUB, {})):
            changed[HUB] = hub
        if not changed and not removed:
            return None
        return {"type": "delta", "changed": changed, "removed": removed}


def rights_of(entry: PrintMuxConfigEntry, user: User) -> dict[str, bool] | None:
    """Return what a user may do besides looking, None if not even that."""
    if not may(entry, user, Right.READ):
        return None
    rights = (Right.DISPATCH, Right.MANAGE)
    return {right.value: may(entry, user, right) for right in rights}


def seen_by(subscription: Subscription, hub: Record) -> Record:
    """Return what a subscription sees of the hub: of keys only managers hear."""
    if "keys" not in hub or subscription.can["manage"]:
        return hub
    if "id" in hub:
        return {**hub, "keys": []}
    return {name: value for name, value in hub.items() if name != "keys"}


def to_json(event: dict[str, Any]) -> bytes:
    """Return an event as JSON."""
    try:
        return json_bytes(event)
    except TypeError:
        # Of a file's own words some are no UTF-8, or numbers beyond 64 bits.
        return json.dumps(event).encode()
