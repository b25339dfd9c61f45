"""Test the list of jobs of any age."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.printmux.jobs.models import Job, JobState
from homeassistant.core import HomeAssistant
from tests.conftest import UploadFile

from .conftest import Look
from .viewer import Viewer

type End = Callable[[str, JobState, bool], Coroutine[Any, Any, Job]]


@pytest.fixture
def end(hub: MockConfigEntry, upload: UploadFile) -> End:
    """Return what makes a job that has ended, a moment or long ago."""
    ledger = hub.runtime_data.jobs._ledger  # noqa: SLF001 - as prints and 24 hours do

    async def make(name: str, state: JobState, old: bool) -> Job:
        job: Job = await upload(name, f"{name} {old}".encode())
        job = await ledger.async_change_job(
            job, state=state, ended_at=datetime.now(UTC)
        )
        if old:
            ledger.forget(job)
        return job

    return make


async def test_pages(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, look: Look
) -> None:
    """Jobs come in pages, newest first, as the inbox shows them."""
    jobs = [await upload(f"{number}.gcode", bytes([number])) for number in range(5)]
    viewer = await look(view="inbox")
    found: list[dict[str, object]] = []
    more = True
    before: dict[str, str] = {}
    while more:
        answer = (await viewer.ask("list_jobs", limit=2, **before))["result"]
        found += answer["jobs"]
        more, before = answer["more"], {"before": answer["jobs"][-1]["id"]}
    assert [job["id"] for job in found] == [job.id for job in reversed(jobs)]
    assert all(job == viewer.records[str(job["id"])] for job in found)


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("", {"Größe.gcode", "Part 100%.gcode", "other_part.gcode"}),
        ("PART", {"Part 100%.gcode", "other_part.gcode"}),
        ("GRÖSSE", {"Größe.gcode"}),
        ("gro\u0308sse", {"Größe.gcode"}),
        ("100%", {"Part 100%.gcode"}),
        ("r_p", {"other_part.gcode"}),
        ("nothing", set()),
    ],
)
async def test_search(
    hass: HomeAssistant,
    upload: UploadFile,
    hass_ws_client: WebSocketGenerator,
    search: str,
    names: set[str],
) -> None:
    """Names are found whatever their case, and however their accents are coded."""
    for name in ("Größe.gcode", "Part 100%.gcode", "other_part.gcode"):
        await upload(name, name.encode())
    viewer = Viewer(await hass_ws_client(hass))
    answer = await viewer.ask("list_jobs", search=search)
    assert {job["name"] for job in answer["result"]["jobs"]} == names
    assert not answer["result"]["more"]


async def test_states(end: End, upload: UploadFile, look: Look) -> None:
    """Only jobs in the wanted states are listed, page by page and by name too."""
    failed = [await end(f"{n}.gcode", JobState.FAILED, n < 3) for n in range(4)]
    cancelled = await end("1 cancelled.gcode", JobState.CANCELLED, True)
    await end("1 good.gcode", JobState.COMPLETED, True)
    await upload("1 waits.gcode")
    viewer = await look(view="inbox")

    async def listed(**sought: object) -> tuple[list[str], bool]:
        answer = (await viewer.ask("list_jobs", **sought))["result"]
        return [job["id"] for job in answer["jobs"]], answer["more"]

    ids = [job.id for job in reversed(failed)]
    assert await listed(states=["failed"], limit=3) == (ids[:3], True)
    assert await listed(states=["failed"], limit=3, before=ids[2]) == (ids[3:], False)
    both = ["failed", "cancelled"]
    assert await listed(states=both) == ([cancelled.id, *ids], False)
    assert await listed(states=both, search="1") == ([cancelled.id, ids[2]], False)
    assert await listed(states=["dispatching"]) == ([], False)
    assert len((await listed(states=[]))[0]) == 7
    answer = await viewer.ask("list_jobs", states=["lost"])
    assert answer["error"]["code"] == "invalid_format"


async def test_count(
    hass: HomeAssistant, end: End, upload: UploadFile, look: Look
) -> None:
    """Jobs are counted that the inbox does not show by itself, deleted ones are not."""
    for name in ("old part.gcode", "PART 2.gcode", "gear.gcode"):
        await end(name, JobState.FAILED, True)
    done = await end("done.gcode", JobState.COMPLETED, True)
    await end("part of today.gcode", JobState.FAILED, False)
    await upload("part to come.gcode")
    viewer = await look(view="inbox")

    async def counted(**sought: str) -> dict[str, int]:
        older: dict[str, int] = (await viewer.ask("count_jobs", **sought))["result"][
            "older"
        ]
        return older

    assert await counted() == {"failed": 3, "completed": 1}
    assert await counted(search=" Part ") == {"failed": 2}
    await hass.services.async_call(
        "printmux", "delete_job", {"job_id": done.id}, blocking=True
    )
    assert await counted(search="") == {"failed": 3}
