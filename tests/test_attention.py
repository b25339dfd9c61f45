"""Test the question "Did it print?": its repair issue, and the answers to that."""

from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.jobs.models import Answer, TargetState, WaitingFor
from custom_components.printmux.printers.driver import PrinterState
from custom_components.printmux.printers.errors import StartUnconfirmedError
from homeassistant.components.repairs import DOMAIN as REPAIRS_DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import FakeDriver, FakeHost, Settle, UploadFile
from .running import dispatch, press, see, target_of

ALPHA = "http://printer1.local"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let doubts pass at once."""
    module = "custom_components.printmux.jobs.target_run"
    monkeypatch.setattr(f"{module}.DOUBT_DELAY", 0)


@contextmanager
def lost_starts() -> Generator[None]:
    """Have starts go out, and nothing come of them."""

    async def start(self: FakeDriver, name: str) -> None:
        raise StartUnconfirmedError("No word of it")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FakeDriver, "start", start)
        yield


async def lose(hub: MockConfigEntry, upload: UploadFile, settle: Settle) -> str:
    """Have a print started, and nobody know what became of it; return its job."""
    with lost_starts():
        job_id = await dispatch(hub, upload, settle)
        assert target_of(hub, job_id).state is TargetState.NEEDS_ATTENTION
    return job_id


def question(hass: HomeAssistant) -> ir.IssueEntry | None:
    """Return the only issue, if there is one."""
    issues = list(ir.async_get(hass).issues.values())
    assert len(issues) <= 1
    return issues[0] if issues else None


async def open_fix(
    hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> tuple[TestClient[Any, Any], str]:
    """Open the question's dialog; return who has done so and the URL of the flow."""
    issue = question(hass)
    assert issue is not None
    assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
    client = await hass_client()
    response = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue.issue_id}
    )
    assert response.status == HTTPStatus.OK
    menu = await response.json()
    assert menu["type"] == "menu"
    assert menu["menu_options"] == ["printed", "print_again", "not_printed"]
    assert menu["description_placeholders"]["printer"] == "Alpha"
    assert menu["description_placeholders"]["file"] == "part.gcode"
    return client, f"/api/repairs/issues/fix/{menu['flow_id']}"


async def answer(client: TestClient[Any, Any], url: str, step: str) -> Any:
    """Choose an answer; return what the dialog says."""
    return await (await client.post(url, json={"next_step_id": step})).json()


async def test_issue_lasts_as_long_as_the_question(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """It comes with the question, goes with the hub, and comes back with it."""
    assert question(hass) is None
    job_id = await lose(hub, upload, settle)
    target = target_of(hub, job_id)
    issue = question(hass)
    assert issue is not None
    assert issue.issue_id == f"print_unsettled_{target.id}"
    assert issue.is_fixable
    assert issue.severity is ir.IssueSeverity.WARNING
    assert issue.translation_placeholders == {
        "file": "part.gcode",
        "printer": "Alpha",
        "remote_name": target.remote_name,
    }
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert question(hass) is None
    assert await hass.config_entries.async_setup(hub.entry_id)
    await settle()
    assert question(hass) is not None
    await hub.runtime_data.jobs.orders.async_cancel(job_id)
    assert question(hass) is None


async def test_what_is_lost_may_lie_on_the_bed(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
) -> None:
    """The question holds up nothing, but nothing is printed on top of what is there."""
    await lose(hub, upload, settle)
    other = await dispatch(hub, upload, settle)
    assert target_of(hub, other).waiting_for is WaitingFor.BED
    assert not hosts[ALPHA].prints
    await press(hass, "button.alpha_bed_cleared")
    await settle()
    assert target_of(hub, other).state is TargetState.PRINTING
    assert question(hass) is not None


async def test_issue_goes_with_the_printer(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A printer that is removed leaves no question behind."""
    job_id = await lose(hub, upload, settle)
    assert question(hass) is not None
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    assert target_of(hub, job_id).state is TargetState.FAILED
    assert question(hass) is None


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("printed", TargetState.COMPLETED),
        ("print_again", TargetState.PRINTING),
        ("not_printed", TargetState.FAILED),
    ],
)
async def test_answer_by_repair(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    hass_client: ClientSessionGenerator,
    step: str,
    state: TargetState,
) -> None:
    """Each answer ends the question; whoever comes second hears of it."""
    job_id = await lose(hub, upload, settle)
    client, url = await open_fix(hass, hass_client)
    _, second = await open_fix(hass, hass_client)
    done = await answer(client, url, step)
    assert done["type"] == "create_entry"
    await press(hass, "button.alpha_bed_cleared")
    await settle()
    assert target_of(hub, job_id).state is state
    assert question(hass) is None
    late = await answer(client, second, "print_again")
    assert (late["type"], late["reason"]) == ("abort", "nothing_to_confirm")
    await settle()
    assert target_of(hub, job_id).state is state


async def test_answer_that_can_not_be_taken(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    hass_client: ClientSessionGenerator,
) -> None:
    """What is printing after all is followed; the dialog says so."""
    job_id = await lose(hub, upload, settle)
    client, url = await open_fix(hass, hass_client)
    name = target_of(hub, job_id).remote_name
    await see(hass, hub, "printer1", state=PrinterState.PRINTING, file=name)
    told = await answer(client, url, "not_printed")
    assert (told["type"], told["reason"]) == ("abort", "still_printing")
    assert told["description_placeholders"]["printer"] == "Alpha"
    assert target_of(hub, job_id).state is TargetState.PRINTING
    assert question(hass) is None


async def test_answer_without_the_hub(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    hass_client: ClientSessionGenerator,
) -> None:
    """An open dialog outlives the hub, and says that it is gone."""
    await lose(hub, upload, settle)
    client, url = await open_fix(hass, hass_client)
    assert await hass.config_entries.async_unload(hub.entry_id)
    told = await answer(client, url, "printed")
    assert (told["type"], told["reason"]) == ("abort", "not_loaded")


async def test_asked_again_after_another_loss(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
) -> None:
    """Printed again and lost again, it is asked about again; others are not."""
    job_id = await lose(hub, upload, settle)
    issue = question(hass)
    with lost_starts():
        await hub.runtime_data.jobs.orders.async_confirm(
            job_id, None, Answer.PRINT_AGAIN
        )
        assert question(hass) is None
        await press(hass, "button.alpha_bed_cleared")
        await settle()
    again = question(hass)
    assert issue is not None
    assert again is not None
    assert again.issue_id == issue.issue_id
    assert again.translation_placeholders != issue.translation_placeholders
    assert not hosts[ALPHA].prints
