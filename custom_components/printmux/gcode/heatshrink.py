"""Heatshrink: LZSS for small machines, as in the blocks of binary G-code.

A set bit is followed by a byte as it is; a clear one by how far back, less one, and
how many bytes, less one, to copy. Before the start there are zeros.
"""


class HeatshrinkError(ValueError):
    """The bytes are not what the decoder was promised."""


def expand(data: bytes, window: int, lookahead: int, size: int) -> bytes:
    """Return exactly `size` bytes; raises HeatshrinkError when there are fewer."""
    found = bytearray()
    bits = held = at = 0

    def take(count: int) -> int:
        """Return the next bits as a number."""
        nonlocal bits, held, at
        while held < count:
            if at >= len(data):
                raise HeatshrinkError("the compressed data ends too early")
            bits = (bits << 8 | data[at]) & 0xFFFFFF
            held += 8
            at += 1
        held -= count
        return bits >> held & (1 << count) - 1

    while len(found) < size:
        if take(1):
            found.append(take(8))
            continue
        back = take(window) + 1
        count = take(lookahead) + 1
        for _ in range(count):
            found.append(found[-back] if back <= len(found) else 0)
    return bytes(found[:size])
