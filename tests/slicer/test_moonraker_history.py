"""Moonraker's history: the prints of what a key has uploaded."""

from typing import Any

import pytest

from custom_components.printmux.jobs import printer_records, prints
from custom_components.printmux.jobs.clock import utc_now
from custom_components.printmux.jobs.ids import new_id
from custom_components.printmux.jobs.models import Job, Target, TargetState
from custom_components.printmux.printers.driver import Outcome, PastPrint

from .conftest import Hub
from .wire import FILE, Answer, Wire, closing, file_part, text_part

UPLOAD = "/server/files/upload"
LIST = "/server/history/list"
JOB = "/server/history/job"
TOTALS = "/server/history/totals"
STATES = {
    Outcome.COMPLETED: TargetState.COMPLETED,
    Outcome.CANCELLED: TargetState.CANCELLED,
    Outcome.ERROR: TargetState.FAILED,
    Outcome.INTERRUPTED: TargetState.FAILED,
}


async def send(
    wire: Wire, name: str, path: str = "", content: bytes = FILE, **headers: str
) -> Answer:
    """Upload a file."""
    form = text_part("path", path) + file_part(name, content) + closing()
    answer = await wire.upload(form, UPLOAD, **headers)
    assert answer.status == 201
    return answer


async def add_target(hub: Hub, job: Job, state: TargetState) -> Target:
    """Give a job a target that its printer works on."""
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
        lambda connection: printer_records.sync_printer(
            connection, "p1", "Eins", "moonraker", now
        )
    )
    ledger = hub.jobs._ledger  # noqa: SLF001 - there is no printer to send it to
    await ledger.async_add_targets(job, [target])
    return target


async def begin(hub: Hub, job: Job, started_at: float | None = None) -> Target:
    """Let a printer begin to print a job."""
    target = await add_target(hub, job, TargetState.STARTING)
    past = PastPrint(outcome=None, started_at=started_at)
    ledger = hub.jobs._ledger  # noqa: SLF001 - as the target's run does
    return await prints.async_open(ledger, target, past)


async def end(
    hub: Hub, target: Target, outcome: Outcome, past: PastPrint | None = None
) -> Target:
    """Let a print end."""
    ledger = hub.jobs._ledger  # noqa: SLF001 - as the target's run does
    return await prints.async_end(ledger, target, STATES[outcome], outcome, past=past)


async def fetch(wire: Wire, path: str, key: str | None = None) -> Any:
    """Return the result of a call."""
    answer = await wire.ask("GET", path, X_Api_Key=key or wire.key)
    assert answer.status == 200
    return answer.json["result"]


async def names(wire: Wire, query: str = "") -> list[str]:
    """Return the names in a list, which tells how many there are."""
    listed = await fetch(wire, LIST + query)
    assert listed["count"] == len(listed["jobs"])
    return [entry["filename"] for entry in listed["jobs"]]


def newest(hub: Hub) -> Job:
    """Return the newest job."""
    return next(iter(hub.jobs.jobs.values()))


async def test_history(wire: Wire, hub: Hub) -> None:
    """An upload that was printed is in the history of its key, with its numbers."""
    await send(wire, "idle.gcode")
    await send(wire, "x.gcode", "sub")
    began = utc_now().timestamp() - 100
    past = PastPrint(
        outcome=Outcome.COMPLETED,
        started_at=began,
        ended_at=began + 90,
        print_s=60.0,
        filament_mm=1234.5,
    )
    await end(hub, await begin(hub, newest(hub)), Outcome.COMPLETED, past)
    (entry,) = (await fetch(wire, f"{LIST}?limit=5"))["jobs"]
    assert (entry["filename"], entry["status"]) == ("sub/x.gcode", "completed")
    assert entry["start_time"] == pytest.approx(began, abs=0.002)
    assert entry["end_time"] == pytest.approx(began + 90, abs=0.002)
    assert entry["total_duration"] == pytest.approx(90, abs=0.002)
    assert (entry["print_duration"], entry["filament_used"]) == (60.0, 1234.5)
    assert entry["exists"] is True
    assert entry["metadata"]["size"] == len(FILE)
    assert not {"job_id", "print_start_time"} & entry["metadata"].keys()
    assert await fetch(wire, f"{JOB}?uid={entry['job_id']}") == {"job": entry}
    totals = (await fetch(wire, TOTALS))["job_totals"]
    assert totals == {
        "total_jobs": 1,
        "total_time": entry["total_duration"],
        "total_print_time": 60.0,
        "total_filament_used": 1234.5,
        "longest_job": entry["total_duration"],
        "longest_print": 60.0,
    }
    about = await fetch(wire, "/server/files/metadata?filename=sub/x.gcode")
    assert about["job_id"] == entry["job_id"]
    assert about["print_start_time"] == entry["start_time"]


async def test_other_keys(wire: Wire, hub: Hub) -> None:
    """No key sees the prints of another."""
    await send(wire, "x.gcode")
    await end(hub, await begin(hub, hub.job), Outcome.COMPLETED)
    (entry,) = (await fetch(wire, LIST))["jobs"]
    other = hub.keys[1]
    assert await fetch(wire, LIST, other) == {"count": 0, "jobs": []}
    totals = await fetch(wire, TOTALS, other)
    assert set(totals["job_totals"].values()) == {0}
    answer = await wire.ask("GET", f"{JOB}?uid={entry['job_id']}", X_Api_Key=other)
    assert answer.status == 404


@pytest.mark.parametrize("outcome", Outcome)
async def test_ends(wire: Wire, hub: Hub, outcome: Outcome) -> None:
    """Each way to end has Moonraker's name; unknown amounts are what it has, 0."""
    await send(wire, "x.gcode")
    await end(hub, await begin(hub, hub.job), outcome)
    (entry,) = (await fetch(wire, LIST))["jobs"]
    assert (entry["status"], entry["filament_used"]) == (str(outcome), 0.0)
    assert entry["print_duration"] == pytest.approx(entry["total_duration"])


async def test_every_print_is_there(wire: Wire, hub: Hub) -> None:
    """A path that was uploaded twice, and a job printed twice, are three prints."""
    for times in (1, 2):
        await send(wire, "x.gcode")
        for _ in range(times):
            await end(hub, await begin(hub, newest(hub)), Outcome.COMPLETED)
    listed = (await fetch(wire, LIST))["jobs"]
    assert len({entry["job_id"] for entry in listed}) == 3
    # The path leads to the newer upload only.
    assert [entry["exists"] for entry in listed] == [True, True, False]
    assert (await fetch(wire, TOTALS))["job_totals"]["total_jobs"] == 3


async def test_deleted_file(wire: Wire, hub: Hub) -> None:
    """A print stays in the history when its file is deleted."""
    await send(wire, "x.gcode")
    await end(hub, await begin(hub, hub.job), Outcome.COMPLETED)
    await wire.ask("DELETE", "/server/files/gcodes/x.gcode")
    (entry,) = (await fetch(wire, LIST))["jobs"]
    assert (entry["filename"], entry["exists"]) == ("x.gcode", False)
    assert "size" not in entry["metadata"]


async def test_history_under_way(wire: Wire, hub: Hub) -> None:
    """A print that has not ended has no end, and counts for no total."""
    for name in ("a.gcode", "b.gcode"):
        await send(wire, name)
        await begin(hub, newest(hub))
    listed = (await fetch(wire, LIST))["jobs"]
    assert {entry["status"] for entry in listed} == {"in_progress"}
    assert {entry["end_time"] for entry in listed} == {None}
    assert (await fetch(wire, TOTALS))["job_totals"]["total_jobs"] == 0
    assert await names(wire, f"?before={utc_now().timestamp() + 9}") == []


async def test_pages(wire: Wire, hub: Hub) -> None:
    """Lists can be cut, turned, and bounded in time; without limit no start counts."""
    for number, name in enumerate(("a.gcode", "b.gcode", "c.gcode")):
        await send(wire, name)
        began = 1_700_000_000.0 + 100 * number
        target = await begin(hub, newest(hub), began)
        past = PastPrint(outcome=Outcome.COMPLETED, ended_at=began + 50)
        await end(hub, target, Outcome.COMPLETED, past)
    for query, wanted in (
        ("", "cba"),
        ("?order=asc", "abc"),
        ("?order=DESC", "cba"),
        ("?start=1&limit=1", "b"),
        ("?start=2", "a"),
        ("?start=9", ""),
        ("?limit=0&start=1", "cba"),
        ("?limit=-1", "cba"),
        ("?start=-5&limit=2", "cb"),
        ("?since=1700000100", "c"),
        ("?since=1700000099.5", "cb"),
        ("?before=1700000150", "a"),
        ("?before=1700000150.5&since=1700000000", "b"),
        ("?before=-1&since=-1", "cba"),
    ):
        assert [name[0] for name in await names(wire, query)] == list(wanted), query


@pytest.mark.parametrize(
    ("call", "status", "reason"),
    [
        ("job?uid=000001", 404, "Invalid job uid: 000001"),
        ("job", 400, "No data for argument: uid"),
        ("list?limit=abc", 400, "Invalid argument: limit"),
        ("list?before=x", 400, "Invalid argument: before"),
        ("list?since=1e300", 400, "Invalid argument: since"),
        ("list?since=nan", 400, "Invalid argument: since"),
        ("list?order=foo", 400, "Invalid `order` value: FOO"),
    ],
)
async def test_history_refused(wire: Wire, call: str, status: int, reason: str) -> None:
    """What is not there is said in Moonraker's words."""
    answer = await wire.ask("GET", f"/server/history/{call}")
    assert (answer.status, answer.reason) == (status, reason)


async def test_nothing_is_deleted(wire: Wire, hub: Hub) -> None:
    """The print log is the user's."""
    await send(wire, "x.gcode")
    await end(hub, await begin(hub, hub.job), Outcome.COMPLETED)
    (entry,) = (await fetch(wire, LIST))["jobs"]
    for method, path, status in (
        ("DELETE", f"{JOB}?uid={entry['job_id']}", 403),
        ("DELETE", f"{JOB}?all=true", 403),
        ("DELETE", f"{JOB}?uid=000001", 404),
        ("DELETE", JOB, 400),
        ("POST", "/server/history/reset_totals", 403),
    ):
        assert (await wire.ask(method, path)).status == status
    assert (await fetch(wire, LIST))["jobs"] == [entry]
    assert (await fetch(wire, TOTALS))["job_totals"]["total_jobs"] == 1
