"""Raw HTTP for the tests: bytes as slicers send them, answers as they see them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
import json
import socket
from typing import Any

BOUNDARY = "------------------------9ef538f7b7efc26d"
FILE = b"G28\n; hello\nG1 X1\n"


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; header names are in lower case."""

    status: int
    reason: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Return the decoded body."""
        return json.loads(self.body)


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def text_part(name: str, value: str, boundary: str = BOUNDARY) -> bytes:
    """Return a text field as libcurl writes it."""
    disposition = f'Content-Disposition: form-data; name="{name}"'
    return f"--{boundary}\r\n{disposition}\r\n\r\n{value}\r\n".encode()


def file_part(
    filename: str | bytes,
    content: bytes = FILE,
    boundary: str = BOUNDARY,
    name: str = "file",
) -> bytes:
    """Return a file part as libcurl writes it; the name is put in as it is."""
    raw = filename if isinstance(filename, bytes) else filename.encode()
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '.encode()
        + b'filename="'
        + raw
        + b'"\r\nContent-Type: application/octet-stream\r\n\r\n'
        + content
        + b"\r\n"
    )


def closing(boundary: str = BOUNDARY) -> bytes:
    """Return the end of a form."""
    return f"--{boundary}--\r\n".encode()


def prusa_form(
    filename: str | bytes = "plain.gcode",
    content: bytes = FILE,
    wants: str = "false",
    path: str = "",
) -> bytes:
    """Return what PrusaSlicer sends to an OctoPrint host: fields, then the file."""
    return (
        text_part("print", wants)
        + text_part("path", path)
        + file_part(filename, content)
        + closing()
    )


@dataclass
class Wire:
    """A way to the server: its port and the key that requests carry."""

    port: int
    key: str
    headers: dict[str, str] = field(default_factory=dict)

    def head(self, method: str, path: str, headers: Mapping[str, str | None]) -> bytes:
        """Return request line and headers; a None takes a default header away."""
        lines: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "User-Agent": "PrusaSlicer/2.9.4",
            "Accept": "*/*",
            "X-Api-Key": self.key,
            **self.headers,
            **headers,
        }
        text = "".join(f"{name}: {v}\r\n" for name, v in lines.items() if v is not None)
        return f"{method} {path} HTTP/1.1\r\n{text}\r\n".encode()

    async def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        **headers: str | None,
    ) -> Answer:
        """Send a request and return the answer; `_` in header names is `-`."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            given.setdefault("Content-Length", str(len(body)))
        return await self.send(self.head(method, path, given), body or b"")

    async def upload(
        self,
        body: bytes,
        path: str = "/api/files/local",
        boundary: str = BOUNDARY,
        **headers: str | None,
    ) -> Answer:
        """Send a form."""
        headers.setdefault("Content_Type", f"multipart/form-data; boundary={boundary}")
        return await self.ask("POST", path, body, **headers)

    async def send(self, *pieces: bytes) -> Answer:
        """Send bytes, each piece in a packet of its own, and return the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)
            return await read_answer(reader, pieces[0].startswith(b"HEAD"))
        finally:
            writer.close()


async def read_answer(reader: asyncio.StreamReader, without_body: bool) -> Answer:
    """Read one answer."""
    async with asyncio.timeout(60):
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        _, status, reason = first.split(" ", 2)
        pairs = (line.split(": ", 1) for line in lines if line)
        headers = {name.lower(): value for name, value in pairs}
        length = 0 if without_body else int(headers.get("content-length", 0))
        body = await reader.readexactly(length)
    return Answer(int(status), reason, headers, body)
