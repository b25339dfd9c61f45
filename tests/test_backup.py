"""Test what a backup of Home Assistant means for files and database."""

import asyncio
from contextlib import closing
from pathlib import Path
import sqlite3

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.backup import async_post_backup, async_pre_backup
from homeassistant.core import HomeAssistant

from .conftest import Settle, UploadFile


def jobs_in(database: Path) -> int:
    """Count the jobs in a copy of the database file alone."""
    url = f"file:{database}?immutable=1"
    with closing(sqlite3.connect(url, uri=True)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM jobs").fetchone()[0])


async def test_backup(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    hass_config_dir: str,
) -> None:
    """The database is whole in one file, and files stay until the backup is over."""
    job = await upload()
    root = Path(hass_config_dir) / "printmux"
    await async_pre_backup(hass)
    assert await hass.async_add_executor_job(jobs_in, root / "printmux.db") == 1
    deletion = hass.async_create_background_task(
        hub.runtime_data.jobs.async_delete(job.id), "delete"
    )
    await asyncio.sleep(0.05)
    assert not deletion.done()
    assert len(list((root / "files").glob("??/*"))) == 1
    await upload(content=b"G29\n")
    await async_post_backup(hass)
    await deletion
    assert len(list((root / "files").glob("??/*"))) == 1


async def test_backup_without_the_hub(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """A backup while the hub is off is nothing special."""
    assert await hass.config_entries.async_unload(hub.entry_id)
    await async_pre_backup(hass)
    await async_post_backup(hass)
