r"""Folder and name of an upload, from what slicers write into a form.

Names are kept as the user knows them; they never become paths on our disk. Escapes:
curl before 7.81 writes `\"` and `\\`, later ones and browsers `%22`, Qt writes none.
"""

from dataclasses import dataclass
import re
import unicodedata
from urllib.parse import unquote

MAX_NAME_BYTES = 255
MAX_FOLDER_BYTES = 1024
# The longer one first.
SUFFIXES = (
    *(".gcode.3mf", ".gcode", ".gco", ".g", ".nc"),
    *(".bgcode", ".3mf", ".ufp"),
)

# Qt leaves quotes in names as they are: the name ends where only parameters follow.
QUOTED_FILENAME = re.compile(
    r';\s*filename="(.*?)"\s*(?:;\s*[\w*]+=(?:"[^"]*"|[^";]*))*$',
    re.DOTALL | re.IGNORECASE,
)
BARE_FILENAME = re.compile(r";\s*filename=([^\";\s]+)\s*(?:;|$)", re.IGNORECASE)
# RFC 5987, which some script libraries use for names that are not ASCII.
EXTENDED_FILENAME = re.compile(r";\s*filename\*=utf-8'[^']*'([^;\s]+)", re.IGNORECASE)
CURL_ESCAPE = re.compile(r'\\(["\\])')
FORM_ESCAPE = re.compile(r"%(22|0D|0A)", re.IGNORECASE)
DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
# Controls, line separators, surrogates, and marks that reverse what is shown.
INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class UploadName:
    """Where the slicer put a file: `folder` without outer slashes, and `name`."""

    folder: str
    name: str

    @property
    def path(self) -> str:
        """Return folder and name as one path."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


def lenient_text(data: bytes) -> str:
    """Return UTF-8 text, or Latin-1 where it is no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def disposition_filename(disposition: str) -> str | None:
    """Return the file name in a Content-Disposition as it was meant, None if none.

    aiohttp's own parser loses backslashes, and names with two semicolons.
    """
    if match := QUOTED_FILENAME.search(disposition):
        raw = lenient_text(match[1].encode(errors="surrogateescape"))
        unescaped = CURL_ESCAPE.sub(r"\1", raw)
        return FORM_ESCAPE.sub(lambda found: chr(int(found[1], 16)), unescaped)
    if match := EXTENDED_FILENAME.search(disposition):
        return unquote(match[1])
    match = BARE_FILENAME.search(disposition)
    return match[1] if match else None


def upload_name(filename: str, folder: str = "") -> UploadName:
    """Return the cleaned place of an upload; slashes in its name become folders.

    Raises ValueError with a sentence for names that leave the folder or are empty.
    """
    base = re.split(r"[\\/]", filename)[-1] if DRIVE.match(filename) else filename
    *above, name = [*_segments(_without_drive(folder)), *_segments(base)] or [""]
    if not name or not _segments(base):
        raise ValueError("The upload has no file name")
    place = "/".join(_shorten(segment, "") for segment in above)
    if len(place.encode()) > MAX_FOLDER_BYTES:
        raise ValueError("The folder name of the upload is too long")
    return UploadName(place, _shorten(name, listed_suffix(name) or ""))


def listed_suffix(name: str) -> str | None:
    """Return the suffix of a name in lower case if it is one of a print file."""
    lower = name.lower()
    return next((suffix for suffix in SUFFIXES if lower.endswith(suffix)), None)


def _without_drive(folder: str) -> str:
    """Return a folder with a Windows drive or share turned into plain folders."""
    if not DRIVE.match(folder):
        return folder
    return folder[2:].replace("\\", "/")


def _segments(path: str) -> list[str]:
    """Return the cleaned segments of a path; raises ValueError when it climbs."""
    if "\0" in path:
        raise ValueError("The file name holds a NUL character")
    clean = _visible(path)
    if any(part.strip() == ".." for part in re.split(r"[\\/]", clean)):
        raise ValueError("The file name must not lead out of its folder with '..'")
    return [part for part in clean.split("/") if part.strip() not in ("", ".")]


def _visible(text: str) -> str:
    """Return text without control and direction characters, else as it was sent."""
    return "".join(
        character
        for character in text
        if character not in BIDI and unicodedata.category(character) not in INVISIBLE
    )


def _shorten(name: str, suffix: str) -> str:
    """Return a name of at most 255 bytes of UTF-8; its suffix stays."""
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    ending = name[len(name) - len(suffix) :]
    room = MAX_NAME_BYTES - len(ending.encode())
    return name.encode()[:room].decode(errors="ignore") + ending
