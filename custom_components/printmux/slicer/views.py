"""The slicer-facing routes: one table, registered once, at the root and a prefix."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from aiohttp import HttpVersion11, hdrs, web

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..jobs.settings import Settings
from . import appkey_views, jsonrpc, moonraker, octoprint, tokens, websocket
from .answers import MOONRAKER_ROOTS, error_answer
from .call import PREFIX, Call
from .catchall import ROOTS, otherwise, unknown_below
from .collisions import async_report_collisions
from .cors import from_allowed_page, mark_answer, preflight_answer
from .errors import NOT_SET_UP, SlicerError
from .failures import async_key_failures
from .greetings import TESTS, async_note_refusal, async_note_test
from .keyless import check_page, may_come_without_key
from .keys import find_key, presented_key
from .route import Route

REGISTERED: HassKey[bool] = HassKey(f"{DOMAIN}_slicer_views")
TOUCH_SECONDS = 60
OUR_FAULT = (
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "A fault in PrintMux; Home Assistant's log has more",
)


# A slicer quirk or a new endpoint is a row in the table of its module.
ROUTES: tuple[Route, ...] = (
    *octoprint.ROUTES,
    *moonraker.ROUTES,
    *tokens.ROUTES,
    *jsonrpc.ROUTES,
    *websocket.ROUTES,
    *appkey_views.ROUTES,
)


@callback
def async_register_views(hass: HomeAssistant) -> None:
    """Register all routes, once in the life of Home Assistant: none can be removed."""
    if hass.data.get(REGISTERED):
        return
    hass.data[REGISTERED] = True
    # Not as views: those get Home Assistant's CORS, which bears no other beside it.
    add_routes(hass, hass.http.app.router)
    # Others may register theirs later.
    async_at_started(hass, async_check_collisions)


@callback
def async_check_collisions(hass: HomeAssistant) -> None:
    """Look for other integrations that have URLs of ours."""
    wanted: dict[str, set[str]] = {}
    for row in ROUTES:
        for path in both_places(row.path):
            wanted.setdefault(path, set()).update(row.methods)
    async_report_collisions(hass, wanted)


def add_routes(hass: HomeAssistant, router: web.UrlDispatcher) -> None:
    """Add the table to a router; what it leaves over below our roots is refused.

    A row of a fixed path takes that path from rows with placeholders, for any method.
    """
    keys = KeyUse(hass)
    by_path: dict[str, list[Route]] = {}
    for row in ROUTES:
        by_path.setdefault(row.path, []).append(row)
    for path, rows in by_path.items():
        for row in (*rows, *otherwise(path, rows)):
            Desk(hass, row, keys).add_to(router, both_places(path))
    for root in ROOTS:
        for row in unknown_below(root):
            desk = Desk(hass, row, keys)
            for path in (f"{PREFIX}/{root}", f"{PREFIX}//{root}"):
                desk.add_to(router, (path, f"{path}/{{tail:.*}}"))


def both_places(path: str) -> tuple[str, ...]:
    """Return the URLs of a path; slicers that add a slash to a slash are served too.

    Those at the root come last: aiohttp raises if somebody's equal path comes right
    before one of ours, and the prefix is ours alone.
    """
    return (f"{PREFIX}{path}", f"{PREFIX}/{path}", path, f"/{path}")


class KeyUse:
    """Tells the job service that a key is in use, at most once a minute."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Know of no use yet."""
        self._hass = hass
        self._noted: dict[str, float] = {}

    @callback
    def async_note(self, entry: ConfigEntry[Any], key: ConfigSubentry) -> None:
        """Note a use of a key in the background."""
        now = self._hass.loop.time()
        noted = self._noted.get(key.subentry_id)
        if noted is not None and now - noted < TOUCH_SECONDS:
            return
        self._noted[key.subentry_id] = now
        entry.async_create_background_task(
            self._hass,
            entry.runtime_data.jobs.intake.async_touch_key(key.subentry_id),
            f"{DOMAIN} key use",
        )


class Desk:
    """Answers the requests of one route."""

    def __init__(self, hass: HomeAssistant, route: Route, keys: KeyUse) -> None:
        """Keep what every request needs."""
        self._hass = hass
        self._route = route
        self._keys = keys

    def add_to(self, router: web.UrlDispatcher, urls: Sequence[str]) -> None:
        """Serve these URLs, with an answer of its own to `Expect`."""
        for url in urls:
            for method in self._route.methods:
                router.add_route(
                    method, url, self.async_answer, expect_handler=self.async_expect
                )

    async def async_expect(self, request: web.Request) -> web.StreamResponse | None:
        """Say `100 Continue`, or refuse before the body is sent."""
        try:
            _check_expectation(request)
            await self._async_admit(request)
        except SlicerError as err:
            return self._finish(request, self._refuse(request, err))
        if request.version == HttpVersion11:
            await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            # As aiohttp does: this was no part of the answer.
            request.writer.output_size = 0
        return None

    async def async_answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request, preflights of allowed pages without a key."""
        if request.method == hdrs.METH_OPTIONS and from_allowed_page(
            request, self._origins
        ):
            return self._finish(request, preflight_answer())
        return self._finish(request, await self._async_answer(request))

    async def _async_answer(self, request: web.Request) -> web.StreamResponse:
        """Return the answer; whatever fails is told in the protocol's own shape."""
        try:
            call = await self._async_admit(request)
            return await self._route.handler(call)
        except SlicerError as err:
            return self._refuse(request, err)
        except ConnectionError:
            raise
        except web.HTTPException as err:
            # aiohttp's own refusals, as of a chunked body that never ends.
            error = SlicerError(HTTPStatus(err.status), err.reason)
            return self._refuse(request, error)
        except Exception:  # noqa: BLE001 - the slicer is to hear of it in its own shape
            LOGGER.exception("Answering %s failed", self._route.path)
            return self._refuse(request, SlicerError(*OUR_FAULT))

    @property
    def _origins(self) -> Sequence[str]:
        """Return the origins of web pages that may read the answers."""
        entries = self._hass.config_entries.async_loaded_entries(DOMAIN)
        return entries[0].runtime_data.settings.cors_origins if entries else ()

    async def _async_admit(self, request: web.Request) -> Call:
        """Return the call if it may go on; raises SlicerError."""
        if self._hass.is_stopping:
            message = "Home Assistant is shutting down; send it again in a minute"
            raise SlicerError(HTTPStatus.SERVICE_UNAVAILABLE, message)
        entries = self._hass.config_entries.async_loaded_entries(DOMAIN)
        if not entries:
            raise SlicerError(*NOT_SET_UP)
        if self._route.path not in TESTS or request.method == hdrs.METH_OPTIONS:
            return await self._async_look(request, entries[0])
        contacts = entries[0].runtime_data.jobs.intake.contacts
        try:
            call = await self._async_look(request, entries[0])
        except SlicerError as err:
            async_note_refusal(contacts, request, err)
            raise
        async_note_test(contacts, request, call.key)
        return call

    async def _async_look(self, request: web.Request, entry: ConfigEntry[Any]) -> Call:
        """Return the call if its key and what is known of it are good."""
        key = self._find_key(request, entry)
        call = Call(hass=self._hass, request=request, entry=entry, key=key)
        if self._route.check is not None:
            await self._route.check(call)
        return call

    def _find_key(
        self, request: web.Request, entry: ConfigEntry[Any]
    ) -> ConfigSubentry | None:
        """Return the slicer key of a request; raises SlicerError if one is missing."""
        presented = presented_key(request)
        key = tokens.async_token_key(self._hass, request, entry)
        failures = async_key_failures(self._hass, entry)
        if key is None and presented:
            key = find_key(entry, presented)
            if key is None:
                failures.async_refused(request, presented)
        if key is not None:
            self._keys.async_note(entry, key)
            failures.async_admitted(request)
        elif self._route.needs_key or (presented and self._refuses_wrong(request)):
            settings: Settings = entry.runtime_data.settings
            if presented or not may_come_without_key(
                request, settings.keyless_networks
            ):
                raise _unauthorized(self._route.path, presented)
            check_page(request, settings.cors_origins)
        return key

    def _refuses_wrong(self, request: web.Request) -> bool:
        """Tell whether a wrong key is worse than none here, as Moonraker has it."""
        root = self._route.path.split("/")[1]
        return root in MOONRAKER_ROOTS and request.method != hdrs.METH_OPTIONS

    def _refuse(self, request: web.Request, error: SlicerError) -> web.Response:
        """Return a refusal."""
        agent = request.headers.get(hdrs.USER_AGENT, "")
        return error_answer(self._route.path, agent, error)

    def _finish(
        self, request: web.Request, answer: web.StreamResponse
    ) -> web.StreamResponse:
        """Return the answer; the connection ends if a refused body was not read."""
        mark_answer(request, answer, self._origins)
        refused = answer.status >= HTTPStatus.BAD_REQUEST
        if refused and request.body_exists and not request.content.is_eof():
            answer.force_close()
        return answer


def _check_expectation(request: web.Request) -> None:
    """Refuse expectations that nobody knows."""
    expected = request.headers.get(hdrs.EXPECT, "")
    if expected.lower() != "100-continue":
        raise SlicerError(HTTPStatus.EXPECTATION_FAILED, "Unknown Expect header")


def _unauthorized(path: str, presented: str | None) -> SlicerError:
    """Return what a client without a valid key hears, with the protocol's status."""
    below = path.strip("/").partition("/")[0]
    status = (
        HTTPStatus.UNAUTHORIZED if below in MOONRAKER_ROOTS else HTTPStatus.FORBIDDEN
    )
    what = "This API key is wrong or expired" if presented else "An API key is missing"
    return SlicerError(status, f"{what}: use a slicer key made by PrintMux")
