"""What both protocols do with an upload: receive, check, name, hand over as a job."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from ..db.engine import DatabaseClosedError
from ..jobs.errors import NoRoomError, UploadError
from ..jobs.models import Job, Upload
from ..jobs.spool import Spool, disk_error
from ..jobs.upload_names import UploadName, upload_name
from ..phrases import phrase
from .call import Call
from .errors import SlicerError, refused
from .receive import ReceivedForm, async_receive_form, check_form

MAX_PLATE = 10_000

type Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What differs between the upload forms of the protocols."""

    source: str
    async_check: Callable[[Call, ReceivedForm], Awaitable[None]]
    wants_print: Callable[[Fields], bool]


async def async_check_upload(call: Call) -> None:
    """Refuse an upload by what is known before its body: SlicerError."""
    check_form(call.request, call.hub.settings.max_upload_bytes)
    try:
        await call.hub.jobs.intake.async_check_room(call.request.content_length or 0)
    except NoRoomError as err:
        raise refused(err) from err


async def async_take_upload(call: Call, dialect: Dialect) -> tuple[Job, ReceivedForm]:
    """Receive an upload and make a job of it; both are durable on return.

    Raises SlicerError; nothing is kept then.
    """
    hub = call.hub
    chunked = call.request.content_length is None
    spool = Spool(
        call.hass,
        hub.store.new_temporary(),
        hub.settings.max_upload_bytes,
        hub.jobs.intake.async_check_room if chunked else None,
    )
    form = await async_receive_form(call.request, spool)
    # A client that hangs up now must not tear file and job apart.
    keeping = call.hass.async_create_task(_async_keep(call, dialect, form))
    return await asyncio.shield(keeping), form


async def _async_keep(call: Call, dialect: Dialect, form: ReceivedForm) -> Job:
    """Hand a received form over, or delete its file and say why."""
    try:
        upload = await _async_make_upload(call, dialect, form)
        return await call.hub.jobs.intake.async_add_upload(upload)
    except OSError as err:
        raise refused(disk_error(err)) from err
    except UploadError as err:
        raise refused(err) from err
    except DatabaseClosedError as err:
        words = phrase("upload.reloading")
        raise SlicerError(HTTPStatus.SERVICE_UNAVAILABLE, words) from err
    finally:
        await call.hass.async_add_executor_job(_unlink, form.temporary)


async def _async_make_upload(
    call: Call, dialect: Dialect, form: ReceivedForm
) -> Upload:
    """Return what the job service is given; raises SlicerError, UploadError, OSError."""
    await dialect.async_check(call, form)
    name = _name(form)
    if form.size == 0:
        raise SlicerError(HTTPStatus.BAD_REQUEST, phrase("upload.empty"))
    return Upload(
        temporary=form.temporary,
        size=form.size,
        sha256=form.sha256,
        extension=await call.hub.jobs.intake.async_suffix(name.name, form.temporary),
        name=name.name,
        folder=name.folder,
        source=dialect.source,
        key_id=call.key_id,
        start_requested=dialect.wants_print(form.fields),
        plate_index=_plate(form.fields),
    )


def _name(form: ReceivedForm) -> UploadName:
    """Return where the form says that its file belongs."""
    try:
        return upload_name(form.filename, form.fields.get("path", ""))
    except ValueError as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, str(err)) from err


def _plate(fields: Fields) -> int | None:
    """Return the plate (from 1) that OrcaSlicer chose in a .gcode.3mf."""
    plate = fields.get("plateindex", "").strip()
    if not (plate.isascii() and plate.isdigit()) or len(plate) > len(str(MAX_PLATE)):
        return None
    return int(plate) if 1 <= int(plate) <= MAX_PLATE else None


def _unlink(path: Path) -> None:
    """Delete a temporary file unless it was moved into place."""
    path.unlink(missing_ok=True)
