"""Test the flow of routing rules, and that they act as soon as they are saved."""

from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.printmux.const import SUBENTRY_RULE
from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.config_entries import ConfigSubentry, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import KEY_ID, Settle, UploadFile
from .flows import begin, newest, reconfigure, step
from .running import call

DEFAULTS = {"only_when_asked": False, "mode": "ask", "spread": "all", "order": 10}


async def add(
    hass: HomeAssistant, hub: MockConfigEntry, **user_input: Any
) -> ConfigSubentry:
    """Add a rule as a user does."""
    result = await begin(hass, hub, SUBENTRY_RULE)
    assert result["step_id"] == "user"
    result = await step(hass, result, user_input)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    return newest(hub)


def offered(result: SubentryFlowResult, name: str) -> list[str]:
    """Return the values that a field offers."""
    schema = result["data_schema"]
    assert isinstance(schema, vol.Schema)
    return [
        option if isinstance(option, str) else option["value"]
        for option in schema.schema[name].config["options"]
    ]


def suggested(result: SubentryFlowResult) -> dict[str, Any]:
    """Return what the form is filled in with."""
    schema = result["data_schema"]
    assert schema is not None
    return {
        field.schema: field.description["suggested_value"]
        for field in schema.schema
        if field.description
    }


async def test_add(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """A name is enough; what is left out is no condition."""
    rule = await add(hass, hub, name="All")
    assert (rule.title, dict(rule.data)) == ("All", DEFAULTS)
    conditions = {
        "slicer_keys": [KEY_ID],
        "folder": "work",
        "name_prefix": "x",
        "job_tags": ["[PETG]"],
        "models": ["MK4"],
        "materials": ["PETG", "My own"],
        "printers": ["printer1"],
        "tags": ["Workshop"],
        "only_when_asked": True,
        "mode": "print",
        "spread": "round_robin",
        "order": 5,
    }
    rule = await add(hass, hub, name="Full", **conditions)
    assert dict(rule.data) == conditions


async def test_reconfigure(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """The form shows what the rule says, and what is taken away is gone."""
    rule = await add(hass, hub, name="R", folder="work", printers=["printer2"])
    result = await reconfigure(hass, hub, rule.subentry_id)
    assert result["step_id"] == "reconfigure"
    known = {"name": "R", "folder": "work", "printers": ["printer2"], **DEFAULTS}
    assert suggested(result) == known | {"slicer_keys": []}
    assert offered(result, "printers") == ["printer1", "printer2"]
    result = await step(hass, result, {"name": "S", "mode": "upload"})
    assert result["reason"] == "reconfigure_successful"
    changed = hub.subentries[rule.subentry_id]
    assert (changed.title, dict(changed.data)) == ("S", {**DEFAULTS, "mode": "upload"})


async def test_reconfigure_after_a_loss(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A rule that has lost its printer or key does not come to mean all of them."""
    keys = {"slicer_keys": [KEY_ID]}
    rule = await add(hass, hub, name="R", printers=["printer1"], mode="upload", **keys)
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    data = dict(rule.data)
    for _ in range(2):
        result = await reconfigure(hass, hub, rule.subentry_id)
        assert suggested(result)["printers"] == ["removed"]
        assert offered(result, "printers") == ["printer2", "removed"]
        assert offered(result, "slicer_keys") == [KEY_ID]
        data = {**data, "printers": ["removed"]}
        result = await step(hass, result, {"name": "R", **data})
        assert dict(hub.subentries[rule.subentry_id].data) == data
    job = await upload()
    assert not job.targets
    assert job.why is not None
    assert "were removed" in str(job.why)


async def test_rules_act_at_once(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
) -> None:
    """A rule counts from when it is saved until it is removed; nothing is reloaded."""
    data = hub.runtime_data
    drivers = {key: printer.driver for key, printer in data.printers.items()}
    rule = await add(hass, hub, name="R", printers=["printer2"], mode="upload")
    job = await upload("one.gcode", b"G1\n")
    await settle()
    assert [t.printer_id for t in data.jobs.jobs[job.id].targets] == ["printer2"]
    assert job.targets[0].rule_id == rule.subentry_id
    result = await reconfigure(hass, hub, rule.subentry_id)
    await step(hass, result, {"name": "Mine", "mode": "ask"})
    job = await upload("two.gcode", b"G2\n", start_requested=True)
    assert str(job.why) == 'Rule "Mine" leaves it to you'
    (notification,) = notifications(hass).values()
    assert notification["message"].endswith(f"\n\n{job.why}")
    hass.config_entries.async_remove_subentry(hub, rule.subentry_id)
    await settle()
    job = await upload("three.gcode", b"G3\n")
    assert job.why is None
    assert hub.runtime_data is data
    assert {key: printer.driver for key, printer in data.printers.items()} == drivers


async def test_reasons_are_listed(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile
) -> None:
    """The action and the job's sensor say why a job waits."""
    await add(hass, hub, name="Mine")
    job = await upload()
    answer = await call(hass, "list_jobs")
    assert answer["jobs"][0]["why"] == 'Rule "Mine" leaves it to you'
    state = hass.states.get(f"sensor.printmux_job_{job.short_id}")
    assert state is not None
    assert state.attributes["why"] == 'Rule "Mine" leaves it to you'
