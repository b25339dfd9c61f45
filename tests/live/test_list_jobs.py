"""Test the list of jobs of any age."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant
from tests.conftest import UploadFile

from .conftest import Look
from .viewer import Viewer


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
