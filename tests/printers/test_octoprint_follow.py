"""Tests of following an OctoPrint that answers and pushes as told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
import json
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers import octoprint_socket, octoprint_view
from custom_components.printmux.printers.driver import (
    Heater,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import (
    DriverError,
    HostAuthError,
    HostBusyError,
    HostUnreachableError,
)
from custom_components.printmux.printers.octoprint import OctoPrintDriver

from .conftest import FakeHost, html, octoprint_error, redirect
from .test_octoprint import flags, job

PRINTER = "GET /api/printer"
JOB = "GET /api/job"
LOGIN = "POST /api/login"
SOCKET = "GET /sockjs/websocket"
PROFILES = "GET /api/printerprofiles"
LAYERS = "GET /plugin/DisplayLayerProgress/values"
WARM = {"tool0": {"actual": 20.0, "target": 0}, "bed": {"actual": 21.0, "target": 0}}
NO_CHAMBER = {"chamber": {"actual": None, "target": None}}
CANCELLED, IDLE = PrinterState.CANCELLED, PrinterState.IDLE
PRINTING = PrinterState.PRINTING


class Pusher:
    """The far end of the push sockets: what came in, and what is to be sent."""

    def __init__(self) -> None:
        """Have no socket yet."""
        self.heard: list[dict[str, Any]] = []
        self.opened = 0
        self.ping = True
        self._socket = web.WebSocketResponse()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take a socket: the whole state is sent to whoever logs in."""
        self._socket = socket = web.WebSocketResponse(autoping=self.ping)
        await socket.prepare(request)
        self.opened += 1
        await socket.send_json({"connected": {"version": "1.11.8"}})
        logged_in = False
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            self.heard.append(message.json())
            if "auth" in self.heard[-1] and not logged_in:
                logged_in = True
                await socket.send_json({"history": state("ready") | {"temps": [WARM]}})
        return socket

    async def push(self, **parts: Any) -> None:
        """Send a message."""
        await self._socket.send_json(parts)

    async def say(self, words: str) -> None:
        """Send what may be no message at all."""
        await self._socket.send_str(words)

    async def close(self) -> None:
        """Close the socket."""
        await self._socket.close()


def state(
    *raised: str, path: str | None = None, completion: float | None = None
) -> dict[str, Any]:
    """Make the content of a message, as it is without temperatures."""
    return job(path, completion) | flags(*raised) | {"temps": []}


def event(kind: str, **payload: Any) -> dict[str, Any]:
    """Make the content of an event."""
    return {"type": kind, "payload": payload}


class Follower:
    """What a driver reports while it follows, and how that ended."""

    def __init__(self, driver: OctoPrintDriver) -> None:
        """Begin to follow."""
        self.seen: list[PrinterStatus] = []
        self.error: DriverError | None = None
        self.task = asyncio.create_task(self._run(driver))

    async def _run(self, driver: OctoPrintDriver) -> None:
        """Follow to the end."""
        try:
            await driver.follow(self.seen.append)
        except DriverError as err:
            self.error = err

    async def until(
        self, wanted: Callable[[PrinterStatus], object] = lambda status: True
    ) -> PrinterStatus:
        """Wait for a status."""
        async with asyncio.timeout(60):
            while not (self.seen and wanted(self.seen[-1])):
                assert not self.task.done(), self.error
                await asyncio.sleep(0.01)
        return self.seen[-1]


@pytest.fixture
def pusher(host: FakeHost) -> Pusher:
    """Give the far end of the sockets of a host with nothing to do."""
    made = Pusher()
    host.on(LOGIN, {"name": "user", "session": "abc"})
    host.on(SOCKET, made.serve)
    host.on(PRINTER, flags(temperature=WARM))
    host.on(JOB, job())
    host.on(PROFILES, {"profiles": {}})
    return made


@pytest.fixture
def driver(host: FakeHost, session: aiohttp.ClientSession) -> OctoPrintDriver:
    """Give a driver."""
    return OctoPrintDriver(session, host.url, "key")


@pytest.fixture
async def follower(driver: OctoPrintDriver, pusher: Pusher) -> AsyncIterator[Follower]:
    """Follow, from the first status on."""
    made = Follower(driver)
    await made.until()
    yield made
    await end(made)


async def end(follower: Follower) -> None:
    """Follow no more."""
    follower.task.cancel()
    with suppress(asyncio.CancelledError):
        await follower.task


async def test_first_status_is_whole(
    host: FakeHost, pusher: Pusher, follower: Follower
) -> None:
    """The whole state comes by the socket, subscribed to before the login."""
    (status,) = follower.seen
    assert (status.state, status.ready) == (IDLE, True)
    assert (status.nozzles, status.bed, status.chamber) == (
        ((20.0, 0),),
        (21.0, 0),
        None,
    )
    subscribe, login = pusher.heard
    assert subscribe["subscribe"]["state"] == {"logs": False, "messages": False}
    assert login == {"auth": "user:abc"}
    assert json.loads(host.asked(LOGIN)[0].body) == {"passive": True}
    assert host.asked(PRINTER) == host.asked(JOB) == []


async def test_what_a_message_leaves_out_stays(
    pusher: Pusher, follower: Follower
) -> None:
    """Temperatures come now and then; the newest of them counts."""
    await pusher.push(current=state("printing", path="a.gcode", completion=10))
    status = await follower.until(lambda status: status.state is PRINTING)
    assert (status.file, status.progress, status.remaining_s) == ("a.gcode", 0.1, 30)
    assert status.nozzles == (Heater(20.0, 0),)
    hot = {"tool0": {"actual": 99.5, "target": 200}} | NO_CHAMBER
    content = state("printing", path="a.gcode", completion=20) | {"temps": [WARM, hot]}
    await pusher.push(current=content)
    status = await follower.until(lambda status: status.progress == 0.2)
    assert status.nozzles == (Heater(99.5, 200),)
    assert (status.bed, status.chamber) == (None, None)


async def test_words_that_are_no_messages(pusher: Pusher, follower: Follower) -> None:
    """Whatever comes, following goes on."""
    for words in ("", "[]", "5", '{"current": 5}', '{"event": {}}', '{"x": null}', "{"):
        await pusher.say(words)
    await pusher.push(current={"state": {"flags": {"printing": True}, "text": 7}})
    status = await follower.until(lambda status: status.state is PRINTING)
    assert status.file is None


@pytest.mark.parametrize("by", ["flags", "event", "event with its reason"])
async def test_cancelled_is_remembered(
    host: FakeHost, driver: OctoPrintDriver, pusher: Pusher, follower: Follower, by: str
) -> None:
    """OctoPrint forgets it at once; the next print ends it, another file hides it."""
    await pusher.push(current=state("printing", path="a.gcode", completion=10))
    if by == "flags":
        await pusher.push(current=state("cancelling", path="a.gcode", completion=10))
    else:
        told = {} if by == "event" else {"reason": "cancelled"}
        await pusher.push(event=event("PrintCancelled", path="a.gcode", **told))
        failed = event("PrintFailed", path="a.gcode", reason="cancelled")
        await pusher.push(event=failed)
    await pusher.push(current=state("ready", path="a.gcode", completion=10))
    status = await follower.until(lambda status: status.ready and status.file)
    assert (status.state, status.file) == (CANCELLED, "a.gcode")
    host.on(JOB, job("a.gcode", 10))
    assert (await driver.look()).state is CANCELLED
    await pusher.push(current=state("ready", path="b.gcode"))
    await follower.until(lambda status: status.state is IDLE)
    await pusher.push(event=event("PrintStarted", path="a.gcode"))
    await pusher.push(current=state("printing", path="a.gcode", completion=1))
    await pusher.push(current=state("ready", path="a.gcode", completion=1))
    await follower.until(lambda status: status.state is IDLE and not status.remaining_s)
    states = [status.state for status in follower.seen]
    assert states.count(CANCELLED) == 1


async def test_error_keeps_the_file(pusher: Pusher, follower: Follower) -> None:
    """OctoPrint lets go of the file when the machine is gone."""
    await pusher.push(current=state("printing", path="a.gcode", completion=10))
    gone = state("error", "closedOrError")
    gone["state"] |= {"text": "Offline after error", "error": "Heater too hot"}
    gone["state"]["flags"]["operational"] = False
    await pusher.push(current=gone)
    status = await follower.until(lambda status: status.state is PrinterState.ERROR)
    assert (status.file, status.message) == ("a.gcode", "Heater too hot")
    assert (status.ready, status.nozzles, status.progress) == (False, (), None)


async def test_heaters_by_the_profile(
    host: FakeHost, pusher: Pusher, follower: Follower
) -> None:
    """A profile without a heated bed has none, whatever the firmware reports."""
    chamber = {"chamber": {"actual": 30.0, "target": 35.0}}
    await pusher.push(current=state("ready") | {"temps": [WARM | chamber]})
    status = await follower.until(lambda status: status.chamber)
    assert (status.bed, status.chamber) == ((21.0, 0), (30.0, 35.0))
    profile = {"default": True, "heatedBed": False, "heatedChamber": True}
    host.on(PROFILES, {"profiles": {"a": profile}})
    await pusher.push(event=event("Connected"))
    await pusher.push(current=state("ready"))
    status = await follower.until(lambda status: status.bed is None)
    assert status.chamber == (30.0, 35.0)


async def test_layers_of_the_plugin(
    host: FakeHost,
    driver: OctoPrintDriver,
    pusher: Pusher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Layers are asked for while printing, and taken where they are pushed."""
    monkeypatch.setattr(octoprint_view, "LAYERS_S", 0.0)
    host.on(LAYERS, {"layer": {"current": "-", "total": "-"}})
    follower = Follower(driver)
    assert (await follower.until()).layer is None
    host.on(LAYERS, {"layer": {"current": "3", "total": "40"}})
    await pusher.push(current=state("printing", path="a.gcode", completion=5))
    status = await follower.until(lambda status: status.layer)
    assert (status.layer, status.layer_count) == (3, 40)
    monkeypatch.setattr(octoprint_view, "LAYERS_S", 1000.0)
    pushed = {"currentLayer": 4, "totalLayer": "40"}
    plugin = "DisplayLayerProgress-websocket-payload"
    await pusher.push(plugin={"plugin": plugin, "data": pushed})
    await pusher.push(current=state("printing", path="a.gcode", completion=6))
    status = await follower.until(lambda status: status.layer == 4)
    await pusher.push(event=event("PrintStarted", path="b.gcode"))
    await pusher.push(current=state("printing", path="b.gcode"))
    status = await follower.until(lambda status: status.file == "b.gcode")
    assert (status.layer, status.layer_count) == (None, None)
    await end(follower)


async def test_reauth(host: FakeHost, pusher: Pusher, follower: Follower) -> None:
    """A session that has ended is taken anew, on the same socket."""
    host.on(LOGIN, {"name": "user", "session": "def"})
    await pusher.push(reauthRequired={"reason": "stale"})
    await follower.until(lambda status: len(follower.seen) > 1)
    assert pusher.heard[-1] == {"auth": "user:def"}
    assert pusher.opened == 1
    host.on(LOGIN, octoprint_error(400, "CSRF validation failed"))
    host.on(PRINTER, octoprint_error(403, "no permission"))
    await pusher.push(reauthRequired={"reason": "modified"})
    await asyncio.wait_for(follower.task, 10)
    assert isinstance(follower.error, HostAuthError)


async def test_key_is_tried_now_and_then(
    host: FakeHost,
    pusher: Pusher,
    follower: Follower,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """OctoPrint goes on pushing to a user whose key was taken back."""
    host.on(PRINTER, octoprint_error(403, "no permission"))
    await pusher.push(current=state("ready"))
    monkeypatch.setattr(octoprint_view, "CHECK_S", 0.0)
    await pusher.push(current=state("ready"))
    await asyncio.wait_for(follower.task, 10)
    assert isinstance(follower.error, HostAuthError)


async def test_key_is_tried_though_nobody_speaks(
    host: FakeHost,
    driver: OctoPrintDriver,
    pusher: Pusher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A printer with nothing to say, such as one that is off, is asked too."""
    monkeypatch.setattr(octoprint_socket, "SILENCE_S", 0.05)
    monkeypatch.setattr(octoprint_view, "CHECK_S", 0.2)
    follower = Follower(driver)
    await follower.until()
    host.on(PRINTER, octoprint_error(403, "no permission"))
    await asyncio.wait_for(follower.task, 10)
    assert isinstance(follower.error, HostAuthError)


async def test_lost_socket(
    driver: OctoPrintDriver, pusher: Pusher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket that a proxy closes may be opened again; one that flaps is lost."""
    for steady_s in (0.0, 60.0):
        monkeypatch.setattr(octoprint_view, "STEADY_S", steady_s)
        follower = Follower(driver)
        await follower.until()
        await pusher.close()
        await asyncio.wait_for(follower.task, 10)
        assert isinstance(follower.error, HostUnreachableError) is bool(steady_s)
        assert {status.state for status in follower.seen} == {IDLE}


async def test_host_that_takes_long_to_be_lost(
    driver: OctoPrintDriver, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long nobody answered: that was no connection that held."""
    monkeypatch.setattr(octoprint_view, "STEADY_S", 0.0)
    host.on(LOGIN, html(502, "502 Bad Gateway"))
    follower = Follower(driver)
    await asyncio.wait_for(follower.task, 10)
    assert isinstance(follower.error, HostUnreachableError)


async def test_silent_socket(
    driver: OctoPrintDriver, pusher: Pusher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quiet host that answers pings is there; one that does not is lost."""
    monkeypatch.setattr(octoprint_socket, "SILENCE_S", 0.05)
    follower = Follower(driver)
    await follower.until()
    await asyncio.sleep(0.3)
    assert follower.error is None
    await end(follower)
    pusher.ping = False
    follower = Follower(driver)
    await asyncio.wait_for(follower.task, 10)
    assert isinstance(follower.error, HostUnreachableError)
    assert len(follower.seen) == 1


@pytest.mark.parametrize("how", ["404", "mute", "no session", "no login"])
async def test_polls_without_a_socket(
    host: FakeHost,
    driver: OctoPrintDriver,
    pusher: Pusher,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    """Without a socket REST tells, and the socket is tried again later."""
    monkeypatch.setattr(octoprint_view, "BUSY_POLL_S", 0.02)
    monkeypatch.setattr(octoprint_view, "SOCKET_RETRY_S", 0.2)
    monkeypatch.setattr(octoprint_socket, "OPEN_S", 0.1)

    async def mute(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for _message in socket:
            pass
        return socket

    if how == "404":
        host.on(SOCKET, html(404, "404 Not Found"), pusher.serve)
    elif how == "mute":
        host.on(SOCKET, mute, pusher.serve)
    elif how == "no session":
        host.on(LOGIN, {"name": None}, {"name": "user", "session": "abc"})
    else:
        host.on(LOGIN, html(405, "no"), {"name": "user", "session": "abc"})
    host.on(PRINTER, flags(temperature=WARM), flags("printing", temperature=WARM))
    host.on(JOB, job("a.gcode", 10))
    follower = Follower(driver)
    await follower.until(lambda status: status.state is PRINTING)
    assert follower.seen[0].state is IDLE
    await follower.until(lambda status: pusher.opened == 1 and status.state is IDLE)
    await end(follower)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_socket_that_leads_elsewhere(
    host: FakeHost,
    elsewhere: FakeHost,
    driver: OctoPrintDriver,
    pusher: Pusher,
    status: int,
) -> None:
    """The login goes nowhere else: REST tells."""
    elsewhere.on(SOCKET, pusher.serve)
    host.on(SOCKET, redirect(status, f"{elsewhere.url}/sockjs/websocket"))
    follower = Follower(driver)
    assert (await follower.until()).state is IDLE
    await end(follower)
    assert host.asked(SOCKET)
    assert not elsewhere.seen
    assert not pusher.heard


async def test_start_while_followed(
    host: FakeHost, driver: OctoPrintDriver, pusher: Pusher, follower: Follower
) -> None:
    """What is pushed says whether it is ready, and the start is known at once."""
    host.on("GET /api/files/local/a.gcode", {"name": "a.gcode"})

    async def started(request: web.Request) -> web.Response:
        assert host.asked(PRINTER) == []
        host.on(PRINTER, flags(), flags("printing", temperature=WARM))
        host.on(JOB, job("a.gcode", 0))
        await pusher.push(event=event("PrintStarted", path="a.gcode"))
        return web.Response(status=204)

    host.on("POST /api/files/local/a.gcode", started)
    await driver.start("a.gcode")
    status = follower.seen[-1]
    assert (status.state, status.file) == (PRINTING, "a.gcode")
    await pusher.push(current=state("printing", path="a.gcode", completion=1))
    await follower.until(lambda status: status.progress)
    with pytest.raises(HostBusyError, match="Printing"):
        await driver.start("a.gcode")
