"""Takes a multipart form from the wire: fields into memory, the file onto the disk.

The parts come in any order. A form counts only when its closing boundary was seen.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
import re

from aiohttp import hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from ..jobs.errors import TooLargeError, UploadError
from ..jobs.spool import Spool
from ..jobs.upload_names import disposition_filename, lenient_text
from ..phrases import phrase
from .errors import SlicerError, refused
from .form import STALL_SECONDS, FormReader, form_boundary

MAX_FIELD = 64 * 1024
MAX_PARTS = 64
# What a form may be longer than the file in it.
FORM_OVERHEAD = 64 * 1024
FIELD_NAME = re.compile(r';\s*name=(?:"([^"]*)"|([^";\s]+))', re.IGNORECASE)
PLAIN_ENCODINGS = ("", "binary", "8bit", "7bit")

CUT_OFF = phrase("upload.cut_off")
NO_FILE = "No file to upload: the form needs one part 'file' with a file name"


class NoFileError(SlicerError):
    """A complete form without a file; `fields` are what it holds."""

    def __init__(self, fields: dict[str, str]) -> None:
        """Keep the fields."""
        super().__init__(HTTPStatus.BAD_REQUEST, NO_FILE)
        self.fields = fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedForm:
    """A complete form: its text fields, and its one file on disk and synced.

    `filename` is as the client meant it, not yet checked; `size` is in bytes.
    """

    fields: dict[str, str]
    temporary: Path
    filename: str
    size: int
    sha256: str


@dataclass(slots=True)
class _Receiving:
    """A form while it comes in."""

    spool: Spool
    fields: dict[str, str] = field(default_factory=dict)
    filename: str | None = None


def check_form(request: web.Request, max_bytes: int) -> None:
    """Refuse by the headers alone what is no form or is too long: SlicerError."""
    if request.content_type != "multipart/form-data":
        raise SlicerError(
            HTTPStatus.BAD_REQUEST, "No file to upload: the body is no multipart form"
        )
    length = request.content_length
    if length is not None and length > max_bytes + FORM_OVERHEAD:
        raise refused(TooLargeError(max_bytes))


async def async_receive_form(request: web.Request, spool: Spool) -> ReceivedForm:
    """Receive the form of a request that `check_form` let pass.

    Raises SlicerError; whatever goes wrong, the file is gone then.
    """
    receiving = _Receiving(spool)
    with refusing():
        async with spool.async_filling():
            await _async_read_form(request, receiving)
    return _complete(receiving)


@contextmanager
def refusing() -> Generator[None]:
    """Turn what aiohttp raises over bad or missing bytes into SlicerError.

    So with what is wrong with a file.
    """
    try:
        yield
    except UploadError as err:
        raise refused(err) from err
    except TimeoutError as err:
        raise SlicerError(
            HTTPStatus.REQUEST_TIMEOUT,
            phrase("upload.stalled", seconds=STALL_SECONDS),
        ) from err
    except (
        # aiohttp asserts on chunk sizes and raises RuntimeError for odd charsets.
        *(AssertionError, RuntimeError, ValueError),
        *(HttpProcessingError, web.RequestPayloadError),
    ) as err:
        raise SlicerError(HTTPStatus.BAD_REQUEST, CUT_OFF) from err


async def _async_read_form(request: web.Request, receiving: _Receiving) -> None:
    """Read all parts; the file is finished only when the form is whole."""
    boundary = form_boundary(request.headers[hdrs.CONTENT_TYPE])
    reader = FormReader(request.content, boundary)
    parts = 0
    while (headers := await reader.async_next()) is not None:
        parts += 1
        if parts > MAX_PARTS:
            raise SlicerError(
                HTTPStatus.BAD_REQUEST, f"The form has more than {MAX_PARTS} parts"
            )
        await _async_read_part(reader, headers, receiving)
    if receiving.filename is None:
        raise NoFileError(receiving.fields)
    await receiving.spool.async_finish()


async def _async_read_part(
    reader: FormReader, headers: Mapping[str, str], receiving: _Receiving
) -> None:
    """Read one part: the file, or a text field."""
    if not _is_plain(headers):
        raise SlicerError(HTTPStatus.BAD_REQUEST, "The form has a nested or coded part")
    disposition = headers.get("content-disposition", "")
    filename = disposition_filename(disposition)
    name = _field_name(disposition)
    if filename is not None:
        await _async_read_file(reader, name, filename, receiving)
    elif name == "file":
        raise SlicerError(HTTPStatus.BAD_REQUEST, NO_FILE)
    else:
        receiving.fields[name] = await _async_read_text(reader)


def _is_plain(headers: Mapping[str, str]) -> bool:
    """Tell whether the bytes of a part are the content itself."""
    encoding = headers.get("content-transfer-encoding", "").lower()
    kind = headers.get("content-type", "").lower()
    return encoding in PLAIN_ENCODINGS and not kind.startswith("multipart/")


def _field_name(disposition: str) -> str:
    """Return the field name in a Content-Disposition, empty if it has none."""
    match = FIELD_NAME.search(disposition)
    return (match[1] or match[2] or "") if match else ""


async def _async_read_file(
    reader: FormReader, name: str, filename: str, receiving: _Receiving
) -> None:
    """Receive the one file of the form."""
    if name != "file" or receiving.filename is not None:
        raise SlicerError(HTTPStatus.BAD_REQUEST, NO_FILE)
    receiving.filename = filename
    spool = receiving.spool
    await spool.async_open()
    while chunk := await reader.async_read():
        await spool.async_feed(chunk)


async def _async_read_text(reader: FormReader) -> str:
    """Return a text field of at most 64 KiB."""
    data = b""
    while chunk := await reader.async_read():
        data += chunk
        if len(data) > MAX_FIELD:
            raise SlicerError(
                HTTPStatus.BAD_REQUEST, "A text field of the form is too long"
            )
    return lenient_text(data)


def _complete(receiving: _Receiving) -> ReceivedForm:
    """Return a form of which everything was received."""
    spool = receiving.spool
    return ReceivedForm(
        fields=receiving.fields,
        temporary=spool.path,
        filename=receiving.filename or "",
        size=spool.size,
        sha256=spool.sha256,
    )
