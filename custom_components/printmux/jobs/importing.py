"""Files that Home Assistant's user brings: from its own disk, or from an address."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from pathlib import Path
import stat
from typing import BinaryIO, Final

import aiohttp
from aiohttp import hdrs
from yarl import URL

from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_create_clientsession

from ..db.tables import IMPORT
from ..phrases import phrase
from .errors import (
    DiskError,
    NoRoomError,
    NotPrintableError,
    TooLargeError,
    UploadError,
    refusal,
)
from .intake import Intake
from .models import Job, Upload
from .settings import Settings
from .spool import Spool, disk_error
from .store import FileStore
from .upload_names import UploadName, disposition_filename, upload_name

MAX_REDIRECTS: Final = 5
CHUNK: Final = 1024**2
# No limit to the whole: a large file over a slow line takes its time.
TIMEOUT: Final = aiohttp.ClientTimeout(total=None, sock_connect=30, sock_read=60)
REFUSALS: Final[dict[type[UploadError], str]] = {
    DiskError: "not_written",
    NoRoomError: "no_room",
    NotPrintableError: "not_printable",
    TooLargeError: "too_large",
}


class Importer:
    """Takes a file in as an upload is; each refusal is a ServiceValidationError."""

    def __init__(
        self,
        hass: HomeAssistant,
        store: FileStore,
        intake: Intake,
        settings: Callable[[], Settings],
    ) -> None:
        """Take the parts."""
        self._hass = hass
        self._store = store
        self._intake = intake
        self._settings = settings

    async def async_from_path(
        self, path: str, name: str | None = None, folder: str = ""
    ) -> Job:
        """Make a job of a copy of a file that Home Assistant may give away."""
        place = _place(name or Path(path).name, folder)
        try:
            file, size = await self._hass.async_add_executor_job(self._open, path)
            try:
                return await self._async_take(self._async_read(file), size, place)
            finally:
                await self._hass.async_add_executor_job(file.close)
        except OSError as err:
            words = err.strerror or str(err)
            raise refusal("file_not_found", path=path, error=words) from err

    def _open(self, path: str) -> tuple[BinaryIO, int]:
        """Open a file; return its size with it. Raises OSError."""
        if "\0" in path or not self._hass.config.is_allowed_path(path):
            raise refusal("path_not_allowed", path=path)
        found = Path(path).stat()
        # Of a pipe nobody knows when it begins, and when it ends.
        if not stat.S_ISREG(found.st_mode):
            raise refusal("file_not_found", path=path, error="It is no file")
        return Path(path).open("rb"), found.st_size

    async def _async_read(self, file: BinaryIO) -> AsyncGenerator[bytes]:
        """Yield the content of a file."""
        while chunk := await self._hass.async_add_executor_job(file.read, CHUNK):
            yield chunk

    async def async_from_url(
        self, url: str, name: str | None = None, folder: str = ""
    ) -> Job:
        """Make a job of what an address has."""
        async with self._async_open_url(_address(url)) as response:
            place = _place(name or _name_of(response), folder)
            coded = response.headers.get(hdrs.CONTENT_ENCODING)
            size = None if coded else response.content_length
            chunks = response.content.iter_chunked(CHUNK)
            return await self._async_take(chunks, size, place)

    @asynccontextmanager
    async def _async_open_url(self, url: URL) -> AsyncGenerator[aiohttp.ClientResponse]:
        """Ask for a file, wherever it has moved to; whoever has it learns nothing."""
        session = async_create_clientsession(
            self._hass, auto_cleanup=False, cookie_jar=aiohttp.DummyCookieJar()
        )
        try:
            for _ in range(1 + MAX_REDIRECTS):
                async with session.get(
                    url, allow_redirects=False, timeout=TIMEOUT
                ) as response:
                    target = response.headers.get(hdrs.LOCATION)
                    if not (300 <= response.status < 400 and target):
                        _check(response)
                        yield response
                        return
                url = _address(target, url)
            raise refusal("download_failed", error="It was redirected too often")
        except TimeoutError as err:
            raise refusal("download_failed", error="No answer came in time") from err
        except aiohttp.ClientError as err:
            raise refusal("download_failed", error=str(err) or repr(err)) from err
        finally:
            session.detach()

    async def _async_take(
        self, chunks: AsyncIterable[bytes], size: int | None, place: UploadName
    ) -> Job:
        """Take in what comes; its size may be unknown."""
        limit = self._settings().max_upload_bytes
        check = self._intake.async_check_room
        growing = size is None
        spool = Spool(
            self._hass, self._store.new_temporary(), limit, check if growing else None
        )
        with _refusing():
            if size is not None:
                if size > limit:
                    raise TooLargeError(limit)
                await check(size)
            async with spool.async_filling():
                await spool.async_open()
                async for chunk in chunks:
                    await spool.async_feed(chunk)
                await spool.async_finish()
            # An automation that is stopped now must not tear file and job apart.
            keeping = self._hass.async_create_task(self._async_keep(spool, place))
            return await asyncio.shield(keeping)

    async def _async_keep(self, spool: Spool, place: UploadName) -> Job:
        """Make a job of a file that is there."""
        try:
            if not spool.size:
                raise NotPrintableError(phrase("upload.empty_import"))
            return await self._intake.async_add_upload(
                Upload(
                    temporary=spool.path,
                    size=spool.size,
                    sha256=spool.sha256,
                    extension=await self._intake.async_suffix(place.name, spool.path),
                    name=place.name,
                    folder=place.folder,
                    source=IMPORT,
                    key_id=None,
                    start_requested=False,
                )
            )
        except OSError as err:
            raise disk_error(err) from err
        finally:
            await spool.async_discard()


@contextmanager
def _refusing() -> Generator[None]:
    """Turn what is wrong with a file into what Home Assistant's user is told."""
    try:
        yield
    except UploadError as err:
        raise refusal(REFUSALS[type(err)], error=str(err)) from err


def _place(name: str, folder: str) -> UploadName:
    """Return where a file belongs."""
    try:
        return upload_name(name, folder)
    except ValueError as err:
        raise refusal("bad_name", error=str(err)) from err


def _address(text: str, base: URL | None = None) -> URL:
    """Return an address that may be asked; what it tells of a login is left out."""
    try:
        url = URL(text) if base is None else base.join(URL(text))
        if url.scheme in ("http", "https") and url.host:
            return url.with_user(None)
    except ValueError:
        pass
    raise refusal("download_failed", error=f"{text} is no http or https address")


def _check(response: aiohttp.ClientResponse) -> None:
    """Refuse an answer that is no file."""
    if response.status != HTTPStatus.OK:
        words = f"The server says: {response.status} {response.reason}"
        raise refusal("download_failed", error=words)
    if response.content_type == "text/html":
        raise refusal("download_failed", error="A web page came, not a file")


def _name_of(response: aiohttp.ClientResponse) -> str:
    """Return what a file is called by its server, else by its address."""
    disposition = response.headers.get(hdrs.CONTENT_DISPOSITION, "")
    # Folders are the user's own business.
    told = (disposition_filename(disposition) or "").replace("\\", "/").split("/")[-1]
    return told or response.url.name
