"""What kind of print file some bytes are, for uploads without a known suffix."""

from pathlib import Path
import re

from .package import Package, PackageError

HEAD = 4096
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
    try:
        members = Package(path).members
    except PackageError:
        return None
    names = [name for name in members if name.lower().endswith(".gcode")]
    if not names:
        return None
    in_ufp = any(name.startswith("3D/") for name in names)
    return ".ufp" if in_ufp else ".gcode.3mf"
