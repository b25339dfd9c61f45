"""Names of files: on a printer plain ASCII and unique, and alike to a reader."""

import re
import secrets
import unicodedata

MAX_STEM = 60
# Klipper's command line stumbles over #, ;, * and quotes; OctoPrint drops & and ;.
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def make_remote_name(name: str, extension: str) -> str:
    """Return `<ASCII stem, at most 60>-<8 hex>.<ext>` for a job's display name."""
    stem = name[: -len(extension)] if name.lower().endswith(extension) else name
    folded = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    clean = UNSAFE.sub("_", folded).strip("._-")[:MAX_STEM] or "print"
    return f"{clean}-{secrets.token_hex(4)}{extension}"


def reads_as(one: str, other: str) -> bool:
    """Tell whether two names look the same, however their accents are coded."""
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def alike(name: str) -> str:
    """Return what two names share that are the same to a human."""
    folded = unicodedata.normalize("NFC", name.strip()).casefold()
    return unicodedata.normalize("NFC", folded)
