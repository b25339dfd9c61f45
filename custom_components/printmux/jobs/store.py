"""The file store: uploads named by content, moved into place whole or not at all."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable
from contextlib import asynccontextmanager
import os
from pathlib import Path
import shutil

from homeassistant.util.ulid import ulid_now

from ..const import STORE_FOLDER
from ..phrases import phrase
from .errors import NoRoomError

# What other things on that disk (HA's own database first) must keep.
DISK_RESERVE = 256 * 1024**2


def file_id(sha256: str, extension: str) -> str:
    """Return the name of a stored file."""
    return f"{sha256}{extension}"


def _sync_folder(folder: Path) -> None:
    """Make a new or removed name in a folder survive a power loss."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FileStore:
    """Files below `<config>/printmux/files`, uploads in `<config>/.cache/printmux`.

    All methods but the `async_` ones do disk work and belong into an executor.
    """

    def __init__(self, config: Path) -> None:
        """Name the folders; `prepare` makes them."""
        self.root = config / STORE_FOLDER
        self.files = self.root / "files"
        # On the same file system, so that a rename is enough, but not in backups.
        self.incoming = config / ".cache" / STORE_FOLDER
        self._free = asyncio.Event()
        self._free.set()
        self._lock = asyncio.Lock()
        # Between a file and its row nobody may clear up.
        self.filing = asyncio.Lock()

    def prepare(self, known: Collection[str]) -> None:
        """Make the folders; drop half uploads and files no job knows of."""
        self.files.mkdir(parents=True, exist_ok=True)
        self.incoming.mkdir(parents=True, exist_ok=True)
        for part in self.incoming.iterdir():
            part.unlink(missing_ok=True)
        for path in self.files.glob("??/*"):
            if path.name not in known:
                path.unlink(missing_ok=True)

    def new_temporary(self) -> Path:
        """Return a path in the incoming folder that nobody else uses."""
        return self.incoming / f"{ulid_now()}.part"

    def path(self, name: str) -> Path:
        """Return where the file of that id lies, or would lie."""
        return self.files / name[:2] / name

    def adopt(self, temporary: Path, name: str) -> None:
        """Move a synced upload into place; equal content that is there stays."""
        target = self.path(name)
        if target.exists():
            temporary.unlink()
            return
        if not target.parent.exists():
            target.parent.mkdir()
            _sync_folder(self.files)
        temporary.rename(target)
        _sync_folder(target.parent)

    def check_disk(self, size: int) -> None:
        """Raise NoRoomError when the disk cannot take that many bytes more."""
        free = shutil.disk_usage(self.incoming).free
        if free < size + DISK_RESERVE:
            raise NoRoomError(phrase("upload.disk_small", megabytes=free // 1024**2))

    async def async_hold(self) -> None:
        """From now on delete nothing: a backup reads the folder."""
        self._free.clear()
        async with self._lock:
            pass

    def async_release(self) -> None:
        """Deleting is fine again."""
        self._free.set()

    @asynccontextmanager
    async def async_deleting(self) -> AsyncGenerator[None]:
        """Hold this around a deletion: it waits for a backup, and a backup for it."""
        while True:
            await self._free.wait()
            async with self._lock:
                if self._free.is_set():
                    yield
                    return

    def delete(self, names: Iterable[str]) -> None:
        """Delete files that no job needs, inside `async_deleting`."""
        for name in names:
            path = self.path(name)
            path.unlink(missing_ok=True)
            if path.parent.exists():
                _sync_folder(path.parent)
