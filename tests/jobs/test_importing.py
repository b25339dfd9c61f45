"""Test files that Home Assistant's user brings, from the disk and from an address."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
import errno
import hashlib
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.printmux.jobs.models import JobState
from homeassistant.exceptions import ServiceValidationError

from .conftest import House

GCODE = b"; a part\nG28\n" * 1000
PART = 'attachment; filename="from server.gcode"'


class Host:
    """A web server that keeps what it was asked."""

    def __init__(self) -> None:
        """Serve nothing yet."""
        self.asked: list[web.Request] = []
        application = web.Application()
        application.router.add_get("/{tail:.*}", self.answer)
        self.server = TestServer(application)

    def url(self, path: str) -> str:
        """Return an address."""
        return str(self.server.make_url(path))

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer by the path."""
        self.asked.append(request)
        answer = getattr(self, request.path.split("/")[1].partition(".")[0])
        result: web.StreamResponse = await answer(request)
        return result

    async def part(self, request: web.Request) -> web.StreamResponse:
        """Give a file."""
        return web.Response(body=GCODE)

    async def named(self, request: web.Request) -> web.StreamResponse:
        """Give a file with a name of its own."""
        return web.Response(body=GCODE, headers={"Content-Disposition": PART})

    async def climbs(self, request: web.Request) -> web.StreamResponse:
        """Give a file whose name is to lead elsewhere."""
        told = 'attachment; filename="../../etc/part.gcode"'
        return web.Response(body=GCODE, headers={"Content-Disposition": told})

    async def hop(self, request: web.Request) -> web.StreamResponse:
        """Send elsewhere so many times, and set a cookie."""
        left = int(request.path.split("/")[2])
        answer = web.Response(status=302)
        answer.headers["Location"] = f"/hop/{left - 1}" if left > 1 else "/part.gcode"
        answer.set_cookie("session", "secret")
        return answer

    async def astray(self, request: web.Request) -> web.StreamResponse:
        """Send to what is no web server."""
        return web.Response(status=302, headers={"Location": "file:///etc/passwd"})

    async def chunked(self, request: web.Request) -> web.StreamResponse:
        """Give a file without saying how long it is."""
        answer = web.StreamResponse()
        answer.enable_chunked_encoding()
        await answer.prepare(request)
        for _ in range(1000):
            await answer.write(GCODE)
        await answer.write_eof()
        return answer

    async def breaks(self, request: web.Request) -> web.StreamResponse:
        """Break off in the middle."""
        answer = web.StreamResponse(headers={"Content-Length": "1000000"})
        await answer.prepare(request)
        await answer.write(GCODE)
        assert request.transport is not None
        request.transport.close()
        return answer

    async def login(self, request: web.Request) -> web.StreamResponse:
        """Ask for a login, as a page."""
        return web.Response(text="<html>", content_type="text/html")

    async def picture(self, request: web.Request) -> web.StreamResponse:
        """Give something else."""
        return web.Response(body=b"\x89PNG\r\n\x1a\n" + bytes(100))

    async def empty(self, request: web.Request) -> web.StreamResponse:
        """Give nothing."""
        return web.Response(body=b"")

    async def missing(self, request: web.Request) -> web.StreamResponse:
        """Say that there is nothing."""
        return web.Response(status=404, reason="Nothing here")


@pytest.fixture
async def host(socket_enabled: None) -> AsyncGenerator[Host]:
    """Return a running web server."""
    host = Host()
    await host.server.start_server()
    yield host
    await host.server.close()


@pytest.fixture
def shared(house: House, tmp_path: Path) -> Path:
    """Return a folder that Home Assistant may give away."""
    folder = tmp_path / "www"
    folder.mkdir()
    house.hass.config.allowlist_external_dirs = {str(folder)}
    return folder


def assert_nothing_kept(house: House) -> None:
    """Check that a refusal leaves nothing behind."""
    assert not house.jobs.jobs
    assert not list(house.store.incoming.iterdir())
    assert not list(house.store.files.glob("*/*"))


async def test_path(house: House, shared: Path) -> None:
    """A copy becomes a job like any other; the file stays."""
    path = shared / "Teil ä.gcode"
    path.write_bytes(GCODE)
    job = await house.jobs.importer.async_from_path(str(path), folder="/toys/")
    await house.settle()
    job = house.jobs.jobs[job.id]
    assert (job.path, job.source, job.key_id) == ("toys/Teil ä.gcode", "import", None)
    assert (job.size, job.sha256) == (len(GCODE), hashlib.sha256(GCODE).hexdigest())
    assert job.state is JobState.AWAITING_SELECTION
    assert house.store.path(f"{job.sha256}.gcode").read_bytes() == GCODE
    assert path.read_bytes() == GCODE
    assert not list(house.store.incoming.iterdir())


async def test_suffix_of_content(house: House, shared: Path) -> None:
    """Without a suffix of a print file the content counts; the user's name does too."""
    (shared / "data").write_bytes(GCODE)
    job = await house.jobs.importer.async_from_path(str(shared / "data"), "a/b")
    assert (job.path, job.extension) == ("a/b", ".gcode")


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("../secret.gcode", "path_not_allowed"),
        ("link.gcode", "path_not_allowed"),
        ("missing.gcode", "file_not_found"),
        ("folder.gcode", "file_not_found"),
        ("pipe.gcode", "file_not_found"),
        ("text.txt", "not_printable"),
        ("empty.gcode", "not_printable"),
        ("large.gcode", "too_large"),
        ("much.gcode", "no_room"),
    ],
)
async def test_refused_paths(house: House, shared: Path, file: str, key: str) -> None:
    """Nothing is kept, and the user is told why."""
    secret = shared.parent / "secret.gcode"
    secret.write_bytes(GCODE)
    (shared / "link.gcode").symlink_to(secret)
    (shared / "folder.gcode").mkdir()
    os.mkfifo(shared / "pipe.gcode")
    (shared / "text.txt").write_text("Dear printer")
    (shared / "empty.gcode").touch()
    (shared / "large.gcode").write_bytes(b"x" * 3000)
    (shared / "much.gcode").write_bytes(b"x" * 2000)
    house.jobs.settings = replace(
        house.jobs.settings, max_upload_bytes=2999, quota_bytes=1999
    )
    with pytest.raises(ServiceValidationError) as refused:
        await house.jobs.importer.async_from_path(str(shared / file))
    assert refused.value.translation_key == key
    assert_nothing_kept(house)


async def test_impossible_path(house: House, shared: Path) -> None:
    """What no disk can have is refused as such."""
    with pytest.raises(ServiceValidationError) as refused:
        await house.jobs.importer.async_from_path(f"{shared}/a\0.gcode", "a.gcode")
    assert refused.value.translation_key == "path_not_allowed"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/part.gcode?token=1", "part.gcode"),
        ("/part/a%20b.gcode", "a b.gcode"),
        ("/named", "from server.gcode"),
        ("/climbs", "part.gcode"),
        ("/hop/5/x", "part.gcode"),
        ("/chunked/b.gcode", "b.gcode"),
    ],
)
async def test_url(house: House, host: Host, path: str, name: str) -> None:
    """A file is named by its server, else by its address, the last one of several."""
    job = await house.jobs.importer.async_from_url(host.url(path))
    times = 1000 if "chunked" in path else 1
    assert (job.name, job.folder, job.size) == (name, "", times * len(GCODE))
    assert job.sha256 == hashlib.sha256(times * GCODE).hexdigest()
    given = await house.jobs.importer.async_from_url(host.url(path), "mine.gcode", "a")
    assert given.path == "a/mine.gcode"
    await house.settle()
    assert not list(house.store.incoming.iterdir())


async def test_no_credentials(house: House, host: Host) -> None:
    """Neither a login nor a cookie goes out, to the first server or to a later one."""
    url = host.url("/hop/2/x").replace("//", "//user:secret@")
    for _ in range(2):
        await house.jobs.importer.async_from_url(url)
    assert len(host.asked) == 6
    for request in host.asked:
        assert not {"Authorization", "Cookie"} & set(request.headers)


@pytest.mark.parametrize(
    ("path", "key", "words"),
    [
        ("/hop/6/x", "download_failed", "too often"),
        ("/astray", "download_failed", "no http or https address"),
        ("/missing.gcode", "download_failed", "404 Nothing here"),
        ("/login/part.gcode", "download_failed", "web page"),
        ("/breaks/part.gcode", "download_failed", ""),
        ("/picture", "not_printable", "no print file"),
        ("/empty.gcode", "not_printable", "empty"),
        ("/part.gcode/", "bad_name", "no file name"),
    ],
)
async def test_refused_urls(
    house: House, host: Host, path: str, key: str, words: str
) -> None:
    """Nothing is kept, and the user is told why."""
    with pytest.raises(ServiceValidationError) as refused:
        await house.jobs.importer.async_from_url(host.url(path))
    assert refused.value.translation_key == key
    assert words in (refused.value.translation_placeholders or {})["error"]
    assert_nothing_kept(house)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://host/a.gcode", "part.gcode", "http://", "http://["],
)
async def test_other_addresses(house: House, url: str) -> None:
    """Only http and https are asked."""
    with pytest.raises(ServiceValidationError) as refused:
        await house.jobs.importer.async_from_url(url)
    assert refused.value.translation_key == "download_failed"


async def test_nobody_answers(house: House, host: Host) -> None:
    """A server that is gone is told as such."""
    url = host.url("/part.gcode")
    await host.server.close()
    with pytest.raises(ServiceValidationError) as refused:
        await house.jobs.importer.async_from_url(url)
    assert refused.value.translation_key == "download_failed"


@pytest.mark.parametrize("limit", ["max_upload_bytes", "quota_bytes"])
@pytest.mark.parametrize("path", ["/part.gcode", "/chunked/part.gcode"])
async def test_limits(house: House, host: Host, path: str, limit: str) -> None:
    """They hold whether the server says how long the file is or not."""
    settings: dict[str, Any] = {limit: len(GCODE) - 1}
    house.jobs.settings = replace(house.jobs.settings, **settings)
    with pytest.raises(ServiceValidationError) as refused:
        await house.jobs.importer.async_from_url(host.url(path))
    key = "no_room" if limit == "quota_bytes" else "too_large"
    assert refused.value.translation_key == key
    assert_nothing_kept(house)


@pytest.mark.parametrize(
    ("code", "key"), [(errno.ENOSPC, "no_room"), (errno.EIO, "not_written")]
)
async def test_disk(house: House, host: Host, code: int, key: str) -> None:
    """A disk that is full or broken is told as such."""
    with (
        patch("os.write", side_effect=OSError(code, "no")),
        pytest.raises(ServiceValidationError) as refused,
    ):
        await house.jobs.importer.async_from_url(host.url("/part.gcode"))
    assert refused.value.translation_key == key
    assert_nothing_kept(house)


async def test_stopped(house: House, host: Host) -> None:
    """An automation that is stopped in mid-download leaves nothing."""
    going_on = asyncio.Event()

    async def part(request: web.Request) -> web.StreamResponse:
        """Give a part of the file, and no more."""
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(GCODE)
        going_on.set()
        await asyncio.sleep(3600)
        return answer

    host.part = part  # type: ignore[method-assign]  # this one hangs
    task = asyncio.create_task(
        house.jobs.importer.async_from_url(host.url("/part.gcode"))
    )
    await going_on.wait()
    while not list(house.store.incoming.iterdir()):
        await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert_nothing_kept(house)
