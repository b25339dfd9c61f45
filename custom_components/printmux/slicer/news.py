"""What open websockets are told: files, folders and prints that come and go.

https://moonraker.readthedocs.io/en/latest/external_api/jsonrpc_notifications/
"""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..jobs.models import Job, JobEvent, JobEventType, Target, TargetState
from .answers import notification
from .call import Hub
from .folders import all_folders, down_to, made_folders
from .moonraker_call import ROOT
from .moonraker_history import describe_print

GONE = {"modified": 0, "size": 0, "permissions": ""}


class Reader(Protocol):
    """Whoever is told."""

    def notify(self, message: str) -> None:
        """Send a message soon."""


class News:
    """Tells the clients of a key what changes for them, in the order it happened."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        readers: Callable[[str | None], Collection[Reader]],
    ) -> None:
        """`readers` finds the open connections of a key."""
        self._hass = hass
        self._entry = entry
        self._hub: Hub = entry.runtime_data
        self._readers = readers
        self._turn = asyncio.Lock()
        self._gone: set[tuple[str | None, str]] = set()
        self._running: set[str] = set()

    @callback
    def job_changed(self, event: JobEvent) -> None:
        """Tell what a change of a job means, if anybody listens."""
        job = event.job
        if event.type is JobEventType.RECEIVED:
            self._is_there(job.key_id, job.folder)
        if not self._readers(job.key_id):
            return
        if event.type is JobEventType.RECEIVED:
            self._soon(self._async_received(job))
        elif event.removed:
            self._soon(self._async_removed(job))
        elif event.target is not None and event.target.started_at is not None:
            self._soon(self._async_printed(job, event.target))

    @callback
    def folder_made(self, key_id: str | None, folder: str) -> None:
        """Tell of an empty folder."""
        self._is_there(key_id, folder)
        self._soon(self._async_folder_made(key_id, folder))

    @callback
    def folder_removed(self, key_id: str | None, folder: str) -> None:
        """Tell of a folder that was deleted with what was in it."""
        self._soon(self._async_folder_gone(key_id, folder))

    @callback
    def _soon(self, telling: Coroutine[Any, Any, None]) -> None:
        """Tell something in the background, after what came before."""

        async def async_tell() -> None:
            async with self._turn:
                await telling

        self._entry.async_create_background_task(
            self._hass, async_tell(), f"{DOMAIN} news"
        )

    async def _async_received(self, job: Job) -> None:
        """Tell of an upload, and first of the folder that came with it."""
        if job.folder:
            uploads = await self._hub.jobs.history.async_uploads(job.key_id)
            before = [other for other in uploads if other.id < job.id]
            known = all_folders(self._hass, job.key_id, before)
            new = next((f for f in down_to(job.folder) if f not in known), None)
            if new is not None:
                self._tell_folder(job.key_id, new, job.created_at.timestamp())
        about = {
            "modified": job.created_at.timestamp(),
            "size": job.size,
            "permissions": "rw",
        }
        self._tell_files(job.key_id, "create_file", {**about, "path": job.path})

    async def _async_removed(self, job: Job) -> None:
        """Tell of a job that is out of sight, if its path leads to no job any more."""
        found = await self._hub.jobs.intake.async_find(job.key_id, job.path)
        if found is None or found.path != job.path:
            self._tell_files(job.key_id, "delete_file", {**GONE, "path": job.path})
        if job.folder:
            await self._async_folder_gone(job.key_id, job.folder)

    async def _async_folder_made(self, key_id: str | None, folder: str) -> None:
        """Tell of an empty folder, if it is still there."""
        if (since := made_folders(self._hass, key_id).get(folder)) is not None:
            self._tell_folder(key_id, folder, since)

    async def _async_folder_gone(self, key_id: str | None, folder: str) -> None:
        """Tell once that a folder is gone: the one that it was in, if that went too."""
        uploads = await self._hub.jobs.history.async_uploads(key_id)
        known = all_folders(self._hass, key_id, uploads)
        gone = next((f for f in down_to(folder) if f not in known), None)
        if gone is None or (key_id, gone) in self._gone:
            return
        self._gone.add((key_id, gone))
        self._tell_files(key_id, "delete_dir", {**GONE, "path": gone})

    def _is_there(self, key_id: str | None, folder: str) -> None:
        """Note that a folder may go again."""
        self._gone -= {(key_id, above) for above in down_to(folder)}

    def _tell_folder(self, key_id: str | None, folder: str, since: float) -> None:
        """Tell of a folder that is there now."""
        about = {"modified": since, "size": 0, "permissions": "rw"}
        self._tell_files(key_id, "create_dir", {**about, "path": folder})

    def _tell_files(self, key_id: str | None, action: str, item: Any) -> None:
        """Send `notify_filelist_changed`."""
        change = {"action": action, "item": {**item, "root": ROOT}}
        self._tell(key_id, "notify_filelist_changed", change)

    async def _async_printed(self, job: Job, target: Target) -> None:
        """Send `notify_history_changed` when a print begins, and when it ends."""
        history = self._hub.jobs.history
        found = await history.async_latest(job.key_id, target_id=target.id)
        if found is None:
            return
        action = None
        if target.state is TargetState.PRINTING and found.ended_at is None:
            action = None if found.id in self._running else "added"
            self._running.add(found.id)
        elif target.ended and found.ended_at is not None:
            action = "finished"
            self._running.discard(found.id)
        if action is not None:
            change = {"action": action, "job": describe_print(found)}
            self._tell(job.key_id, "notify_history_changed", change)

    def _tell(self, key_id: str | None, method: str, change: dict[str, Any]) -> None:
        """Send a notification to the clients of a key."""
        message = notification(method, change)
        for reader in self._readers(key_id):
            reader.notify(message)
