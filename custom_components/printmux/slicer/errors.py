"""What a slicer is told when its request is refused."""

from http import HTTPStatus


class SlicerError(Exception):
    """A refusal: an HTTP status and one sentence that the slicer shows its user.

    Make a new one to raise: an exception keeps the frames of every time it was raised.
    """

    def __init__(self, status: HTTPStatus, message: str) -> None:
        """Keep both; `message` should fit into 100 characters, Cura shows no more."""
        super().__init__(message)
        self.status = status
        self.message = message
