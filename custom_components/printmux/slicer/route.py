"""The shape of a row in the tables of slicer-facing URLs."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import hdrs

from .call import Check, Handler

READ = (hdrs.METH_GET,)
READ_OR_HEAD = (hdrs.METH_GET, hdrs.METH_HEAD)
SEND = (hdrs.METH_POST,)


@dataclass(frozen=True, slots=True)
class Route:
    """One row: `check` refuses before the client is told to send its body."""

    methods: Sequence[str]
    path: str
    handler: Handler
    needs_key: bool = True
    check: Check | None = None
