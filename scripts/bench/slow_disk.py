"""A disk that is slow for one process, by the kernel's own limit; wants root."""

from collections.abc import Generator
from contextlib import contextmanager
import os
from pathlib import Path

MB = 1000**2
CGROUP = Path("/sys/fs/cgroup")
# Where the two versions of control groups lie, and how each is told a limit.
VERSIONS = (
    (CGROUP / "blkio", "blkio.throttle.read_bps_device", "{device} {rate}"),
    (CGROUP, "io.max", "{device} rbps={rate}"),
)


def _device(path: Path) -> str:
    """Return the numbers of the whole disk that a file lies on."""
    number = path.stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve()
    if (block / "partition").exists():
        block = block.parent
    return (block / "dev").read_text().strip()


@contextmanager
def slow_reads(pid: int, path: Path, mb_s: int) -> Generator[None]:
    """Let a process read no more than that from the disk of a file.

    Raises OSError without the right to say so.
    """
    known = (one for one in VERSIONS if (one[0] / "cgroup.procs").exists())
    root, file, limit = next(known)
    group = root / f"slow-{pid}"
    group.mkdir()
    try:
        words = limit.format(device=_device(path), rate=mb_s * MB)
        (group / file).write_text(words)
        (group / "cgroup.procs").write_text(str(pid))
        yield
        (root / "cgroup.procs").write_text(str(pid))
    finally:
        group.rmdir()


def drop_cached(path: Path) -> None:
    """Have the next read of a file come from the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
