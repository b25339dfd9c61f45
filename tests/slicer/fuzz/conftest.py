"""A hub under attack, and what must hold after each blow."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass
import json
import logging
from pathlib import Path
import traceback
from typing import Any

from aiohttp import web
import pytest

from custom_components.printmux.jobs.models import JobState
from custom_components.printmux.slicer.answers import MOONRAKER_ROOTS
from homeassistant.core import HomeAssistant
from tests.slicer.conftest import Hub
from tests.slicer.wire import Answer, Wire, prusa_form, read_answer

OUR_NAME = "printmux"
# A disk may be full; Home Assistant may be stopping.
ALLOWED_FAULTS = {503, 507}
# What Home Assistant and aiohttp say before a request comes to us.
FOREIGN = ("400: Bad Request", "404: Not Found", "405: Method Not Allowed")
FILES = Path("/proc/self/fd")
SECONDS = 60


def reject(constant: str) -> None:
    """Refuse what Python writes and JSON does not have."""
    raise AssertionError(f"{constant} is no JSON")


def strict_json(body: str | bytes) -> Any:
    """Return JSON as everybody reads it."""
    return json.loads(body, parse_constant=reject)


def ours(record: logging.LogRecord) -> bool:
    """Tell whether a log record is of a fault, and of PrintMux."""
    # Below, aiohttp tells of request lines that are none.
    if record.levelno < logging.ERROR:
        return False
    kind, error, trace_back = record.exc_info or (None, None, None)
    # After our refusal aiohttp reads the rest of a body that can't be unpacked.
    if record.name == "aiohttp.server" and isinstance(error, web.RequestPayloadError):
        return False
    trace = "".join(traceback.format_exception(kind, error, trace_back))
    return OUR_NAME in f"{record.name}{record.getMessage()}{trace}"


def open_files() -> int:
    """Return how many files and sockets are open."""
    return len(list(FILES.iterdir()))


@dataclass(repr=False)
class Target:
    """What is attacked."""

    hass: HomeAssistant
    hub: Hub
    wire: Wire
    caplog: pytest.LogCaptureFixture
    files: int = 0

    async def send(self, *packets: bytes, ends: bool = True) -> Answer | None:
        """Send bytes and return the answer, None if the server hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.wire.port)
        try:
            # Who refuses a body reads little of it, and has answered all the same.
            with suppress(OSError):
                for packet in packets:
                    writer.write(packet)
                    await writer.drain()
                    await asyncio.sleep(0)
                if not ends:
                    writer.write_eof()
            without_body = packets[0].startswith(b"HEAD")
            answer = await read_answer(reader, without_body)
            while answer.status == 100:
                answer = await read_answer(reader, without_body)
        except ConnectionError, asyncio.IncompleteReadError:
            return None
        else:
            return answer
        finally:
            writer.close()

    async def closed(self) -> None:
        """Wait until no more files and sockets are open than were at first."""
        async with asyncio.timeout(SECONDS):
            while open_files() > self.files:
                await asyncio.sleep(0.01)

    async def begin(self) -> None:
        """Forget what an example before this one may have left, which then failed."""
        await self.settle()
        await self.clear_jobs()
        self.caplog.clear()

    async def settle(self) -> None:
        """Wait until nothing of an upload is under way."""
        async with asyncio.timeout(SECONDS):
            await self.hass.async_block_till_done()
            while list(self.hub.store.incoming.iterdir()):
                await asyncio.sleep(0.002)
                await self.hass.async_block_till_done()

    async def clear_jobs(self) -> int:
        """Delete all jobs, once they are looked into; return how many there were."""
        jobs = list(self.hub.jobs.jobs)
        async with asyncio.timeout(SECONDS):
            while any(
                job.state is JobState.UPLOADED for job in self.hub.jobs.jobs.values()
            ):
                await asyncio.sleep(0.001)
        for job in jobs:
            await self.hub.jobs.async_delete(job)
        return len(jobs)

    def assert_no_fault_logged(self) -> None:
        """Check the log, and begin a new one."""
        faults = [record for record in self.caplog.records if ours(record)]
        messages = [self.caplog.handler.format(record) for record in faults]
        self.caplog.clear()
        assert messages == []

    def assert_fair(self, path: str, answer: Answer) -> None:
        """Check an answer: no fault of ours, and errors in the path's own shape."""
        assert answer.status < 500 or answer.status in ALLOWED_FAULTS, answer
        assert answer.reason.isprintable(), answer
        kind = answer.headers.get("content-type", "")
        if kind.startswith("application/json") and answer.body:
            data = strict_json(answer.body)
            if answer.status >= 400:
                assert_error_shape(path, answer.status, data)
        elif answer.status >= 400 and answer.body:
            assert kind.startswith("text/"), answer
        self.assert_no_fault_logged()


def assert_error_shape(path: str, status: int, data: Any) -> None:
    """Check that an error is one of Moonraker or of OctoPrint."""
    root = path.removeprefix("/printmux").strip("/").partition("/")[0]
    error = data["error"]
    if root in MOONRAKER_ROOTS:
        assert error.keys() == {"code", "message", "traceback"}
        assert error["code"] == status
        error = error["message"]
    assert isinstance(error, str)
    assert error.isprintable()


@pytest.fixture
async def target(
    hass: HomeAssistant, hub: Hub, wire: Wire, caplog: pytest.LogCaptureFixture
) -> AsyncGenerator[Target]:
    """Return what is attacked; in the end no file or socket must be left open."""
    # Pytest keeps what is logged, which soon is more than what a client makes us keep.
    caplog.set_level(logging.WARNING)
    # So does asyncio, in this mode, with where each timer came from.
    hass.loop.set_debug(False)
    target = Target(hass, hub, wire, caplog)
    assert (await wire.upload(prusa_form())).status == 201
    await target.clear_jobs()
    target.files = open_files()
    yield target
    await target.closed()
