"""Comparing a copy on a printer host with the file that was sent."""

import asyncio
import hashlib
from http import HTTPStatus
import random
from typing import Final

from ..phrases import phrase
from .driver import SourceFile
from .errors import ContentMismatchError
from .http import BULK, Host, good_json
from .payload import CHUNK, read_at

READ_WHOLE: Final = 8 * 2**20
SAMPLE: Final = 64 * 1024
RANDOM_SAMPLES: Final = 16


async def same_content(host: Host, path: str, source: SourceFile) -> bool:
    """Tell whether the file at `path` of the host is there and equal.

    Reads all of it up to 8 MiB, else 64 KiB at both ends and at 16 random
    places, or all where the host has no ranges. Raises ContentMismatchError
    for another size or content, OSError for the local file.
    """
    if source.size > READ_WHOLE:
        last = source.size - SAMPLE
        for offset in (0, last, *random.sample(range(last), RANDOM_SAMPLES)):
            if not await _same_piece(host, path, source, offset):
                break
        else:
            return True
    if (found := await _digest_of(host, path)) is None:
        return False
    size, digest = found
    if size != source.size:
        raise _wrong_size(size, source)
    if digest != source.sha256:
        raise ContentMismatchError(phrase("copy.other"))
    return True


def sha1_of(source: SourceFile) -> str:
    """Return the SHA-1 of a stored file, which is what OctoPrint tells of its copy.

    Blocks. Raises ContentMismatchError when the file is not what was uploaded, so
    that a copy equal to a damaged file does not pass; OSError when it can't be read.
    """
    whole, digest = hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
    with source.path.open("rb", buffering=0) as file:
        while piece := file.read(CHUNK):
            whole.update(piece)
            digest.update(piece)
    if whole.hexdigest() != source.sha256:
        raise ContentMismatchError(phrase("copy.damaged"))
    return digest.hexdigest()


async def _digest_of(host: Host, path: str) -> tuple[int, str] | None:
    """Download a file; return its size and SHA-256, None if there is no such."""
    digest = hashlib.sha256()
    size = 0
    async with host.open("GET", path, timeout=BULK) as response:
        if response.status == HTTPStatus.NOT_FOUND:
            return None
        if response.status != HTTPStatus.OK:
            good_json(await host.read(response))
        async for piece in response.content.iter_chunked(CHUNK):
            size += len(piece)
            await asyncio.to_thread(digest.update, piece)
    return size, digest.hexdigest()


async def _same_piece(host: Host, path: str, source: SourceFile, offset: int) -> bool:
    """Compare one piece; False when the host does not answer with that piece."""
    wanted = await asyncio.to_thread(read_at, source.path, offset, SAMPLE)
    span = {"Range": f"bytes={offset}-{offset + SAMPLE - 1}"}
    async with host.open("GET", path, headers=span) as response:
        start, _, total = response.headers.get("Content-Range", "").partition("/")
        if total.isdecimal() and int(total) != source.size:
            raise _wrong_size(int(total), source)
        if (
            response.status != HTTPStatus.PARTIAL_CONTENT
            or not start.startswith(f"bytes {offset}-")
            or response.content_length != SAMPLE
        ):
            return False
        if await response.read() != wanted:
            raise ContentMismatchError(phrase("copy.other"))
    return True


def _wrong_size(size: int, source: SourceFile) -> ContentMismatchError:
    """Return the error for a copy of another size."""
    return ContentMismatchError(phrase("copy.size", size=size, wanted=source.size))
