"""The URLs of OctoPrint's application keys, which need no key.

https://docs.octoprint.org/en/master/bundledplugins/appkeys.html
"""

import asyncio
from http import HTTPStatus
import json

from aiohttp import web

from ..jobs.upload_names import lenient_text
from .answers import json_answer
from .appkeys import REPAIRS_PAGE, async_app_key_desk, plain_text
from .call import Call
from .errors import SlicerError
from .home import home_url
from .receive import refusing
from .route import READ, READ_OR_HEAD, SEND, Route

REQUEST = "/plugin/appkeys/request"
MAX_BODY = 16 * 1024
MAX_SECONDS = 60
JSON = "application/json"


async def async_probe(call: Call) -> web.Response:
    """Answer `GET /plugin/appkeys/probe`: 204 shows Cura's button."""
    return web.Response(status=HTTPStatus.NO_CONTENT)


async def async_request(call: Call) -> web.Response:
    """Answer `POST /plugin/appkeys/request`: 201 with where to poll."""
    desk = async_app_key_desk(call.hass, call.entry)
    address = call.request.remote or "?"
    # Before the body is looked at: OctoPrint counts bad ones too.
    desk.async_admit(address)
    dialog = f"{home_url(call)}{REPAIRS_PAGE}"
    request = desk.async_open(await _async_app(call.request), address)
    answer = {"app_token": request.token, "auth_dialog": dialog}
    headers = {"Location": f"{call.base}{REQUEST}/{request.token}"}
    return json_answer(answer, HTTPStatus.CREATED, headers)


async def async_poll(call: Call) -> web.Response:
    """Answer `GET /plugin/appkeys/request/<app_token>`: 202, then once the key."""
    desk = async_app_key_desk(call.hass, call.entry)
    api_key = desk.async_poll(call.request.match_info["app_token"])
    if api_key is None:
        return json_answer({"message": "Awaiting decision"}, HTTPStatus.ACCEPTED)
    return json_answer({"api_key": api_key}, headers={"Cache-Control": "no-store"})


async def _async_app(request: web.Request) -> str:
    """Return the name the client gives itself; raises SlicerError."""
    # With other types, pages in a browser could ask without being allowed to.
    if request.content_type != JSON:
        message = f"The Content-Type of the request is not {JSON}"
        raise SlicerError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)
    try:
        asked = json.loads(lenient_text(await _async_body(request)))
    except (ValueError, RecursionError) as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "The body is no valid JSON") from err
    name = asked.get("app") if isinstance(asked, dict) else None
    app = plain_text(name) if isinstance(name, str) else ""
    if not app:
        raise SlicerError(HTTPStatus.BAD_REQUEST, "No app name provided")
    return app


async def _async_body(request: web.Request) -> bytes:
    """Return a body that is short and comes soon; raises SlicerError."""
    body = bytearray()
    with refusing():
        async with asyncio.timeout(MAX_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > MAX_BODY:
                    message = "The request body is too long"
                    raise SlicerError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
    return bytes(body)


ROUTES = (
    Route(READ_OR_HEAD, "/plugin/appkeys/probe", async_probe, needs_key=False),
    Route(SEND, REQUEST, async_request, needs_key=False),
    Route(READ, f"{REQUEST}/{{app_token}}", async_poll, needs_key=False),
)
