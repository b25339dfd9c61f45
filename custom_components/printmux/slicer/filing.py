"""What both protocols do with folders: make one, or delete it with what is in it."""

from http import HTTPStatus

from homeassistant.exceptions import ServiceValidationError

from ..jobs.clock import utc_now
from .call import Call
from .errors import SlicerError
from .folders import made_folders
from .sockets import open_sockets

MAX_FOLDERS = 100
IN_USE = (
    HTTPStatus.CONFLICT,
    "A file in this folder is being sent or printed: cancel its job first",
)


def make_folder(call: Call, folder: str) -> float:
    """Remember an empty folder and tell of it; return since when it is there."""
    made = made_folders(call.hass, call.key_id)
    if len(made) >= MAX_FOLDERS:
        message = f"PrintMux keeps at most {MAX_FOLDERS} empty folders"
        raise SlicerError(HTTPStatus.INSUFFICIENT_STORAGE, message)
    made[folder] = utc_now().timestamp()
    if (sockets := open_sockets(call)) is not None:
        sockets.news.folder_made(call.key_id, folder)
    return made[folder]


async def async_remove_folder(call: Call, folder: str) -> None:
    """Delete a folder with all uploads of the key in it, or nothing: SlicerError.

    A file that shows stands for older uploads of its path; they go with it.
    """
    jobs = call.hub.jobs
    uploads = await jobs.history.async_uploads(call.key_id)
    inside = [job for job in uploads if job.path.startswith(f"{folder}/")]
    if any(not target.ended for job in inside for target in job.targets):
        raise SlicerError(*IN_USE)
    for job in inside:
        try:
            await jobs.async_delete(job.id)
        except ServiceValidationError as err:
            # Somebody has dispatched or deleted it meanwhile.
            raise SlicerError(*IN_USE) from err
    made = made_folders(call.hass, call.key_id)
    for path in [*made]:
        if path == folder or path.startswith(f"{folder}/"):
            del made[path]
    if (sockets := open_sockets(call)) is not None:
        sockets.news.folder_removed(call.key_id, folder)
