"""What kind of print file some bytes are, for uploads without a known suffix."""

from pathlib import Path
import re
import struct

HEAD = 4096
# Far above any sliced project, far below what would hurt to read.
MAX_DIRECTORY = 1024**2
EOCD = struct.Struct("<4s4H2LH")
MEMBER = struct.Struct("<4s6H3L5H2L")

COMMAND = re.compile(rb"(?:N\d+\s*)?[GMT]\d", re.IGNORECASE)
COMMENT = re.compile(rb"[;(%]")
# Klipper's extended commands: START_PRINT BED=60 EXTRUDER=210
MACRO = re.compile(
    rb"[A-Z_][A-Z0-9_]+(?:\s+[A-Z_0-9]+=\S*)*\s*(?:;.*)?$", re.IGNORECASE
)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def sniff(path: Path) -> str | None:
    """Return the suffix that fits a file's content, None when it is no print file.

    Known are G-code text, binary G-code (Prusa's `GCDE` blocks), and zip archives with
    G-code in them (`.gcode.3mf`, Ultimaker's `.ufp`). Raises OSError.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"GCDE"):
        return ".bgcode"
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(path)
    return ".gcode" if _is_gcode_text(head) else None


def _is_gcode_text(head: bytes) -> bool:
    """Tell whether the start of a file reads as G-code, comments and macro calls."""
    if BINARY.search(head):
        return False
    lines = head.removeprefix(b"\xef\xbb\xbf").splitlines()
    if len(head) == HEAD:
        lines = lines[:-1] or lines
    commands = [line for line in map(bytes.strip, lines) if line]
    code = [line for line in commands if not COMMENT.match(line)]
    if not all(COMMAND.match(line) or MACRO.match(line) for line in code):
        return False
    if code:
        return any(COMMAND.match(line) for line in code)
    return any(line.startswith(b";") for line in commands)


def _sniff_zip(path: Path) -> str | None:
    """Return the suffix of a zip archive that holds G-code."""
    names = [name for name in _zip_names(path) if name.lower().endswith(b".gcode")]
    if not names:
        return None
    in_ufp = any(name.lstrip(b"/").startswith(b"3D/") for name in names)
    return ".ufp" if in_ufp else ".gcode.3mf"


def _zip_names(path: Path) -> list[bytes]:
    """Return the member names of a zip archive, none when its directory is odd.

    Read here and not by `zipfile`, which loads directories of any size.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - EOCD.size - 0xFFFF))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < EOCD.size:
            return []
        *_, length, offset, _comment = EOCD.unpack_from(tail, at)
        if length > MAX_DIRECTORY:
            return []
        file.seek(offset)
        return _member_names(file.read(length))


def _member_names(directory: bytes) -> list[bytes]:
    """Return the names in the central directory of a zip archive."""
    names: list[bytes] = []
    at = 0
    while at + MEMBER.size <= len(directory):
        fields = MEMBER.unpack_from(directory, at)
        if fields[0] != b"PK\x01\x02":
            break
        name, extra, comment = fields[10:13]
        start = at + MEMBER.size
        names.append(directory[start : start + name])
        at = start + name + extra + comment
    return names
