"""Forms in the bytes of each client, and what became of them."""

from custom_components.printmux.jobs.models import Job
from tests.slicer.conftest import Hub
from tests.slicer.wire import BOUNDARY, FILE, Answer, closing, file_part, text_part

from .conftest import Base

# Qt makes boundaries of base64, signs and all, and puts them in quotes.
QT_BOUNDARY = "boundary_.oOo._Mz+Q3MDkx/zI2Nzg5NTY3NDc1OTE=="
OCTOPRINT = "/api/files/local"
MOONRAKER = "/server/files/upload"
START = "/printer/print/start"

type Part = tuple[str, str]


def newest(hub: Hub) -> Job:
    """Return the job of the last upload."""
    return next(iter(hub.jobs.jobs.values()))


def curl_form(*parts: Part, content: bytes = FILE, boundary: str = BOUNDARY) -> bytes:
    """Return parts in this order as libcurl writes them; `file` has its name."""
    written = (
        file_part(value, content, boundary)
        if name == "file"
        else text_part(name, value, boundary)
        for name, value in parts
    )
    return b"".join(written) + closing(boundary)


def qt_form(*parts: Part, lower: bool = False, content: bytes = FILE) -> bytes:
    """Return parts as Qt writes them: with types, unescaped, Qt 6 in lower case."""
    written = b""
    for name, value in parts:
        is_file = name == "file"
        more = f'; filename="{value}"' if is_file else ""
        kind = "application/octet-stream" if is_file else "text/plain"
        head = (
            ("Content-Disposition", f'form-data; name="{name}"{more}'),
            ("Content-Type", kind),
        )
        lines = (f"{key.lower() if lower else key}: {text}\r\n" for key, text in head)
        body = content if is_file else value.encode()
        start = f"--{QT_BOUNDARY}\r\n{''.join(lines)}\r\n"
        written += start.encode() + body + b"\r\n"
    return written + closing(QT_BOUNDARY)


async def send_qt(base: Base, body: bytes, path: str, **headers: str | None) -> Answer:
    """Send a form with its boundary in quotes."""
    kind = f'multipart/form-data; boundary="{QT_BOUNDARY}"'
    return await base.upload(body, path, QT_BOUNDARY, Content_Type=kind, **headers)
