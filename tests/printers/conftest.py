"""Servers that answer as told, and files to send to them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import hashlib
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.printmux.printers.driver import SourceFile

type Answer = dict[str, Any] | web.Response | Callable[[web.Request], Any]


@dataclass
class Seen:
    """One request as the server got it."""

    route: str
    headers: dict[str, str]
    query: dict[str, str]
    body: bytes


@dataclass
class FakeHost:
    """A web server with canned answers; unknown paths are 404 in HTML."""

    url: str = ""
    seen: list[Seen] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=dict)

    def on(self, route: str, *answers: Answer) -> None:
        """Answer `METHOD /path` with these in turn, with the last one for ever."""
        self.answers[route] = list(answers)

    def asked(self, route: str) -> list[Seen]:
        """Return the requests of that route so far."""
        return [seen for seen in self.seen if seen.route == route]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Give the next answer for a route."""
        route = f"{request.method} {request.path}"
        answers = self.answers.get(route)
        own_reader = callable(answers[0]) if answers else False
        body = b"" if own_reader else await request.read()
        self.seen.append(Seen(route, dict(request.headers), dict(request.query), body))
        if not answers:
            return html(404, "404 Not Found")
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, dict):
            return web.json_response(answer)
        if isinstance(answer, web.Response):
            return web.Response(
                status=answer.status,
                reason=answer.reason,
                body=answer.body,
                headers=answer.headers,
            )
        response = answer(request)
        if not isinstance(response, web.StreamResponse):
            response = await response
        assert isinstance(response, web.StreamResponse)
        return response


def html(status: int, title: str) -> web.Response:
    """Return a page as a proxy makes them."""
    page = f"<html><head><title>{title}</title></head><body>{title}</body></html>"
    return web.Response(status=status, text=page, content_type="text/html")


def redirect(status: int, url: str) -> web.Response:
    """Return an answer that leads elsewhere."""
    return web.Response(status=status, headers={"Location": url})


def moonraker_error(
    status: int, message: str, raised: str | None = None, told: str | None = None
) -> web.Response:
    """Return an error as Moonraker makes them, the true reason in the traceback."""
    last = f"tornado.web.HTTPError: HTTP {status}: {message}"
    if raised:
        last += f" ({raised})"
    trace = f"Traceback (most recent call last):\n\n{last}\n"
    error = {"code": status, "message": told or message, "traceback": trace}
    return web.json_response({"error": error}, status=status)


def octoprint_error(status: int, words: str) -> web.Response:
    """Return an error as OctoPrint makes them."""
    return web.json_response({"error": words}, status=status)


def prusalink_error(
    status: int, title: str, message: str = "", **headers: str
) -> web.Response:
    """Return an error as PrusaLink makes them for those who take JSON."""
    words = {"title": title, "message": message}
    return web.json_response(words, status=status, headers=headers)


def source_of(path: Path, content: bytes) -> SourceFile:
    """Write a file and say what is true of it."""
    path.write_bytes(content)
    return SourceFile(
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


@pytest.fixture
async def session(socket_enabled: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session that may reach this machine."""
    async with aiohttp.ClientSession() as client:
        yield client


@asynccontextmanager
async def serving() -> AsyncIterator[FakeHost]:
    """Start a server with canned answers."""
    fake = FakeHost()
    app = web.Application(client_max_size=2**30)
    app.router.add_route("*", "/{path:.*}", fake.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        fake.url = str(server.make_url("/")).rstrip("/")
        yield fake


@pytest.fixture
async def host(socket_enabled: None) -> AsyncIterator[FakeHost]:
    """Start a host."""
    async with serving() as fake:
        yield fake


@pytest.fixture
async def elsewhere(socket_enabled: None) -> AsyncIterator[FakeHost]:
    """Start a host that is another one's, and may learn nothing."""
    async with serving() as fake:
        yield fake


@pytest.fixture
def source(tmp_path: Path) -> SourceFile:
    """Make a small file with a name of its own."""
    return source_of(tmp_path / "stored", b"; sliced\nG28\n" * 1000)
