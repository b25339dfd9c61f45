"""What comes in: uploads become jobs, and slicers ask for them to be printed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN, LOGGER
from ..db.engine import Database
from ..gcode.sniff import sniff
from ..phrases import phrase
from . import records
from .analysis import analyse
from .clock import utc_now
from .contacts import Contacts
from .errors import DISK_FULL, NoRoomError, NotPrintableError, refusal
from .ids import new_id
from .ledger import Ledger
from .models import Job, JobEventType, JobState, Upload
from .retention import Retention
from .router import delivered
from .settings import GIB, Settings
from .store import FileStore, file_id
from .upload_names import listed_suffix

MOST_READERS = 2

type Routing = Callable[[str], Awaitable[None]]


class Intake:
    """Takes uploads in, looks into them, and notes what is to be printed."""

    def __init__(
        self,
        hass: HomeAssistant,
        store: FileStore,
        database: Database,
        ledger: Ledger,
        retention: Retention,
        settings: Callable[[], Settings],
        route: Routing,
    ) -> None:
        """Take the parts; `route` is told of jobs that may go on."""
        self._hass = hass
        self._store = store
        self._database = database
        self._ledger = ledger
        self._retention = retention
        self._settings = settings
        self._route = route
        self._analyses: set[asyncio.Task[None]] = set()
        # Each reader works for some moments in Python, which has one core.
        self._readers = asyncio.Semaphore(MOST_READERS)
        self._starting = asyncio.Lock()
        self.contacts = Contacts()
        self._key_listeners: set[Callable[[], None]] = set()

    @callback
    def async_start(self) -> None:
        """Look into what was stored before and not looked into."""
        for job in list(self._ledger.jobs.values()):
            if job.state is JobState.UPLOADED:
                self._analyse_soon(job)

    async def async_stop(self) -> None:
        """Stop; what is not analysed yet is analysed at the next start."""
        analyses = list(self._analyses)
        for task in analyses:
            task.cancel()
        if analyses:
            await asyncio.wait(analyses)
        async with self._store.filing:
            # What is being kept now still finds the database open.
            return

    async def async_check_room(self, size: int, written: int = 0) -> None:
        """Raise NoRoomError when a file of that many bytes has no place.

        So many of them may be on the disk already.
        """
        if not await self._retention.async_fits(size):
            quota = self._settings().quota_bytes / GIB
            raise NoRoomError(phrase("upload.quota", gigabytes=quota))
        await self._hass.async_add_executor_job(self._store.check_disk, size - written)

    async def async_suffix(self, name: str, path: Path) -> str:
        """Return the suffix to keep a file under, by its name, else by its content.

        Raises NotPrintableError, and OSError when it can't be read.
        """
        if suffix := listed_suffix(name):
            return suffix
        if suffix := await self._hass.async_add_executor_job(sniff, path):
            return suffix
        raise NotPrintableError(phrase("upload.not_printable"))

    async def async_add_upload(self, upload: Upload) -> Job:
        """Take over a complete upload; when this returns, nothing can lose it.

        Raises OSError when the disk fails, the temporary file is then still there, and
        NoRoomError when it has no room for the job.
        """
        now = utc_now()
        job = Job(
            id=new_id(),
            name=upload.name,
            folder=upload.folder,
            size=upload.size,
            sha256=upload.sha256,
            extension=upload.extension,
            state=JobState.UPLOADED,
            source=upload.source,
            key_id=upload.key_id,
            # What comes without a key never starts by itself.
            start_requested=upload.start_requested and upload.key_id is not None,
            plate_index=upload.plate_index,
            created_at=now,
            updated_at=now,
        )
        await asyncio.shield(self._async_keep(job, upload))
        return job

    async def _async_keep(self, job: Job, upload: Upload) -> None:
        """Move the bytes into place, commit the job, then look into it."""
        name = file_id(upload.sha256, upload.extension)
        async with self._store.filing:
            await self._hass.async_add_executor_job(
                self._store.adopt, upload.temporary, name
            )
            try:
                await self._database.async_run(
                    lambda connection: records.insert_job(connection, job)
                )
            except OperationalError as err:
                self._hass.async_create_background_task(
                    self._retention.async_drop_unknown(name), f"{DOMAIN} drop {name}"
                )
                # SQLite's words for a disk without room for the row.
                if "full" in str(err.orig):
                    raise NoRoomError(DISK_FULL) from err
                raise
        self._ledger.show(job, JobEventType.RECEIVED)
        self._analyse_soon(job)

    @callback
    def _analyse_soon(self, job: Job) -> None:
        """Look into a file in the background: the slicer has its answer first."""
        task = self._hass.async_create_background_task(
            self._async_analyse(job), f"{DOMAIN} analyse {job.id}"
        )
        self._analyses.add(task)
        task.add_done_callback(self._analyses.discard)

    async def _async_analyse(self, job: Job) -> None:
        """Read what the file says of itself, then offer the job."""
        details = await self._async_read(job, job.plate_index)
        if problem := details.get("problem"):
            LOGGER.info("The file of job %s is odd: %s", job.name, problem)
        await self._ledger.async_take_details(job.id, details)
        await self._ledger.async_refresh_stats()
        await self._async_offer(job.id)
        # A backup may hold this up: last, so that it holds up nothing else.
        await self._retention.async_apply(utc_now())

    async def _async_read(self, job: Job, plate: int | None) -> dict[str, Any]:
        """Return what a file says of itself, and of one of its plates."""
        path = self._store.path(file_id(job.sha256, job.extension))
        async with self._readers:
            return await self._hass.async_add_executor_job(
                analyse, path, job.extension, plate
            )

    async def async_choose_plate(self, job_id: str, plate: int) -> Job:
        """Have another plate of a job meant; all that is known of the job is that one's.

        Raises ServiceValidationError when there is none of that number, or something
        of the job is under way.
        """
        job = await self._ledger.async_require(job_id)
        plates = [known["index"] for known in job.details.get("plates", ())]
        if not plates:
            raise refusal("no_plates", job=job.name)
        if plate not in plates:
            there = ", ".join(map(str, plates))
            raise refusal("no_such_plate", job=job.name, plate=str(plate), there=there)
        details = await self._async_read(job, plate) if job.sha256 else {}
        # What can't be read now was there once: that is not given up.
        if not details.get("plates"):
            raise refusal("file_gone", job=job.name)
        return await asyncio.shield(self._ledger.async_take_plate(job, plate, details))

    async def _async_offer(self, job_id: str) -> None:
        """Have a job routed; one that goes nowhere by itself awaits a selection.

        Until then its state says that this is still to be done after a crash.
        """
        # A request to start it that comes meanwhile finds it routed.
        async with self._starting:
            await self._route(job_id)
            job = self._ledger.jobs.get(job_id)
            if job is not None:
                await self._ledger.async_change_job(
                    job, only={JobState.UPLOADED}, state=JobState.AWAITING_SELECTION
                )

    async def async_find(self, key_id: str | None, path: str) -> Job | None:
        """Return the newest job of that key and path (folder/name, or the bare name).

        Where there is none of exactly that path, one that reads the same will do:
        clients may give a name back with its accents composed or apart.
        """
        folder, _, name = path.strip("/").rpartition("/")

        def find(connection: Connection) -> str | None:
            found = records.find_by_path(connection, key_id, folder, name)
            if found is None and not folder:
                found = records.find_by_path(connection, key_id, None, name)
            if found is None and not path.isascii():
                found = records.find_alike(connection, key_id, folder, name)
            return found

        job_id = await self._database.async_run(find)
        return None if job_id is None else await self._ledger.async_get(job_id)

    async def async_files(self, key_id: str | None) -> list[Job]:
        """Return what a key has uploaded, newest first: the newest job of each path."""
        jobs = await self._database.async_run(
            lambda connection: records.list_files(connection, key_id)
        )
        return list({job.path: job for job in reversed(jobs)}.values())[::-1]

    async def async_request_start(self, key_id: str | None, path: str) -> Job | None:
        """Note that the slicer wants the newest job of that key and path printed.

        Returns the job, None when there is none. Asking again, for a job that is under
        way or done, or without a key, changes nothing; unless it was only
        sent, and by itself.
        """
        # Clients ask twice at once: only the first may change the job and offer it.
        async with self._starting:
            if (job := await self.async_find(key_id, path)) is None or key_id is None:
                return job
            if job.start_requested or not (job.waiting or delivered(job)):
                return job
            job = await self._ledger.async_change_job(job, start_requested=True)
        if job.state is not JobState.UPLOADED:
            await self._route(job.id)
        return job

    async def async_touch_key(self, key_id: str) -> None:
        """Record that a slicer key was used."""
        now = utc_now()
        await self._database.async_run(
            lambda connection: records.touch_key(connection, key_id, now)
        )
        for listener in list(self._key_listeners):
            listener()

    @callback
    def async_on_key_use(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Tell a listener when a key's use is recorded; returns how to stop that."""
        self._key_listeners.add(listener)
        return lambda: self._key_listeners.discard(listener)

    async def async_last_upload(self) -> datetime | None:
        """Return when the newest upload came, be it deleted by now."""
        return await self._database.async_run(records.last_upload)

    async def async_key_uses(self) -> dict[str, datetime]:
        """Return when each slicer key was used last."""
        return await self._database.async_run(records.key_uses)
