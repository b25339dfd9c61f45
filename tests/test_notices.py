"""Test the notifications that ask for a printer."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.persistent_notification import (
    _async_get_or_create_notifications as notifications,
)
from homeassistant.core import HomeAssistant

from .conftest import Settle, UploadFile


async def test_asks_for_a_printer(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A job that is to be printed asks until somebody has answered."""
    await upload("silent.gcode")
    assert not notifications(hass)
    job = await upload("my_`part`.gcode", b"G29\n", start_requested=True)
    (notification,) = notifications(hass).values()
    assert "`my_'part'.gcode` wants to be printed" in notification["message"]
    assert notification["notification_id"] == f"printmux_job_{job.id}"
    await hub.runtime_data.jobs.async_dispatch(job.id, ["printer1"], start=True)
    await settle()
    assert not notifications(hass)


async def test_deleted_job_asks_no_more(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A job that is deleted takes its notification with it."""
    job = await upload(start_requested=True)
    assert notifications(hass)
    await hub.runtime_data.jobs.async_delete(job.id)
    await settle()
    assert not notifications(hass)


async def test_asks_again_after_a_restart(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile
) -> None:
    """The question comes back with the hub."""
    await upload(start_requested=True)
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert not notifications(hass)
    assert await hass.config_entries.async_setup(hub.entry_id)
    assert len(notifications(hass)) == 1
