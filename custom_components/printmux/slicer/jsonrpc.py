"""Moonraker's JSON-RPC, whatever carries it: https://www.jsonrpc.org/specification.

https://moonraker.readthedocs.io/en/latest/external_api/introduction/
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

from homeassistant.util.json import json_loads

from ..const import LOGGER
from .answers import encode, one_line
from .call import Call
from .errors import SlicerError
from .moonraker import METHODS as MOONRAKER_METHODS
from .moonraker_call import Method
from .receive import refusing
from .route import SEND, Route
from .tokens import async_make_token

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
MAX_BATCH = 100
MAX_BYTES = 1024**2
JSON_TYPE = "application/json"

# Two refusals have codes of JSON-RPC's own, the others are those of HTTP.
CODES: Mapping[int, int] = {
    HTTPStatus.NOT_FOUND: METHOD_NOT_FOUND,
    HTTPStatus.UNAUTHORIZED: INVALID_PARAMS,
}
METHODS: Mapping[str, Method] = {
    **MOONRAKER_METHODS,
    "access.oneshot_token": async_make_token,
}
OPEN_METHODS = frozenset({"access.info", "server.connection.identify"})
UNAUTHORIZED = (HTTPStatus.UNAUTHORIZED, "Unauthorized")


class Dispatcher:
    """Answers the messages of one client."""

    def __init__(
        self, methods: Mapping[str, Method], get_call: Callable[[], Call]
    ) -> None:
        """`get_call` tells who the client is, which a message may change."""
        self._methods = methods
        self._get_call = get_call

    async def async_answer(self, data: str | bytes) -> str | None:
        """Return what a message is answered with, None for nothing."""
        try:
            message = json_loads(data)
        except ValueError:
            return encode(_error(PARSE_ERROR, "Parse error"))
        if not isinstance(message, list):
            answer = await self._async_process(message)
            return None if answer is None else encode(answer)
        if len(message) > MAX_BATCH:
            sentence = f"PrintMux takes at most {MAX_BATCH} calls at once"
            return encode(_error(INVALID_REQUEST, sentence))
        answers = [await self._async_process(item) for item in message]
        known = [answer for answer in answers if answer is not None]
        return encode(known) if known else None

    async def _async_process(self, message: Any) -> dict[str, Any] | None:
        """Return the answer to one call, None if it is none or wants none."""
        if not isinstance(message, dict):
            return _error(INVALID_REQUEST, "Invalid Request")
        request_id = message.get("id")
        if not isinstance(request_id, str | int | float | None):
            return _error(INVALID_REQUEST, "Invalid Request")
        if message.get("jsonrpc") != "2.0":
            return _error(INVALID_REQUEST, "Invalid Request", request_id)
        if "method" not in message:
            return None
        if not isinstance(name := message["method"], str):
            return _error(INVALID_REQUEST, "Invalid Request", request_id)
        if (method := self._methods.get(name)) is None:
            return _error(METHOD_NOT_FOUND, "Method not found", request_id)
        if not isinstance(arguments := message.get("params", {}), dict):
            return _error(INVALID_PARAMS, "Invalid params:", request_id)
        return await self._async_run(name, method, arguments, request_id)

    async def _async_run(
        self, name: str, method: Method, arguments: dict[str, Any], request_id: Any
    ) -> dict[str, Any] | None:
        """Return what a method answers, or why it does not."""
        call = self._get_call()
        try:
            _check_key(name, call)
            result = await method(call, arguments)
        except SlicerError as err:
            code = CODES.get(err.status, int(err.status))
            return _error(code, one_line(err.message), request_id)
        except Exception:  # noqa: BLE001 - one call that fails must not end the others
            LOGGER.exception("Answering %s failed", name)
            sentence = "A fault in PrintMux; Home Assistant's log has more"
            return _error(HTTPStatus.INTERNAL_SERVER_ERROR, sentence, request_id)
        if request_id is None:
            return None
        return {"jsonrpc": "2.0", "result": result, "id": request_id}


async def async_post(call: Call) -> web.Response:
    """Answer `POST /server/jsonrpc`; who may call what is for the dispatcher to say."""
    if call.request.content_type != JSON_TYPE:
        message = f"Invalid content type, {JSON_TYPE} required"
        raise SlicerError(HTTPStatus.BAD_REQUEST, message)
    dispatcher = Dispatcher(METHODS, lambda: call)
    answer = await dispatcher.async_answer(await _async_body(call.request))
    return web.Response(text=answer, content_type=JSON_TYPE)


async def _async_body(request: web.Request) -> bytes:
    """Return the body; raises SlicerError if it is longer than a message may be."""
    body = bytearray()
    with refusing():
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > MAX_BYTES:
                message = "The request body is too long"
                raise SlicerError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
    return bytes(body)


def _check_key(name: str, call: Call) -> None:
    """Raise SlicerError if a call needs a key that the client has not shown."""
    if call.key is None and name not in OPEN_METHODS:
        raise SlicerError(*UNAUTHORIZED)


def _error(code: int, message: str, request_id: Any = None) -> dict[str, Any]:
    """Return the answer that says what is wrong."""
    error = {"code": int(code), "message": message}
    return {"jsonrpc": "2.0", "error": error, "id": request_id}


ROUTES = (Route(SEND, "/server/jsonrpc", async_post, needs_key=False),)
