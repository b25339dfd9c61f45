"""Pictures of stored files, where Moonraker has them: in `.thumbs` beside the file.

They are made from the file when they are asked for.
"""

from pathlib import PurePosixPath
from typing import Any

from aiohttp import hdrs, web

from ..jobs.models import Job
from ..jobs.pictures import TYPES, read_picture
from .call import Call

FOLDER = ".thumbs"


def list_thumbnails(job: Job) -> list[dict[str, Any]]:
    """Return the pictures of a file, as its metadata lists them."""
    return [
        {
            "width": preview["width"],
            "height": preview["height"],
            "size": preview["size"],
            "relative_path": f"{FOLDER}/{_name(job, preview)}",
        }
        for preview in job.details.get("previews", ())
    ]


def list_paths(job: Job) -> list[dict[str, Any]]:
    """Return the pictures of a file, as `server.files.thumbnails` lists them."""
    folder = PurePosixPath(job.folder)
    found: list[dict[str, Any]] = []
    for thumbnail in list_thumbnails(job):
        path = str(folder / thumbnail.pop("relative_path"))
        found.append({**thumbnail, "thumbnail_path": path})
    return found


async def async_thumbnail(call: Call, path: str) -> web.Response | None:
    """Return the picture that a path means; None when it means none."""
    place = PurePosixPath(path)
    if place.parent.name != FOLDER:
        return None
    folder = str(place.parent.parent).removeprefix(".").strip("/")
    for job in await call.hub.jobs.intake.async_files(call.key_id):
        if job.folder != folder or not job.sha256:
            continue
        for preview in job.details.get("previews", ()):
            if _name(job, preview) == place.name:
                return await _async_answer(call, job, preview)
    return None


async def _async_answer(
    call: Call, job: Job, preview: dict[str, Any]
) -> web.Response | None:
    """Return a picture with its type; None when the file is gone."""
    data = await call.hass.async_add_executor_job(
        read_picture, call.hub.store, job, preview
    )
    if data is None:
        return None
    headers = {hdrs.CONTENT_TYPE: TYPES[preview["suffix"]]}
    return web.Response(body=data, headers=headers)


def _name(job: Job, preview: dict[str, Any]) -> str:
    """Return the file name of a picture."""
    stem = PurePosixPath(job.name).stem
    return f"{stem}-{preview['name']}.{preview['suffix']}"
