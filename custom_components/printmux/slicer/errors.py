"""What a slicer is told when its request is refused."""

from http import HTTPStatus

from ..jobs.errors import (
    DiskError,
    NoRoomError,
    NotPrintableError,
    TooLargeError,
    UploadError,
)
from ..phrases import Words, phrase

STATUS_OF: dict[type[UploadError], HTTPStatus] = {
    NoRoomError: HTTPStatus.INSUFFICIENT_STORAGE,
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotPrintableError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    DiskError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
NOT_SET_UP = (
    HTTPStatus.NOT_FOUND,
    phrase("upload.not_set_up"),
)


class SlicerError(Exception):
    """A refusal: an HTTP status and one sentence that the slicer shows its user.

    Make a new one to raise: an exception keeps the frames of every time it was raised.
    """

    def __init__(self, status: HTTPStatus, words: Words) -> None:
        """Keep both; `words` should fit into 100 characters, Cura shows no more."""
        super().__init__(str(words))
        self.status = status
        self.words = words
        self.message = str(words)


def refused(error: UploadError) -> SlicerError:
    """Return what the slicer hears of an upload that can't be taken in."""
    return SlicerError(STATUS_OF[type(error)], error.words)
