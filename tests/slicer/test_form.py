"""Taking forms apart, in whatever pieces they come."""

import asyncio
from collections.abc import Iterable
from unittest.mock import patch

from aiohttp import StreamReader
from aiohttp.base_protocol import BaseProtocol
import pytest

from custom_components.printmux.slicer import form
from custom_components.printmux.slicer.form import (
    BrokenFormError,
    FormReader,
    form_boundary,
)

type Parts = list[tuple[dict[str, str], bytes]]


async def read(*pieces: bytes, boundary: bytes = b"b", ended: bool = True) -> Parts:
    """Return headers and content of all parts of a body that comes in pieces."""
    loop = asyncio.get_running_loop()
    protocol = BaseProtocol(loop)
    protocol.connection_made(asyncio.Transport())
    content = StreamReader(protocol, 2**16, loop=loop)
    reading = asyncio.create_task(_read(FormReader(content, boundary)))
    for piece in pieces:
        content.feed_data(piece)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    if ended:
        content.feed_eof()
    return await reading


async def _read(reader: FormReader) -> Parts:
    """Read to the end of the form."""
    parts = []
    while (headers := await reader.async_next()) is not None:
        content = b""
        while data := await reader.async_read():
            content += data
        parts.append((headers, content))
    return parts


def single(body: bytes) -> Iterable[bytes]:
    """Return each byte in a piece of its own."""
    return (body[at : at + 1] for at in range(len(body)))


BODY = (
    b"a preamble\r\n--b\r\nName: a\r\nFolded: x\r\n y\r\n\r\nA\r\n--\r\n-\r\n--b \t\r\n"
    b"\r\n\r\n--b\r\nname:b\r\nName: second\r\n\r\n\r\r\n\r\n--b--\r\nan epilogue"
)
PARTS: Parts = [
    ({"name": "a", "folded": "x y"}, b"A\r\n--\r\n-"),
    ({}, b""),
    ({"name": "b"}, b"\r\r\n"),
]


async def test_whole() -> None:
    """Preamble, folded headers, padding, empty parts, and lines like boundaries."""
    assert await read(BODY) == PARTS


async def test_in_single_bytes() -> None:
    """The same, a byte at a time."""
    assert await read(*single(BODY)) == PARTS


@pytest.mark.parametrize("at", range(len(BODY)))
async def test_in_two_pieces(at: int) -> None:
    """The same, parted anywhere."""
    assert await read(BODY[:at], BODY[at:]) == PARTS


@pytest.mark.parametrize("end", range(BODY.index(b"--b--") + 4))
async def test_cut_off(end: int) -> None:
    """A body that ends before its closing boundary is no form."""
    with pytest.raises(BrokenFormError):
        await read(BODY[:end])


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"--b\r\nno colon\r\n\r\n\r\n--b--", id="no colon"),
        pytest.param(b"--b\r\n\r\nx\r\n--bc\r\n\r\n", id="goes on"),
        pytest.param(b"--b\r\n" + b"A: b\r\n" * 4000, id="many headers"),
        pytest.param(b"--b\r\nA: " + b"b" * 20_000, id="long header"),
        pytest.param(b"--b" + b" " * 20_000, id="long padding"),
        pytest.param(b"--b\n\nx\n--b--\n", id="bare line feeds"),
    ],
)
async def test_no_form(body: bytes) -> None:
    """What is not even the beginning of a form is refused before the body ends."""
    with pytest.raises(BrokenFormError):
        await read(body, ended=b"\n\n" in body)


async def test_stall() -> None:
    """A body that does not go on is given up."""
    with patch.object(form, "STALL_SECONDS", 0.01), pytest.raises(TimeoutError):
        await read(BODY[:30], ended=False)


async def test_names_that_are_no_utf8() -> None:
    """Bytes come through as surrogates, to be looked at by who knows the field."""
    ((headers, _),) = await read(b"--b\r\nX: gr\xf6\xdfe\r\n\r\n\r\n--b--")
    assert headers["x"].encode(errors="surrogateescape") == b"gr\xf6\xdfe"


@pytest.mark.parametrize(
    ("kind", "boundary"),
    [
        ("multipart/form-data; boundary=x", b"x"),
        ('multipart/form-data; charset=utf-8; BOUNDARY="a b;c"', b"a b;c"),
        ("multipart/form-data; boundary=a+/b; x=y", b"a+/b"),
    ],
)
def test_boundary(kind: str, boundary: bytes) -> None:
    """Quoted or not, among other parameters."""
    assert form_boundary(kind) == boundary


@pytest.mark.parametrize("value", ["", '""', "x" * 71])
def test_no_boundary(value: str) -> None:
    """None, an empty one, and one that is too long."""
    with pytest.raises(BrokenFormError):
        form_boundary(f"multipart/form-data; boundary={value}")
    with pytest.raises(BrokenFormError):
        form_boundary("multipart/form-data")
