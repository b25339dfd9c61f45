"""Test the action that makes a job of a file."""

from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from tests.conftest import Settle
from tests.running import call


async def test_import_file(
    hass: HomeAssistant, hub: MockConfigEntry, tmp_path: Path, settle: Settle
) -> None:
    """A file that Home Assistant has becomes a job; one origin is to be given."""
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    path = tmp_path / "part.gcode"
    path.write_bytes(b"G28\n")
    response = await call(hass, "import_file", path=str(path), folder="toys")
    await settle()
    (job,) = hub.runtime_data.jobs.jobs.values()
    assert response == {"job_id": job.id}
    assert (job.path, job.source) == ("toys/part.gcode", "import")
    url = "http://example.com/part.gcode"
    for origins in ({}, {"path": str(path), "url": url}):
        with pytest.raises(vol.Invalid):
            await call(hass, "import_file", **origins)
    with pytest.raises(ServiceValidationError):
        await call(hass, "import_file", url="file:///part.gcode")
