"""Forms as they come over the wire: whole, odd, cut off, too long, given up."""

import asyncio
from collections.abc import Generator
from dataclasses import replace
import errno
import hashlib
import os
from pathlib import Path
import random
import time
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from custom_components.printmux.jobs import spool, store
from custom_components.printmux.jobs.errors import NoRoomError
from custom_components.printmux.jobs.store import DISK_RESERVE
from custom_components.printmux.slicer import form
from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import (
    BOUNDARY,
    FILE,
    Answer,
    Wire,
    closing,
    file_part,
    prusa_form,
    read_answer,
    text_part,
)

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader")

MIB = 1024**2
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def chunked(body: bytes, size: int = 1000) -> bytes:
    """Return a body in the chunked coding."""
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    coded = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    return coded + b"0\r\n\r\n"


async def send_chunked(
    wire: Wire, body: bytes, path: str = "/api/files/local"
) -> Answer:
    """Send a form without saying how long it is."""
    head = wire.head(
        "POST",
        path,
        {
            "Content-Type": KIND,
            "Transfer-Encoding": "chunked",
        },
    )
    return await wire.send(head, chunked(body))


def noise(size: int) -> bytes:
    """Return bytes with everything in them that a parser could stumble over."""
    some = random.Random(size).randbytes(min(size, 65536))
    lines = b"\r\n--" + BOUNDARY[:-1].encode() + b"\r\n\r\n--\r\n" + some
    return (lines * (size // len(lines) + 1))[:size]


async def test_libcurl_order(wire: Wire, hub: Hub) -> None:
    """PrusaSlicer's bytes: fields first, nothing escaped."""
    answer = await wire.upload(prusa_form())
    assert answer.status == 201
    assert hub.content(hub.job) == FILE
    assert hub.job.size == len(FILE)
    assert hub.job.sha256 == hashlib.sha256(FILE).hexdigest()
    assert list(hub.store.incoming.iterdir()) == []


@pytest.mark.parametrize(
    "size", [1, 65535, 65536, MIB - 1, MIB, MIB + 1, 3 * MIB + 17, 8 * MIB]
)
async def test_bytes_arrive_exactly(wire: Wire, hub: Hub, size: int) -> None:
    """Any size around the buffers, with near-boundaries inside."""
    content = noise(size)
    answer = await wire.upload(prusa_form(content=content))
    assert answer.status == 201
    assert hub.content(hub.job) == content
    assert hub.job.sha256 == hashlib.sha256(content).hexdigest()


async def test_sync_in_steps(wire: Wire, hub: Hub) -> None:
    """A large file is synced on the way, not at its end only."""
    synced: list[int] = []
    real = os.fdatasync

    def sync(handle: int) -> None:
        synced.append(os.fstat(handle).st_size)
        real(handle)

    with (
        patch.object(spool, "SYNC_STEP", 2 * MIB),
        patch(
            "os.fdatasync",
            sync,
        ),
    ):
        answer = await wire.upload(prusa_form(content=noise(8 * MIB)))
    assert answer.status == 201
    assert len(synced) >= 4
    assert synced[-1] == 8 * MIB


@pytest.mark.parametrize("order", ["before", "after"])
async def test_every_split(wire: Wire, hub: Hub, order: str) -> None:
    """Wherever the packets part, the bytes are the same."""
    extra = text_part("print", "true")
    part = file_part("x.gcode", b"G28\r\n-\r\n--" + BOUNDARY[:-2].encode())
    body = (extra + part if order == "before" else part + extra) + closing()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"Content-Type": kind, "Content-Length": str(len(body))}
    head = wire.head("POST", "/api/files/local", headers)
    for at in range(len(body) + 1):
        answer = await wire.send(head, body[:at], body[at:])
        assert answer.status == 201, at
        assert answer.json["effectivePrint"] is True, at
    shas = {job.sha256 for job in hub.jobs.jobs.values()}
    assert len(shas) == 1
    assert len(hub.jobs.jobs) == len(body) + 1


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(prusa_form(), id="file last"),
        pytest.param(
            file_part("x.gcode") + text_part("print", "true"), id="file first"
        ),
    ],
)
async def test_cut_off_form(wire: Wire, hub: Hub, form: bytes) -> None:
    """A body that ends early is refused though its length is as promised."""
    body = form.removesuffix(closing()) + closing()
    whole = body.index(closing()) + len(closing()) - 2
    for end in range(whole):
        answer = await wire.upload(body[:end])
        assert answer.status == 400, end
        assert answer.json["error"] == answer.reason
    hub.assert_nothing_kept()
    assert (await wire.upload(body[:whole])).status == 201


async def test_cut_off_chunked_form(wire: Wire, hub: Hub) -> None:
    """The same for a body whose length nobody promised."""
    body = prusa_form()
    for end in range(len(body) - 2):
        assert (await send_chunked(wire, body[:end])).status == 400, end
    hub.assert_nothing_kept()


@pytest.mark.parametrize("size", [50, 100_000, 1_400_000, 3 * MIB])
async def test_cut_off_large_form(wire: Wire, hub: Hub, size: int) -> None:
    """Cut-off files of any size are noticed."""
    body = prusa_form(content=noise(size))
    for less in (len(closing()) + 2, len(closing()), 3):
        assert (await wire.upload(body[:-less])).status == 400
    hub.assert_nothing_kept()


async def test_disconnect_anywhere(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """A client that goes away leaves nothing behind."""
    body = prusa_form(content=noise(5 * MIB))
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"Content-Type": kind, "Content-Length": str(len(body))}
    head = wire.head("POST", "/api/files/local", headers)
    for end in (0, 10, 200, 400, 1000, MIB, 3 * MIB, len(body) - 3):
        _, writer = await asyncio.open_connection("127.0.0.1", wire.port)
        writer.write(head + body[:end])
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.transport.abort()
        await asyncio.sleep(0.05)
        await hass.async_block_till_done()
    hub.assert_nothing_kept()


async def test_disconnect_while_writing(wire: Wire, hub: Hub) -> None:
    """The write under way is waited for before the file is deleted."""
    writing = asyncio.Event()
    deleted: list[bool] = []
    done: list[bool] = []
    real, loop = os.write, asyncio.get_running_loop()

    def slow_write(handle: int, data: memoryview) -> int:
        loop.call_soon_threadsafe(writing.set)
        time.sleep(0.3)
        written = real(handle, data)
        done.append(True)
        return written

    discard = spool.Spool._unlink  # noqa: SLF001 - only the order is looked at

    def unlink(self: spool.Spool) -> None:
        deleted.append(bool(done))
        discard(self)

    body = prusa_form(content=noise(6 * MIB))
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"Content-Type": kind, "Content-Length": str(len(body))}
    with (
        patch("os.write", slow_write),
        patch.object(spool.Spool, "_unlink", unlink),
    ):
        _, writer = await asyncio.open_connection("127.0.0.1", wire.port)
        writer.write(wire.head("POST", "/api/files/local", headers) + body[: 5 * MIB])
        await asyncio.wait_for(writing.wait(), 5)
        writer.transport.abort()
        async with asyncio.timeout(60):
            while not deleted:
                await asyncio.sleep(0.01)
    assert deleted == [True]
    hub.assert_nothing_kept()


async def test_stalled_client(wire: Wire, hub: Hub) -> None:
    """A client that sends no more is given up."""
    body = prusa_form()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"Content-Type": kind, "Content-Length": str(len(body))}
    head = wire.head("POST", "/api/files/local", headers)
    with patch.object(form, "STALL_SECONDS", 0.1):
        for end in (0, 100, len(body) - 60):
            answer = await wire.send(head + body[:end])
            assert answer.status == 408
    hub.assert_nothing_kept()


def nested() -> bytes:
    """Return a form with a form in it."""
    kind = "Content-Type: multipart/mixed; boundary=inner"
    disposition = 'Content-Disposition: form-data; name="file"; filename="x.gcode"'
    head = f"--{BOUNDARY}\r\n{disposition}\r\n{kind}\r\n\r\n"
    return head.encode() + b"--inner\r\n\r\nG28\r\n--inner--\r\n" + closing()


def coded() -> bytes:
    """Return a form whose file is in base64."""
    part = file_part("x.gcode", b"RzI4Cg==")
    coding = b"Content-Transfer-Encoding: base64\r\nContent-Type"
    return part.replace(b"Content-Type", coding) + closing()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(file_part("", FILE) + closing(), id="empty file name"),
        pytest.param(file_part("x.gcode") * 2 + closing(), id="two files"),
        pytest.param(closing(), id="only the end"),
        pytest.param(b"G28\n" * 100, id="no form"),
        pytest.param(b"x" * 3 * MIB, id="no line"),
        pytest.param(text_part("a", "b" * 65537) + prusa_form(), id="long field"),
        pytest.param(text_part("a", "b") * 65 + prusa_form(), id="many parts"),
        pytest.param(nested(), id="nested"),
        pytest.param(coded(), id="base64"),
        pytest.param(
            b"--%b\r\n%b\r\n\r\n" % (BOUNDARY.encode(), b"X: y\r\n" * 5000) + closing(),
            id="many headers",
        ),
        pytest.param(file_part("x" * 30_000 + ".gcode") + closing(), id="huge header"),
    ],
)
async def test_bad_form(wire: Wire, hub: Hub, body: bytes) -> None:
    """Each is refused with a sentence in both protocols, and leaves nothing."""
    for path in ("/api/files/local", "/server/files/upload"):
        answer = await wire.upload(body, path)
        assert answer.status == 400
        assert 15 < len(answer.reason) <= 200
    hub.assert_nothing_kept()


async def test_most_fields_that_go(wire: Wire) -> None:
    """The limits themselves are within the limits."""
    fields = text_part("a", "b" * 65536) + text_part("b", "c") * 60
    assert (await wire.upload(fields + prusa_form())).status == 201


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"file=G28"),
        ("application/octet-stream", FILE),
        ("multipart/mixed; boundary=x", b"--x--\r\n"),
        ("multipart/form-data", b"--x--\r\n"),
        (None, FILE),
        (None, b""),
        ("multipart/form-data; boundary=" + "x" * 71, b""),
    ],
)
async def test_no_form(wire: Wire, hub: Hub, kind: str | None, body: bytes) -> None:
    """What is no form is refused with a sentence."""
    answer = await wire.upload(body, Content_Type=kind)
    assert answer.status == 400
    assert answer.json["error"] == answer.reason
    hub.assert_nothing_kept()


async def test_too_large_on_the_way(wire: Wire, hub: Hub) -> None:
    """The limit holds to the byte, however the body comes."""
    over = prusa_form(content=noise(8 * MIB + 1))
    assert (await wire.upload(over)).status == 413
    assert (await send_chunked(wire, over)).status == 413
    hub.assert_nothing_kept()
    assert (await send_chunked(wire, prusa_form(content=noise(8 * MIB)))).status == 201


@pytest.fixture
def small_disk(hub: Hub) -> Generator[None]:
    """Put the incoming folder onto a file system of 2 MiB."""
    if os.geteuid() != 0 or os.system(
        f"mount -t tmpfs -o size=2m none {hub.store.incoming} 2>/dev/null"
    ):
        pytest.skip("No rights to mount a file system")
    yield
    os.system(f"umount {hub.store.incoming}")


@pytest.mark.parametrize("path", ["/api/files/local", "/server/files/upload"])
async def test_really_full_disk(
    wire: Wire, hub: Hub, small_disk: None, path: str
) -> None:
    """The same with a file system that is full."""
    # Its reserve is larger than the whole.
    with patch.object(store, "DISK_RESERVE", 0):
        early = await wire.upload(prusa_form(content=noise(6 * MIB)), path)
        with patch.object(hub.jobs.intake, "async_check_room"):
            late = await wire.upload(prusa_form(content=noise(6 * MIB)), path)
    assert (early.status, late.status) == (507, 507)
    assert "has only 2 MB free" in early.reason
    assert "disk is full" in late.reason
    hub.assert_nothing_kept()


async def test_broken_disk(wire: Wire, hub: Hub) -> None:
    """Other faults of the disk are a 500 with a sentence."""

    def sync(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with patch("os.fdatasync", sync):
        answer = await wire.upload(prusa_form())
    assert answer.status == 500
    assert "disk" in answer.reason
    hub.assert_nothing_kept()


async def test_folder_gone(wire: Wire, hub: Hub) -> None:
    """A file that can't even be made is a 500 as well."""
    with patch.object(
        hub.store, "new_temporary", return_value=Path("/nonexistent/x.part")
    ):
        answer = await wire.upload(prusa_form())
    assert answer.status == 500
    hub.assert_nothing_kept()


async def test_job_service_fails(wire: Wire, hub: Hub) -> None:
    """No job, no file: the slicer hears that it failed."""
    with patch.object(hub.jobs.intake, "async_add_upload", side_effect=RuntimeError):
        answer = await wire.upload(prusa_form())
    assert answer.status == 500
    assert answer.json["error"] == answer.reason
    hub.assert_nothing_kept()


async def test_disconnect_while_kept(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """Once all bytes are there, the job is made whether or not the client waits."""
    real = hub.jobs.intake.async_add_upload
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def add(upload: object) -> object:
        reached.set()
        await go_on.wait()
        return await real(upload)  # type: ignore[arg-type]  # handed through

    body = prusa_form()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"Content-Type": kind, "Content-Length": str(len(body))}
    with patch.object(hub.jobs.intake, "async_add_upload", add):
        _, writer = await asyncio.open_connection("127.0.0.1", wire.port)
        writer.write(wire.head("POST", "/api/files/local", headers) + body)
        await reached.wait()
        writer.transport.abort()
        await asyncio.sleep(0.05)
        go_on.set()
        await hass.async_block_till_done()
    assert hub.content(hub.job) == FILE
    assert list(hub.store.incoming.iterdir()) == []


async def expect(wire: Wire, **headers: str) -> tuple[Answer | None, Answer | None]:
    """Ask for leave to send; return the 100 or the refusal, and the end."""
    body = prusa_form()
    lines: dict[str, str | None] = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(body)),
        "Expect": "100-continue",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    reader, writer = await asyncio.open_connection("127.0.0.1", wire.port)
    writer.write(wire.head("POST", "/server/files/upload", lines))
    first = await read_answer(reader, without_body=False)
    last = None
    if first.status == 100:
        writer.write(body)
        last = await read_answer(reader, without_body=False)
    writer.close()
    return first, last


async def test_expect(wire: Wire, hub: Hub) -> None:
    """PrusaSlicer is told to go on, then gets its answer."""
    first, last = await expect(wire)
    assert first is not None
    assert (first.status, first.reason) == (100, "Continue")
    assert last is not None
    assert last.status == 201
    assert hub.content(hub.job) == FILE


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (401, {"X_Api_Key": "wrong"}),
        (400, {"Content_Type": "application/json"}),
        (413, {"Content_Length": str(9 * MIB)}),
        (417, {"Expect": "miracles"}),
    ],
)
async def test_refused_expectation(
    wire: Wire, hub: Hub, status: int, headers: dict[str, str]
) -> None:
    """What would be refused anyway is refused before the body is sent."""
    first, last = await expect(wire, **headers)
    assert first is not None
    assert first.status == status
    assert first.json["error"]["message"] == first.reason
    assert last is None
    hub.assert_nothing_kept()


async def test_no_room(wire: Wire, hub: Hub) -> None:
    """Quota or disk too small: 507, before the body too."""
    full = "PrintMux's storage of 1 GB is full"
    with patch.object(
        hub.jobs.intake, "async_check_room", side_effect=NoRoomError(full)
    ):
        first, _ = await expect(wire)
        answer = await wire.upload(prusa_form())
        unknown = await send_chunked(wire, prusa_form())
    assert first is not None
    assert [first.status, answer.status, unknown.status] == [507] * 3
    assert answer.reason == full
    hub.assert_nothing_kept()


@pytest.mark.parametrize("path", ["/api/files/local", "/server/files/upload"])
async def test_quota(wire: Wire, hub: Hub, path: str) -> None:
    """It holds for what says its length and for what grows over it; nothing stays."""
    hub.jobs.settings = replace(hub.jobs.settings, quota_bytes=3 * MIB)
    form = prusa_form(content=noise(7 * MIB))
    head = wire.head("POST", path, {"Content-Type": KIND, "Content-Length": "7000000"})
    before_the_body = await wire.send(head)
    written = 0
    real = os.write

    def write(handle: int, data: memoryview) -> int:
        """Count what goes to the disk."""
        nonlocal written
        written += len(data)
        return real(handle, data)

    with patch("os.write", write):
        growing = await send_chunked(wire, form, path)
    assert written <= 3 * MIB
    for answer in (before_the_body, growing):
        assert answer.status == 507
        assert "storage of 0.00292969 GB is full. Delete old jobs" in answer.reason
    hub.assert_nothing_kept()
    assert (await send_chunked(wire, prusa_form(), path)).status == 201


async def test_disk_that_others_fill(wire: Wire, hub: Hub) -> None:
    """What grows is stopped in time: Home Assistant's own database needs some room."""
    gone = 0

    def usage(_: object) -> SimpleNamespace:
        """Have less free each time."""
        nonlocal gone
        gone += 1
        return SimpleNamespace(free=DISK_RESERVE + (4 - gone) * MIB)

    with patch("shutil.disk_usage", usage):
        answer = await send_chunked(wire, prusa_form(content=noise(8 * MIB)))
    assert answer.status == 507
    assert "MB free" in answer.reason
    hub.assert_nothing_kept()
