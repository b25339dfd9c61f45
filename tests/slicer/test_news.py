"""What open websockets are told of files, folders and prints, and whose they are."""

from typing import Any

from aiohttp import ClientWebSocketResponse
import pytest

from custom_components.printmux.jobs import records
from custom_components.printmux.jobs.clock import utc_now
from custom_components.printmux.printers.driver import Outcome
from homeassistant.core import HomeAssistant

from .conftest import Connect, Hub, ask
from .test_moonraker_history import begin, end, newest
from .wire import FILE, Wire, prusa_form

DIRECTORY = "/server/files/directory"
LOCAL = "/api/files/local"
GONE = {"modified": 0, "size": 0, "permissions": "", "root": "gcodes"}
WHO = {"client_name": "t", "version": "1", "type": "web", "url": "http://x"}


async def hear(socket: ClientWebSocketResponse, method: str) -> Any:
    """Return what the next notification, which has that name, says."""
    told = await socket.receive_json(timeout=60)
    assert told["method"] == method
    (change,) = told["params"]
    return change


async def changes(socket: ClientWebSocketResponse, count: int) -> list[tuple[str, str]]:
    """Return the next changes of files: what happened, and where."""
    heard = [await hear(socket, "notify_filelist_changed") for _ in range(count)]
    return [(change["action"], change["item"]["path"]) for change in heard]


async def assert_silent(hass: HomeAssistant, socket: ClientWebSocketResponse) -> None:
    """Check that nothing was told: had it been, that would come before the answer."""
    await hass.async_block_till_done(wait_background_tasks=False)
    assert "method" not in await ask(socket, "server.info")


async def test_files_come_and_go(
    hass: HomeAssistant, connect: Connect, wire: Wire, hub: Hub
) -> None:
    """The connections of a key, and no others, hear of its uploads."""
    mine, other = await connect(), await connect(key=hub.keys[1])
    stranger = await connect(key=None)
    assert (await wire.upload(prusa_form("cube.gcode"))).status == 201
    assert await hear(mine, "notify_filelist_changed") == {
        "action": "create_file",
        "item": {
            "modified": hub.job.created_at.timestamp(),
            "size": len(FILE),
            "permissions": "rw",
            "path": "cube.gcode",
            "root": "gcodes",
        },
    }
    await hub.jobs.async_delete(hub.job.id)
    change = {"action": "delete_file", "item": {**GONE, "path": "cube.gcode"}}
    assert await hear(mine, "notify_filelist_changed") == change
    await assert_silent(hass, other)
    await assert_silent(hass, stranger)


@pytest.mark.parametrize("path", [f"{LOCAL}/x.gcode", "/server/files/gcodes/x.gcode"])
async def test_deletion_by_either_protocol(
    connect: Connect, wire: Wire, path: str
) -> None:
    """It does not matter by which way a file goes."""
    await wire.upload(prusa_form("x.gcode"))
    socket = await connect()
    assert (await wire.ask("DELETE", path)).status < 300
    assert await changes(socket, 1) == [("delete_file", "x.gcode")]


async def test_deletion_of_an_old_job(connect: Connect, wire: Wire, hub: Hub) -> None:
    """A job that ended long ago is told of too, when it is deleted."""
    await wire.upload(prusa_form("x.gcode"))
    job = hub.job
    socket = await connect()
    now = utc_now()
    await hub.database.async_run(
        lambda connection: records.update_job(connection, job.id, ended_at=now)
    )
    hub.jobs._ledger.jobs.clear()  # noqa: SLF001 - as after a day
    await hub.jobs.async_delete(job.id)
    assert await changes(socket, 1) == [("delete_file", "x.gcode")]


async def test_older_upload_of_that_name_stays(
    hass: HomeAssistant, connect: Connect, wire: Wire, hub: Hub
) -> None:
    """A path that still leads to a job was not deleted."""
    socket = await connect()
    for _ in range(2):
        await wire.upload(prusa_form("x.gcode"))
    assert await changes(socket, 2) == [("create_file", "x.gcode")] * 2
    await hub.jobs.async_delete(newest(hub).id)
    await assert_silent(hass, socket)
    await hub.jobs.async_delete(hub.job.id)
    assert await changes(socket, 1) == [("delete_file", "x.gcode")]


async def test_folder_of_an_upload(connect: Connect, wire: Wire, hub: Hub) -> None:
    """A folder comes with its first file, once, and goes with its last."""
    socket = await connect()
    for _ in range(2):
        for name in ("x.gcode", "y.gcode"):
            await wire.upload(prusa_form(name, path="a/b"))
        assert await changes(socket, 3) == [
            ("create_dir", "a"),
            ("create_file", "a/b/x.gcode"),
            ("create_file", "a/b/y.gcode"),
        ]
        for name, told in (("y", []), ("x", [("delete_dir", "a")])):
            (job,) = (j for j in hub.jobs.jobs.values() if j.name == f"{name}.gcode")
            await hub.jobs.async_delete(job.id)
            gone = ("delete_file", f"a/b/{name}.gcode")
            assert await changes(socket, 1 + len(told)) == [gone, *told]


async def test_made_folder(connect: Connect, wire: Wire) -> None:
    """An empty folder is told of when it is made and when it is deleted."""
    socket = await connect()
    answer = await wire.ask("POST", f"{DIRECTORY}?path=gcodes/new")
    assert await hear(socket, "notify_filelist_changed") == answer.json["result"]
    answer = await wire.ask("DELETE", f"{DIRECTORY}?path=gcodes/new")
    assert await hear(socket, "notify_filelist_changed") == answer.json["result"]


async def test_prints(
    hass: HomeAssistant, connect: Connect, wire: Wire, hub: Hub
) -> None:
    """A print is told of when it begins and when it ends, to its key alone."""
    await wire.upload(prusa_form("x.gcode"))
    await hass.async_block_till_done(wait_background_tasks=True)
    mine, other = await connect(), await connect(key=hub.keys[1])
    target = await begin(hub, hub.job)
    added = await hear(mine, "notify_history_changed")
    assert (added["action"], added["job"]["status"]) == ("added", "in_progress")
    # What happens to a print under way is no news for the history.
    ledger = hub.jobs._ledger  # noqa: SLF001 - as the target's run does
    target = await ledger.async_change_target(target, progress=0.5)
    await end(hub, target, Outcome.COMPLETED)
    finished = await hear(mine, "notify_history_changed")
    assert (finished["action"], finished["job"]["status"]) == ("finished", "completed")
    assert finished["job"]["job_id"] == added["job"]["job_id"]
    listed = await wire.ask("GET", "/server/history/list")
    assert listed.json["result"]["jobs"] == [finished["job"]]
    await assert_silent(hass, mine)
    await assert_silent(hass, other)


async def test_count(connect: Connect, wire: Wire, hub: Hub) -> None:
    """The server tells how many websockets are open, of whichever key."""

    async def count() -> tuple[int, int]:
        info = (await wire.ask("GET", "/server/info")).json["result"]
        load = (await wire.ask("GET", "/machine/proc_stats")).json["result"]
        return info["websocket_count"], load["websocket_connections"]

    assert await count() == (0, 0)
    sockets = [await connect(), await connect(key=hub.keys[1])]
    assert await count() == (2, 2)
    await sockets[0].close()
    # The server has said good-bye before the client knows that it is closed.
    while await count() != (1, 1):
        assert not sockets[1].closed


async def test_subscribe(connect: Connect) -> None:
    """The virtual printer's state is told at once; it never changes."""
    socket = await connect()
    wanted = {"print_stats": None, "virtual_sdcard": ["progress"]}
    query = await ask(socket, "printer.objects.query", objects=wanted)
    subscribed = await ask(socket, "printer.objects.subscribe", objects=wanted)
    assert subscribed["result"]["status"] == query["result"]["status"]
    assert subscribed["result"]["status"].keys() == wanted.keys()


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_subscribe_by_http(
    connect: Connect, wire: Wire, hub: Hub, method: str
) -> None:
    """Subscribing by HTTP needs the number of an open connection of that key."""
    path = "/printer/objects/subscribe"
    other = await ask(await connect(key=hub.keys[1]), "server.websocket.id")
    socket = await connect()
    me = await ask(socket, "server.connection.identify", **WHO)
    number = me["result"]["connection_id"]
    answer = await wire.ask(
        method, f"{path}?connection_id={number}&webhooks=state&fan=speed"
    )
    status = {"webhooks": {"state": "ready"}, "fan": {"speed": 0.0}}
    assert answer.json["result"]["status"] == status
    for query in ("", "5", "abc", str(other["result"]["websocket_id"])):
        answer = await wire.ask(method, f"{path}?connection_id={query}&webhooks")
        assert (answer.status, answer.reason) == (
            400,
            "No connection associated with subscription request",
        )
