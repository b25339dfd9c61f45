"""What there is to choose from: hosts, orders, faults, and what happens at machines."""

from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from custom_components.printmux.jobs.models import Terms
from custom_components.printmux.jobs.service import JobService
from custom_components.printmux.printers.driver import Outcome
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    StartUnconfirmedError,
)

from .host import Fault, Habits, Host

PRINTERS: Final = ("one", "two")
SUN: Final = "binary_sensor.sun"
HOUR: Final = 3600.0
DAY: Final = 24 * HOUR

ANY_ERROR: Final = (
    HostUnreachableError,
    HostAuthError,
    HostRefusedError,
    HostBusyError,
)
# What may go wrong with a request that does not reach the host, or is refused there.
BEFORE: Final = {
    "identity": (HostUnreachableError, HostAuthError),
    "look": ANY_ERROR,
    "upload": ANY_ERROR,
    "verify": (*ANY_ERROR, ContentMismatchError),
    "start": (*ANY_ERROR, StartUnconfirmedError),
    "past_print": ANY_ERROR,
    "take_back": ANY_ERROR,
    "cancel": ANY_ERROR,
}
# What may go wrong once it was carried out.
AFTER: Final = {
    "upload": (HostUnreachableError, ContentMismatchError),
    "start": (HostUnreachableError, StartUnconfirmedError),
    "take_back": (HostUnreachableError,),
    "cancel": (HostUnreachableError,),
}
FAULTS: Final = [
    *(Fault(call, error) for call, errors in BEFORE.items() for error in errors),
    *(Fault(call, error, True) for call, errors in AFTER.items() for error in errors),
]

# What a user may say of a job, whatever it is doing.
ORDERS: Final[Mapping[str, Callable[[JobService, str], Coroutine[Any, Any, Any]]]] = {
    "cancel": lambda jobs, job: jobs.orders.async_cancel(job),
    "retry": lambda jobs, job: jobs.orders.async_retry(job),
    "hold": lambda jobs, job: jobs.queue.async_hold(job, None, held=True),
    "release": lambda jobs, job: jobs.queue.async_hold(job, None, held=False),
    "go first": lambda jobs, job: jobs.queue.async_move(job, None, 1, None),
    "go second": lambda jobs, job: jobs.queue.async_move(job, None, 2, None),
    "be urgent": lambda jobs, job: jobs.queue.async_move(job, None, None, 1),
}


def _toggle_network(host: Host) -> None:
    """Have the host go off the network, or come back; its print goes on."""
    host.online = not host.online
    host.changed()


def _toggle_trouble(host: Host) -> None:
    """Have the machine need somebody, or get what it needed."""
    host.stop(Outcome.ERROR)
    host.trouble = None if host.trouble else "Thermal runaway"
    host.changed()


def _drop(host: Host) -> None:
    """Have the next start come to nothing, though it is accepted."""
    host.drops += 1


HAPPENINGS: Final[Mapping[str, Callable[[Host], object]]] = {
    "another print is started": lambda host: host.start_by_hand("vase.gcode"),
    "the print is cancelled": lambda host: host.stop(Outcome.CANCELLED),
    "the print fails": lambda host: host.stop(Outcome.ERROR),
    "the print is paused or resumed": Host.pause,
    "the host restarts": partial(Host.restart, forget=False),
    "the host restarts and has forgotten all": partial(Host.restart, forget=True),
    "the copies are deleted": lambda host: host.files.clear(),
    "the network comes or goes": _toggle_network,
    "trouble comes or goes": _toggle_trouble,
    "the next start comes to nothing": _drop,
}

habits = st.builds(
    Habits,
    pushes=st.booleans(),
    row_at_start=st.booleans(),
    late_s=st.sampled_from((0.0, 0.0, 3.0, 60.0)),
    order_s=st.sampled_from((0.1, 2.0)),
    print_s=st.sampled_from((120.0, 0.2, 2 * HOUR)),
    clears_bed=st.booleans(),
)
terms = st.builds(
    Terms,
    priority=st.sampled_from((0, 0, 1)),
    start_when=st.sampled_from((None, None, None, SUN)),
)
printer = st.sampled_from(PRINTERS)
passing = st.sampled_from(
    (0.07, 0.12, 0.3, 1.0, 1.0, 3.0, 3.0, 12.0, 12.0, 40.0, 130.0, 130.0, HOUR, 2 * DAY)
)
downtimes = st.sampled_from((1.0, 1.0, 20.0, HOUR, DAY))
# After how many turns of the loop an order is no longer waited for; None: at its end.
patience = st.none() | st.integers(0, 30)
