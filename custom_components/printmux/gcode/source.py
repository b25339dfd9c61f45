"""Where text G-code is read from: a file, or a member of an archive."""

from pathlib import Path
from typing import Protocol


class Source(Protocol):
    """Bytes of a known size, read here and there."""

    size: int
    # Whether all of it can be had, not only the ends.
    whole: bool

    def head(self, count: int) -> bytes:
        """Return the first bytes."""

    def tail(self, count: int) -> bytes:
        """Return the last bytes; fewer, or none, where getting there is too dear."""

    def at(self, offset: int, count: int) -> bytes:
        """Return bytes from the middle; none where getting there is too dear."""


class StoredSource:
    """A piece of a file on the disk. Reading raises OSError."""

    whole = True

    def __init__(self, path: Path, start: int, size: int) -> None:
        """Take the place; nothing is kept open."""
        self._path = path
        self._start = start
        self.size = size

    def head(self, count: int) -> bytes:
        """Return the first bytes."""
        return self.at(0, count)

    def tail(self, count: int) -> bytes:
        """Return the last bytes."""
        return self.at(max(0, self.size - count), count)

    def at(self, offset: int, count: int) -> bytes:
        """Return bytes from the middle."""
        with self._path.open("rb", buffering=0) as file:
            file.seek(self._start + offset)
            return file.read(max(0, min(count, self.size - offset)))


class FileSource(StoredSource):
    """A file on the disk. Making it and reading raise OSError."""

    def __init__(self, path: Path) -> None:
        """Take the path."""
        super().__init__(path, 0, path.stat().st_size)


class BytesSource:
    """The two ends of something that was read from front to back, or all of it."""

    def __init__(self, first: bytes, last: bytes, size: int) -> None:
        """Take what was kept; `last` is empty when the end was not reached."""
        self._first, self._last = first, last
        self.size = size
        self.whole = len(first) == size

    def head(self, count: int) -> bytes:
        """Return the first bytes."""
        return self._first[:count]

    def tail(self, count: int) -> bytes:
        """Return the last bytes."""
        return (self._first if self.whole else self._last)[-count:]

    def at(self, offset: int, count: int) -> bytes:
        """Return bytes from the middle, if they were kept."""
        return self._first[offset : offset + count]
