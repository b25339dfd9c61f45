"""Moonraker's history: the prints of what a key has uploaded."""

import pytest

from custom_components.printmux.jobs import records
from custom_components.printmux.jobs.clock import utc_now
from custom_components.printmux.jobs.ids import new_id
from custom_components.printmux.jobs.models import Job, Target, TargetState

from .conftest import Hub
from .wire import FILE, Answer, Wire, closing, file_part, text_part

UPLOAD = "/server/files/upload"


async def send(
    wire: Wire, name: str, path: str = "", content: bytes = FILE, **headers: str
) -> Answer:
    """Upload a file."""
    form = text_part("path", path) + file_part(name, content) + closing()
    answer = await wire.upload(form, UPLOAD, **headers)
    assert answer.status == 201
    return answer


async def add_target(hub: Hub, job: Job, state: TargetState) -> Target:
    """Give a job a print that has begun."""
    now = utc_now()
    target = Target(
        id=new_id(),
        job_id=job.id,
        printer_id="p1",
        printer_name="Eins",
        copy=1,
        start=True,
        state=state,
        remote_name="x.gcode",
        created_at=now,
        updated_at=now,
        started_at=now,
        ended_at=now if state is TargetState.COMPLETED else None,
    )
    await hub.database.async_run(
        lambda connection: records.sync_printer(
            connection, "p1", "Eins", "moonraker", now
        )
    )
    ledger = hub.jobs._ledger  # noqa: SLF001 - there is no printer to send it to
    await ledger.async_add_targets(job, [target])
    return target


async def test_history(wire: Wire, hub: Hub) -> None:
    """An upload that was printed is in the history of its key."""
    await send(wire, "idle.gcode")
    await send(wire, "x.gcode", "sub")
    job = next(iter(hub.jobs.jobs.values()))
    target = await add_target(hub, job, TargetState.COMPLETED)
    history = await wire.ask("GET", "/server/history/list?limit=5")
    (entry,) = history.json["result"]["jobs"]
    assert history.json["result"]["count"] == 1
    assert (entry["job_id"], entry["filename"]) == (target.id, "sub/x.gcode")
    assert (entry["status"], entry["total_duration"]) == ("completed", 0.0)
    assert entry["start_time"] == entry["end_time"] == job_time(target)
    assert entry["metadata"]["print_start_time"] == job_time(target)
    one = await wire.ask("GET", f"/server/history/job?uid={target.id}")
    assert one.json == {"result": {"job": entry}}
    totals = await wire.ask("GET", "/server/history/totals")
    assert totals.json["result"]["job_totals"]["total_jobs"] == 1.0
    other = await wire.ask("GET", "/server/history/list", X_Api_Key=hub.keys[1])
    assert other.json == {"result": {"count": 0, "jobs": []}}


def job_time(target: Target) -> float:
    """Return when a print began."""
    assert target.started_at
    return target.started_at.timestamp()


async def test_history_under_way(wire: Wire, hub: Hub) -> None:
    """A print that has not ended has no end; lists can be cut and turned."""
    for name in ("a.gcode", "b.gcode"):
        await send(wire, name)
        newest = next(iter(hub.jobs.jobs.values()))
        await add_target(hub, newest, TargetState.PRINTING)
    for query, names in (
        ("", ["b.gcode", "a.gcode"]),
        ("?order=asc", ["a.gcode", "b.gcode"]),
        ("?start=1&limit=1", ["a.gcode"]),
    ):
        answer = await wire.ask("GET", f"/server/history/list{query}")
        entries = answer.json["result"]["jobs"]
        assert [entry["filename"] for entry in entries] == names
        assert {entry["status"] for entry in entries} == {"in_progress"}
        assert {entry["end_time"] for entry in entries} == {None}


@pytest.mark.parametrize(
    ("call", "status", "reason"),
    [
        ("job?uid=000001", 404, "Invalid job uid: 000001"),
        ("job", 400, "No data for argument: uid"),
        ("list?limit=abc", 400, "Invalid argument: limit"),
    ],
)
async def test_history_refused(wire: Wire, call: str, status: int, reason: str) -> None:
    """What is not there is said in Moonraker's words."""
    answer = await wire.ask("GET", f"/server/history/{call}")
    assert (answer.status, answer.reason) == (status, reason)
