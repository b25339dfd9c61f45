"""Arguments and answers of Moonraker's calls, the same over HTTP and JSON-RPC."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
import json
from typing import Any
from urllib.parse import parse_qsl
import zlib

from aiohttp import web

from ..jobs.upload_names import lenient_text
from .answers import result_answer
from .call import Call, Handler
from .errors import SlicerError
from .receive import refusing

ROOT = "gcodes"
SOFTWARE = "PrintMux"
MAX_ARGUMENTS = 64 * 1024

type Arguments = Mapping[str, Any]
# What a call does, without the protocol around it; raises SlicerError.
type Method = Callable[[Call, Arguments], Awaitable[Any]]


def rest(method: Method, **beside: Any) -> Handler:
    """Return the HTTP handler of a method."""

    async def async_handle(call: Call) -> web.Response:
        arguments = await async_arguments(call.request)
        return result_answer(await method(call, arguments), **beside)

    return async_handle


def constant(result: Any) -> Method:
    """Return a method with one answer, whatever the arguments."""

    async def async_answer(call: Call, arguments: Arguments) -> Any:
        return result

    return async_answer


def refusal(status: HTTPStatus, message: str) -> Method:
    """Return a method that does nothing but say why."""

    async def async_refuse(call: Call, arguments: Arguments) -> Any:
        raise SlicerError(status, message)

    return async_refuse


def required(arguments: Arguments, name: str) -> str:
    """Return an argument as text; raises SlicerError when it is missing."""
    if (value := arguments.get(name)) is None:
        raise SlicerError(HTTPStatus.BAD_REQUEST, f"No data for argument: {name}")
    return str(value)


def is_true(arguments: Arguments, name: str) -> bool:
    """Tell whether a flag is set, as a JSON value or as text."""
    return str(arguments.get(name, "")).lower() == "true"


async def async_arguments(request: web.Request) -> dict[str, Any]:
    """Return the arguments of a call, from its query and its JSON or form body."""
    return {**request.query, **await async_body_arguments(request)}


async def async_body_arguments(request: web.Request) -> dict[str, Any]:
    """Return the arguments in a JSON or form body."""
    # Chunked bodies do not say how long they are.
    bounded = request.clone(client_max_size=MAX_ARGUMENTS)
    try:
        with refusing():
            if request.content_type == "multipart/form-data":
                return await _async_fields(bounded)
            return _parse_body(lenient_text(await bounded.read()))
    except web.HTTPRequestEntityTooLarge as err:
        message = "The request body is too long"
        raise SlicerError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message) from err


async def _async_fields(request: web.Request) -> dict[str, Any]:
    """Return the text fields of a short form; raises SlicerError."""
    try:
        fields = await request.post()
    except (LookupError, zlib.error) as err:
        message = "The form has a field in an unknown charset or coding"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message) from err
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _parse_body(body: str) -> dict[str, Any]:
    """Return the arguments in a JSON or urlencoded body; raises SlicerError."""
    if not body.lstrip().startswith("{"):
        return dict(parse_qsl(body, keep_blank_values="=" in body))
    try:
        arguments: dict[str, Any] = json.loads(body)
    except (ValueError, RecursionError) as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "The body is no valid JSON") from err
    return arguments
