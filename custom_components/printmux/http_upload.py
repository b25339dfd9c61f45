"""Uploads from the browser: what slicers do, with Home Assistant's login as the key.

`POST /api/printmux/upload` takes a multipart form with the part `file` and, if the file
belongs into one, the text field `folder`: 201 `{"job_id"}`, else `{"message"}`.
"""

from http import HTTPStatus

from aiohttp import web

from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.exceptions import Unauthorized

from .const import DOMAIN
from .db.tables import BROWSER
from .jobs.models import Job
from .loaded import find_loaded_entry
from .permissions import Right, async_require
from .phrases import Words, phrase, to_data
from .slicer.call import Call
from .slicer.errors import NOT_SET_UP, SlicerError
from .slicer.receive import ReceivedForm
from .slicer.uploads import Dialect, async_check_upload, async_take_upload


class UploadView(HomeAssistantView):
    """Takes a file from a user who may dispatch jobs."""

    url = f"/api/{DOMAIN}/upload"
    name = f"api:{DOMAIN}:upload"

    async def post(self, request: web.Request) -> web.Response:
        """Make a job of a file."""
        try:
            await async_require(
                request.app[KEY_HASS], self.context(request), Right.DISPATCH
            )
            job = await _async_take(request)
        except Unauthorized:
            # Not 401: Home Assistant would take it for a wrong login.
            return self._refuse(HTTPStatus.FORBIDDEN, phrase("upload.not_allowed"))
        except SlicerError as err:
            return self._refuse(err.status, err.words)
        return self.json({"job_id": job.id}, HTTPStatus.CREATED)

    def _refuse(self, status: HTTPStatus, words: Words) -> web.Response:
        """Return a refusal; what is still to come of the body is not wanted."""
        told = {"message": str(words), "words": to_data(words)}
        answer = self.json(told, status)
        answer.force_close()
        return answer


async def _async_take(request: web.Request) -> Job:
    """Return the job of an upload, both on disk; raises SlicerError."""
    hass = request.app[KEY_HASS]
    if (entry := find_loaded_entry(hass)) is None:
        raise SlicerError(*NOT_SET_UP)
    call = Call(hass=hass, request=request, entry=entry, key=None)
    await async_check_upload(call)
    job, _ = await async_take_upload(call, DIALECT)
    return job


async def _async_place(_call: Call, form: ReceivedForm) -> None:
    """Put the file where the form says."""
    form.fields["path"] = form.fields.pop("folder", "")


DIALECT = Dialect(
    source=BROWSER, async_check=_async_place, wants_print=lambda _fields: False
)
