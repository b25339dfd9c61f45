"""What a picture is, by its own first bytes, and how it becomes a PNG."""

import io
import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPG = b"\xff\xd8\xff"
QOI = b"qoif"
MAX_SIDE = 4096
# Pillow needs four bytes for each, and of QOI a microsecond.
MAX_PIXELS = 1280 * 1280
MAX_QOI_PIXELS = 400_000
MIME_TYPES = {"PNG": "image/png", "JPG": "image/jpeg", "QOI": "image/qoi"}
SUFFIXES = {"PNG": "png", "JPG": "jpg", "QOI": "qoi"}

# Start of frame: all but DHT, JPG and DAC in the range C0 to CF.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def measure(data: bytes) -> tuple[str, int, int] | None:
    """Return format, width and height; None when it is no picture that we know."""
    if data.startswith(PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        return _checked("PNG", *struct.unpack_from(">II", data, 16))
    if data.startswith(QOI) and len(data) >= 14:
        return _checked("QOI", *struct.unpack_from(">II", data, 4))
    return _measure_jpg(data) if data.startswith(JPG) else None


def _measure_jpg(data: bytes) -> tuple[str, int, int] | None:
    """Return the size in the frame header of a JPEG."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _checked("JPG", width, height)
        at += 2 + max(length, 2)
    return None


def _checked(kind: str, width: int, height: int) -> tuple[str, int, int] | None:
    """Return it unless its size is absurd."""
    sane = 0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE
    return (kind, width, height) if sane else None


def to_png(data: bytes, longest: int | None = None) -> bytes | None:
    """Return a picture as PNG, made smaller if asked; None when it can't be read."""
    from PIL import Image  # noqa: PLC0415 - slow, and only for QOI and miniatures

    known = measure(data)
    most = MAX_QOI_PIXELS if known and known[0] == "QOI" else MAX_PIXELS
    if known is None or known[1] * known[2] > most:
        return None
    found = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "QOI")) as picture:
            if longest is not None:
                picture.thumbnail((longest, longest))
            picture.save(found, format="PNG")
    except OSError, SyntaxError, ValueError, IndexError, struct.error:
        return None
    return found.getvalue()
