"""The file store: whole files under their content's name, or nothing."""

import asyncio
from collections import namedtuple
from pathlib import Path
import shutil

import pytest
from sqlalchemy import text

from custom_components.printmux.jobs.errors import NoRoomError
from custom_components.printmux.jobs.settings import Settings
from custom_components.printmux.jobs.store import FileStore

from .conftest import House

NAME = "ab" + "0" * 62 + ".gcode"
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - shutil's own shape


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """Return a store with its folders."""
    store = FileStore(tmp_path)
    store.prepare(())
    return store


def put(store: FileStore, content: bytes = b"G28\n") -> Path:
    """Write a complete upload into the incoming folder."""
    temporary = store.new_temporary()
    temporary.write_bytes(content)
    return temporary


def test_adopt_moves(store: FileStore) -> None:
    """An upload lands below its first two letters; nothing stays behind."""
    store.adopt(put(store), NAME)
    assert store.path(NAME) == store.files / "ab" / NAME
    assert store.path(NAME).read_bytes() == b"G28\n"
    assert not list(store.incoming.iterdir())


def test_adopt_keeps_equal_content(store: FileStore) -> None:
    """A second upload of the same bytes costs no second copy."""
    store.adopt(put(store), NAME)
    inode = store.path(NAME).stat().st_ino
    store.adopt(put(store), NAME)
    assert store.path(NAME).stat().st_ino == inode
    assert not list(store.incoming.iterdir())


def test_prepare_drops_what_nobody_knows(store: FileStore) -> None:
    """After a crash half uploads and files without a job are removed."""
    store.adopt(put(store), NAME)
    other = "cd" + "0" * 62 + ".gcode"
    store.adopt(put(store), other)
    put(store)
    store.prepare({NAME})
    assert store.path(NAME).exists()
    assert not store.path(other).exists()
    assert not list(store.incoming.iterdir())


def test_full_disk_is_refused(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that does not fit is refused before a byte is written."""
    store.check_disk(1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 9, 1))
    with pytest.raises(NoRoomError, match="MB free"):
        store.check_disk(1)


async def test_backup_holds_deletions(house: House) -> None:
    """While a backup reads, nothing vanishes; afterwards it does."""
    job = await house.upload()
    await house.jobs.orders.async_cancel(job.id)
    path = house.store.path(f"{job.sha256}.gcode")
    await house.store.async_hold()
    deleting = asyncio.create_task(house.jobs.async_delete(job.id))
    await asyncio.sleep(0.05)
    assert path.exists()
    house.store.async_release()
    await deleting
    assert not path.exists()
    assert job.id not in house.jobs.jobs


async def test_shared_file_outlives_one_of_its_jobs(house: House) -> None:
    """A file goes with the last job that has it."""
    first = await house.upload()
    second = await house.upload()
    assert first.sha256 == second.sha256
    path = house.store.path(f"{first.sha256}.gcode")
    await house.jobs.async_delete(first.id)
    assert path.exists()
    assert [job.id for job in await house.jobs.async_list()] == [second.id]
    await house.jobs.async_delete(second.id)
    assert not path.exists()
    assert house.jobs.stats.storage_bytes == 0


async def test_quota_is_refused(house: House) -> None:
    """The quota counts what is stored; 0 means none."""
    await house.upload(b"x" * 100)
    house.jobs.settings = Settings(quota_bytes=150)
    await house.jobs.intake.async_check_room(50)
    with pytest.raises(NoRoomError, match="storage"):
        await house.jobs.intake.async_check_room(51)
    house.jobs.settings = Settings(quota_bytes=0)
    await house.jobs.intake.async_check_room(51)


async def test_disk_without_room_for_the_job(house: House) -> None:
    """A file that can't become a job is refused and goes, unless another has it."""
    kept = await house.upload(b"G28 ; kept\n")
    database = house.database
    size = text("PRAGMA max_page_count=1")
    await database.async_run(lambda connection: connection.execute(size).scalar())
    for content in (b"G28 ; new\n", b"G28 ; kept\n"):
        with pytest.raises(NoRoomError, match="disk is full"):
            await house.upload(content, folder="f" * 2**20)
    size = text("PRAGMA max_page_count=1000000")
    await database.async_run(lambda connection: connection.execute(size).scalar())
    await house.settle()
    (path,) = house.store.files.glob("*/*")
    assert path == house.store.path(f"{kept.sha256}.gcode")
    assert not list(house.store.incoming.iterdir())
    assert set(house.jobs.jobs) == {kept.id}
    await house.upload(b"G28 ; again\n")
