"""Answers for what no row of the table serves, in the shape of the path's protocol."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

from aiohttp import hdrs, web

from .answers import MOONRAKER_ROOTS, error_answer
from .call import Call, Handler
from .errors import SlicerError
from .route import Route

ROOTS = ("api", "plugin", *MOONRAKER_ROOTS)
ANY = (hdrs.METH_ANY,)


def otherwise(path: str, rows: Sequence[Route]) -> Sequence[Route]:
    """Return rows that answer the methods which the rows of a path leave over."""
    methods = {method for row in rows for method in row.methods}
    handler = partial(_async_wrong_method, path, ", ".join(sorted(methods)))
    guarded = any(row.needs_key for row in rows)
    return _guard(path, path.split("/")[1], handler, guarded)


def unknown_below(root: str) -> Sequence[Route]:
    """Return rows that answer all unknown paths below a root."""
    return _guard(f"/{root}", root, _async_unknown, guarded=True)


def _guard(path: str, root: str, handler: Handler, guarded: bool) -> Sequence[Route]:
    """Return rows for any method: Moonraker tells nobody what there is not.

    OctoPrint does, and both answer a browser's preflight to anybody.
    """
    needs_key = guarded and root in MOONRAKER_ROOTS
    return (
        Route((hdrs.METH_OPTIONS,), path, handler, needs_key=False),
        Route(ANY, path, handler, needs_key=needs_key),
    )


async def _async_wrong_method(path: str, allow: str, call: Call) -> web.Response:
    """Refuse a method, and name those that go."""
    message = f"{call.request.method} does not go here; what goes is {allow}"
    error = SlicerError(HTTPStatus.METHOD_NOT_ALLOWED, message)
    agent = call.request.headers.get(hdrs.USER_AGENT, "")
    answer = error_answer(path, agent, error)
    answer.headers[hdrs.ALLOW] = allow
    return answer


async def _async_unknown(call: Call) -> web.Response:
    """Refuse a path."""
    raise SlicerError(HTTPStatus.NOT_FOUND, "PrintMux has nothing at this address")
