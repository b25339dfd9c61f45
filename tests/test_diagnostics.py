"""Test the diagnostics."""

import json
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.slicer.keys import digest_key
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .conftest import SLICER_KEY, Settle, UploadFile


async def test_diagnostics(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    hass_client: ClientSessionGenerator,
) -> None:
    """All that helps is in it, and no secret."""
    printer = hub.subentries["printer1"]
    secrets = {"url": "http://me:sesame@printer1.local", "api_key": "ciphertext"}
    hub.runtime_data.printers.pop("printer1")
    object.__setattr__(printer, "data", {**printer.data, **secrets})
    job = await upload()
    await hub.runtime_data.jobs.async_dispatch(job.id, ["printer2"], start=False)
    await settle()
    assert await async_setup_component(hass, "diagnostics", {})
    data: Any = await get_diagnostics_for_config_entry(hass, hass_client, hub)
    types = [item["type"] for item in data["entry"]["subentries"]]
    assert sorted(types) == ["printer", "printer", "slicer_key"]
    (beta,) = data["printers"]
    assert beta["name"] == "Beta"
    assert beta["kind"] == "fake"
    assert beta["status"]["state"] == "idle"
    assert data["jobs"][0]["targets"][0]["state"] == "uploaded"
    assert data["stats"]["awaiting_selection"] == 0
    text = json.dumps(data)
    assert "printer1.local" in text
    for secret in ("sesame", "me:", "ciphertext", digest_key(SLICER_KEY)):
        assert secret not in text
