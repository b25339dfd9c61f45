"""What Home Assistant's own users get by HTTP: the thumbnails of jobs.

`/api/printmux/jobs/<id>/thumbnail` needs a login, or a URL signed by Home Assistant, as
those that `ThumbnailLinks` makes. Of the pictures in a file `width` and `height`, which
may be added to a signed URL, choose the best one; without them it is the largest.
`plate` asks for another plate than the one that is meant.
"""

from datetime import timedelta
from http import HTTPStatus
import time

from aiohttp import hdrs, web

from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .http_upload import UploadView
from .jobs.models import Job
from .jobs.pictures import TYPES, best_preview, previews_of, read_picture
from .loaded import find_loaded_entry
from .permissions import Right, may

# Long enough for a message that is read days later.
LIFE = timedelta(days=7)
MOST_LINKS = 2000
# The content of a job never changes, and links to another plate's are others.
CACHED = "private, max-age=86400"


class ThumbnailView(HomeAssistantView):
    """The picture of a job, in a type that every browser shows."""

    url = f"/api/{DOMAIN}/jobs/{{job_id}}/thumbnail"
    name = f"api:{DOMAIN}:thumbnail"

    async def get(self, request: web.Request, job_id: str) -> web.Response:
        """Return the picture that fits the wanted size best."""
        hass = request.app[KEY_HASS]
        if (entry := find_loaded_entry(hass)) is None:
            raise web.HTTPNotFound
        if not may(entry, request[KEY_HASS_USER], Right.READ):
            # Not 401: Home Assistant would take it for a wrong login.
            raise web.HTTPForbidden
        hub = entry.runtime_data
        try:
            job = await hub.jobs.async_require(job_id)
        except ServiceValidationError as err:
            raise web.HTTPNotFound from err
        plate = _number(request, "plate")
        preview = best_preview(job, _side(request), plate)
        if not job.sha256 or preview is None:
            raise web.HTTPNotFound
        name = f"{preview['name']}.{preview['suffix']}"
        tag = f"{job.sha256[:32]}-{plate or job.plate_index or 0}-{name}"
        headers = {hdrs.ETAG: f'"{tag}"', hdrs.CACHE_CONTROL: CACHED}
        if any(known.value in (tag, "*") for known in request.if_none_match or ()):
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        content = await hass.async_add_executor_job(
            read_picture, hub.store, job, preview, plate
        )
        if content is None:
            raise web.HTTPNotFound
        kind = TYPES[preview["suffix"]]
        return web.Response(body=content, content_type=kind, headers=headers)


def _side(request: web.Request) -> int | None:
    """Return how long the longer side of the picture should be at least."""
    sides = [_number(request, name) for name in ("width", "height")]
    return max((side for side in sides if side is not None), default=None)


def _number(request: web.Request, name: str) -> int | None:
    """Return a number in the query."""
    value = request.query.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 6 else None


def sized(link: str, side: int) -> str:
    """Return a signed URL of the picture that is best for a square of that size."""
    return f"{link}&width={side}"


class ThumbnailLinks:
    """Signed URLs of thumbnails, each given out for half of its life."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin without any."""
        self._hass = hass
        self._links: dict[str, tuple[float, str]] = {}

    @callback
    def link(self, job: Job, plate: int | None = None) -> str | None:
        """Return the URL of a job's thumbnail, or of a plate's; None when it has none.

        Whoever has it needs no login: it is for cards, messages and devices.
        """
        if not job.sha256 or not previews_of(job, plate):
            return None
        path = ThumbnailView.url.format(job_id=job.id)
        if plate is None:
            plate = job.plate_index
        if plate is not None:
            path += f"?plate={plate}"
        made, link = self._links.get(path, (0.0, ""))
        if (now := time.monotonic()) - made > LIFE.total_seconds() / 2 or not link:
            if len(self._links) >= MOST_LINKS:
                self._links.clear()
            link = async_sign_path(self._hass, path, LIFE, use_content_user=True)
            self._links[path] = (now, link)
        return link


LINKS: HassKey[ThumbnailLinks] = HassKey(f"{DOMAIN}_thumbnail_links")


@callback
def async_setup_http_api(hass: HomeAssistant) -> None:
    """Register the views, once in the life of Home Assistant."""
    hass.http.register_view(ThumbnailView)
    hass.http.register_view(UploadView)
    hass.data[LINKS] = ThumbnailLinks(hass)
