"""What can go wrong with jobs themselves."""

from homeassistant.exceptions import ServiceValidationError

from ..const import DOMAIN
from ..phrases import Words, phrase

DISK_FULL = phrase("upload.disk_full")


class UploadError(Exception):
    """A file can't be taken in; the message is one sentence for whoever sent it."""

    def __init__(self, words: Words) -> None:
        """Take the sentence."""
        super().__init__(str(words))
        self.words = words


class NoRoomError(UploadError):
    """There is no room for another file; the message says which limit and what to do."""


class TooLargeError(UploadError):
    """The file is larger than the user allows."""

    def __init__(self, max_bytes: int) -> None:
        """Name the limit."""
        super().__init__(phrase("upload.too_large", megabytes=max_bytes // 1024**2))


class NotPrintableError(UploadError):
    """The file is none that a printer prints."""


class DiskError(UploadError):
    """The file could not be written."""


def refusal(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for a request that can't be done as asked."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
