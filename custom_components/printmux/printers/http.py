"""Requests to printer hosts, and the one place that turns failures into DriverErrors.

Shapes of errors: Moonraker `{"error": {"code", "message", "traceback"}}`,
OctoPrint `{"error": "text"}`, PrusaLink `{"title", "message"}`, proxies in front
of any an HTML page.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
import errno
from http import HTTPStatus
import json
import os
import re
from typing import Any, Final

import aiohttp
from aiohttp import ClientTimeout
from yarl import URL

from ..phrases import Words, phrase
from .driver import ProgressCallback, SourceFile
from .errors import (
    ContentMismatchError,
    DriverError,
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostTlsError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from .payload import FilePayload

QUICK: Final = ClientTimeout(total=10)
# Orders that Klipper answers only once their G-code has run.
ORDER: Final = ClientTimeout(total=120, sock_connect=10)
BULK: Final = ClientTimeout(total=None, sock_connect=10, sock_read=120)
MAX_REPLY: Final = 8 * 2**20
MAX_WORDS: Final = 300
# What a connection fails over most often.
FAULTS: Final = {
    errno.ECONNREFUSED: "host.connection_refused",
    errno.ECONNRESET: "host.connection_reset",
    errno.EHOSTUNREACH: "host.no_route",
    errno.ENETUNREACH: "host.no_network",
    errno.ETIMEDOUT: "host.timed_out",
}
# What hosts answer to a key that is wrong or missing.
REFUSALS: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)

_BUSY = re.compile(
    r"sd busy|in use|being printed|currently printing|file is loaded|not ready"
    r"|klippy|not operational|already printing|printer is shutdown",
    re.IGNORECASE,
)
_NO_SPACE = re.compile(
    r"no space left|errno 28\b|enospc|disk quota|disk (is )?full"
    r"|(not enough|insufficient)\b.*\b(space|storage)",
    re.IGNORECASE,
)
_NO_KEY = re.compile(r"csrf validation failed", re.IGNORECASE)
_RAISED = re.compile(
    r".*HTTPError: HTTP \d{3}: (?P<phrase>[^(]*?)(?: \((?P<detail>.*)\))?$",
    re.DOTALL,
)
_TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole answer; `data` is the parsed JSON body, None where it is no JSON."""

    status: int
    reason: str
    text: str
    data: Any
    claims_json: bool

    @property
    def ok(self) -> bool:
        """Whether the host says that it did what was asked."""
        return self.status < HTTPStatus.BAD_REQUEST

    @property
    def words(self) -> str:
        """What the host itself says is wrong, on one line; empty if nothing."""
        data = mapping(self.data)
        error = data.get("error")
        if isinstance(error, dict):
            words = _moonraker_words(error)
        elif isinstance(error, str):
            words = error
        elif said := text(data.get("message")) or text(data.get("title")):
            words = said
        elif title := _TITLE.search(self.text):
            words = title[1]
        else:
            words = self.reason
        return " ".join(words.split())[:MAX_WORDS].rstrip(" .")

    @property
    def is_apis_error(self) -> bool:
        """Whether an API we know says what is wrong, not something in front of it."""
        data = mapping(self.data)
        return bool(data.get("error") or data.get("title"))


def _moonraker_words(error: Mapping[str, Any]) -> str:
    """Return the reason Moonraker gives: for uploads only the traceback has it."""
    trace = (text(error.get("traceback")) or "").strip()
    message = text(error.get("message"))
    # Words of several lines are nowhere else: the message is "Unknown" then.
    if raised := _RAISED.search(trace):
        # What Klipper says is the message, whole, and may have brackets of its own.
        if message and message.startswith(raised["phrase"] + " ("):
            return message
        return raised["detail"] or raised["phrase"]
    return message or trace.rpartition("\n")[2]


class Host:
    """One printer host: where it is, the key it wants, and how to ask it.

    Every request may raise HostUnreachableError or HostTlsError when no whole
    answer comes, and NotAPrinterHostError when the answer is a redirect.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: URL,
        api_key: str | None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the parts of a request; a blank key is no key."""
        self._headers = {"Accept-Encoding": "identity", **(headers or {})}
        self._session = session
        self._url = url
        self._key = (api_key or "").strip()

    @asynccontextmanager
    async def open(
        self,
        method: str,
        path: str,
        *,
        timeout: ClientTimeout = QUICK,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """Send a request and give the open response, whatever its status.

        `path` is not encoded yet; `options` are those of aiohttp.
        """
        sent = {**self._headers, **(headers or {})}
        if self._key:
            sent["X-Api-Key"] = self._key
        try:
            async with self._session.request(
                method,
                self._url.joinpath(*path.split("/")),
                headers=sent,
                timeout=timeout,
                allow_redirects=False,
                **options,
            ) as response:
                _refuse_redirect(response)
                yield response
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as err:
            raise self._no_answer(err) from err

    async def ask(self, method: str, path: str, **options: Any) -> Reply:
        """Send a request and return the whole answer, whatever its status."""
        async with self.open(method, path, **options) as response:
            return await self.read(response)

    async def json(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        """Return the JSON object of a good answer, empty for a body of nothing.

        Raises what `fault` makes of any other answer.
        """
        return good_json(await self.ask(method, path, **options))

    async def send_file(
        self,
        path: str,
        fields: Mapping[str, str],
        source: SourceFile,
        name: str,
        progress: ProgressCallback,
    ) -> dict[str, Any]:
        """POST a form with the file as its last part, and return the JSON answer.

        Content-Length is sent. Raises OSError when the local file cannot be read.
        """
        payload = FilePayload(source.path, source.size, progress)
        form = aiohttp.FormData(quote_fields=False)
        for key, value in fields.items():
            form.add_field(key, value)
        form.add_field("file", payload, filename=name)
        return await self._send("POST", path, payload, data=form)

    async def put_file(
        self,
        path: str,
        headers: Mapping[str, str],
        source: SourceFile,
        progress: ProgressCallback,
    ) -> dict[str, Any]:
        """PUT the file as the whole body, and return the JSON answer.

        Content-Length is sent. Raises OSError when the local file cannot be read.
        """
        payload = FilePayload(source.path, source.size, progress)
        return await self._send("PUT", path, payload, data=payload, headers=headers)

    async def _send(
        self, method: str, path: str, payload: FilePayload, **options: Any
    ) -> dict[str, Any]:
        """Send a body with a file in it; a file that can't be read is an OSError."""
        try:
            return await self.json(method, path, timeout=BULK, **options)
        except HostUnreachableError:
            if payload.failure:
                raise payload.failure from None
            raise

    async def read(self, response: aiohttp.ClientResponse) -> Reply:
        """Read the body of an open response, up to MAX_REPLY bytes."""
        body = bytearray()
        async for piece in response.content.iter_chunked(65536):
            body += piece
            if len(body) > MAX_REPLY:
                raise HostUnreachableError(phrase("host.too_long"))
        content = body.decode(errors="replace")
        try:
            data = json.loads(content)
        except ValueError:
            data = None
        return Reply(
            status=response.status,
            reason=response.reason or "",
            text=content,
            data=data,
            claims_json="json" in response.content_type,
        )

    def _no_answer(self, err: Exception) -> HostUnreachableError:
        """Say in plain words why no whole answer came."""
        where = f"{self._url.host}:{self._url.port}"
        if isinstance(err, aiohttp.ClientSSLError):
            return HostTlsError(
                phrase("host.tls", address=where, error=_tls_reason(err))
            )
        words = phrase("host.no_answer", address=where, reason=_reason(err))
        return HostUnreachableError(words)


def websocket_session(session: aiohttp.ClientSession) -> aiohttp.ClientSession:
    """Return a session for websockets, over the connections of another one.

    aiohttp follows redirects to them, with the key in the headers or in the first
    message, and `ws_connect` has no option against it.
    """
    return aiohttp.ClientSession(
        connector=session.connector,
        connector_owner=False,
        headers=session.headers,
        cookie_jar=session.cookie_jar,
        middlewares=(_end_at_redirect,),
    )


async def _end_at_redirect(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Take a redirect for an answer that is no websocket."""
    response = await handler(request)
    if 300 <= response.status < 400:
        response.close()
        raise aiohttp.WSServerHandshakeError(
            response.request_info,
            (),
            status=response.status,
            message="A redirect",
            headers=response.headers,
        )
    return response


def _tls_reason(err: aiohttp.ClientSSLError) -> str:
    """Return the heart of a failed TLS handshake."""
    cause = getattr(err, "certificate_error", None) or err.os_error
    return (
        getattr(cause, "verify_message", None)
        or getattr(cause, "reason", None)
        or str(cause)
    )


def _reason(err: Exception) -> Words:
    """Return why a request got no whole answer."""
    match err:
        case TimeoutError():
            return phrase("host.timeout")
        case aiohttp.ClientConnectorDNSError():
            return phrase("host.no_name")
        case OSError(errno=int(number)) if number > 0:
            key = FAULTS.get(number)
            return phrase(key) if key else os.strerror(number).lower()
        case aiohttp.ClientConnectorError():
            return phrase("host.no_connection")
        case _:
            return phrase("host.broke_off")


def _refuse_redirect(response: aiohttp.ClientResponse) -> None:
    """Raise NotAPrinterHostError for a redirect: the key is not sent on blindly."""
    if 300 <= response.status < 400 and "Location" in response.headers:
        target = response.headers["Location"][:MAX_WORDS]
        raise NotAPrinterHostError(phrase("host.redirect", address=target))


def good_json(reply: Reply) -> dict[str, Any]:
    """Return the JSON object of a good answer, empty for a body of nothing.

    Raises what `fault` makes of an error, HostUnreachableError for broken JSON,
    NotAPrinterHostError for anything else.
    """
    if not reply.ok:
        raise fault(reply)
    if isinstance(reply.data, dict):
        return reply.data
    if not reply.text.strip():
        return {}
    if reply.claims_json:
        raise HostUnreachableError(phrase("host.cut_off"))
    raise NotAPrinterHostError(phrase("host.web_page"))


def fault(reply: Reply) -> DriverError:
    """Return the DriverError for an answer with an error status, in the host's words."""
    words = reply.words
    said = phrase("host.said", words=words) if words else None
    refused = said or phrase("host.refused", words=reply.status)
    if reply.status == HTTPStatus.INSUFFICIENT_STORAGE or _NO_SPACE.search(reply.text):
        return HostRefusedError(phrase("host.no_space", words=words))
    if reply.status in (400, 403) and _BUSY.search(words):
        return HostBusyError(refused)
    if reply.status in REFUSALS or _NO_KEY.search(words):
        return HostAuthError(phrase("host.key", words=words))
    match reply.status:
        case 404 if reply.is_apis_error:
            return HostRefusedError(refused)
        case 404 | 405:
            return NotAPrinterHostError(phrase("host.unknown", words=words))
        case 400 if not reply.text.strip():
            return HostRefusedError(phrase("host.maybe_large", words=words))
        case 409 | 423 | 429:
            return HostBusyError(said or phrase("host.busy", status=reply.status))
        case 413:
            return HostRefusedError(phrase("host.too_large", words=words))
        case 415:
            return HostRefusedError(phrase("host.file_type", words=words))
        case 422 if mapping(reply.data).get("error"):
            return ContentMismatchError(refused)
        case 503 if reply.is_apis_error:
            return HostBusyError(phrase("host.not_ready", words=words))
        case status if status >= 500 or status == 408:
            return HostUnreachableError(
                phrase("host.failed", status=status, words=words)
            )
    return HostRefusedError(refused)


def mapping(value: Any) -> dict[str, Any]:
    """Return a JSON object, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str | None:
    """Return a JSON text that is not empty, else None."""
    return value if isinstance(value, str) and value else None


def number(value: Any) -> float | None:
    """Return a JSON number as a float, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
