"""Pictures in text G-code: base64 in comments between a begin and an end line."""

import binascii
from dataclasses import dataclass
import re

from ..phrases import Words, phrase
from .details import Thumbnail
from .images import measure

MAX_BLOCKS = 64
# A begin line with nothing after it ends the search, not the memory.
MAX_BODY = 1536 * 1024
MARK = b" begin "
BEGIN = re.compile(
    rb";\s*(?P<name>thumbnail(?:_[A-Za-z0-9]{1,16})?|png|jpg) begin +"
    rb"(?P<width>\d{1,5}) ?[x* ] ?(?P<height>\d{1,5})\b"
    rb"(?: +(?P<count>\d{1,8})\b)?"
)
NOT_BASE64 = b"; \t\r\n"
BASE64_LINE = re.compile(rb";[ \t]*[A-Za-z0-9+/]{0,400}={0,2}[ \t]*\r?\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """Where a picture's block begins and ends, and where its base64 lies."""

    start: int
    end: int
    body: slice
    width: int
    height: int
    # How many characters of base64 there should be, 0 when that is not told.
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The blocks in some text; `open` says that the last one goes on after it."""

    blocks: tuple[Block, ...]
    open: bool = False


def find_blocks(data: bytes) -> Found:
    """Find the blocks by plain search: a regex over base64 would hold the GIL."""
    found: list[Block] = []
    at = 0
    while len(found) < MAX_BLOCKS and (mark := data.find(MARK, at)) >= 0:
        start = data.rfind(b"\n", max(0, mark - 64), mark) + 1
        match = BEGIN.match(data[start : mark + 48]) if start or mark < 64 else None
        at = mark + len(MARK)
        if match is None:
            continue
        body = data.find(b"\n", at) + 1 or len(data)
        end = data.find(match["name"] + b" end", body)
        # Where the end is missing, the picture ends with its last line of base64.
        if whole := end >= 0 and data.find(MARK, body, end) < 0:
            last = data.rfind(b"\n", body - 1, end) + 1
            at = data.find(b"\n", end) + 1 or len(data)
        else:
            last = at = _base64_end(data, body)
        size = int(match["width"]), int(match["height"]), int(match["count"] or 0)
        found.append(Block(start, at, slice(body, last), *size))
        if not whole and at == len(data):
            return Found(tuple(found), open=True)
    return Found(tuple(found))


def _base64_end(data: bytes, at: int) -> int:
    """Return where the lines of base64 that begin at a place end."""
    while at < len(data):
        end = data.find(b"\n", at)
        stop = len(data) if end < 0 else end
        if not BASE64_LINE.match(data[at : min(stop, at + 500)]):
            return at
        at = stop if end < 0 else end + 1
    return len(data)


def cut(data: bytes, found: Found) -> bytes:
    """Return the text without its pictures."""
    return b"".join(data[start:stop] for start, stop in between(data, found))


def between(data: bytes, found: Found) -> list[tuple[int, int]]:
    """Return from where to where the text around the pictures goes."""
    starts = [0, *(block.end for block in found.blocks)]
    stops = [*(block.start for block in found.blocks), len(data)]
    return list(zip(starts, stops, strict=True))


def decode(body: bytes, count: int = 0) -> bytes | None:
    """Return the bytes of commented base64; None when it is broken or incomplete."""
    characters = body.translate(None, NOT_BASE64) if len(body) <= MAX_BODY else b""
    # A large one would be in memory three times.
    del body
    if not characters or len(characters) < count:
        return None
    try:
        return binascii.a2b_base64(characters, strict_mode=True)
    except binascii.Error:
        return None


def read_thumbnails(
    data: bytes, found: Found, member: str | None = None
) -> tuple[list[Thumbnail], Words | None]:
    """Return the pictures that can be shown, and what was wrong with others."""
    shown: list[Thumbnail] = []
    problem = None
    for block in found.blocks:
        fits = block.body.stop - block.body.start <= MAX_BODY
        picture = decode(data[block.body], block.count) if fits else None
        known = None if picture is None else measure(picture)
        if picture is None or known is None:
            size = f"{block.width}x{block.height}"
            problem = phrase("file.thumbnail", size=size)
            continue
        shown.append(
            Thumbnail(
                width=block.width,
                height=block.height,
                format=known[0],
                size=len(picture),
                member=member,
                offset=block.body.start,
                length=block.body.stop - block.body.start,
                in_text=True,
            )
        )
    return shown, problem
