"""Damage to bytes, and the ways in which bytes are cut into packets."""

from itertools import pairwise

from hypothesis import strategies as st

type Cuts = list[int]

BYTES = st.binary(min_size=1, max_size=9)
CUTS: st.SearchStrategy[Cuts] = st.lists(st.integers(0, 3000), max_size=5)


def pieces(data: bytes, cuts: Cuts) -> list[bytes]:
    """Return bytes cut at some places."""
    places = [0, *sorted({cut for cut in cuts if 0 < cut < len(data)}), len(data)]
    return [data[start:end] for start, end in pairwise(places)]


@st.composite
def damaged(
    draw: st.DrawFn, strategy: st.SearchStrategy[bytes], tokens: tuple[bytes, ...]
) -> bytes:
    """Draw bytes with up to four faults: lost, replaced, added or doubled."""
    data = draw(strategy)
    faults = draw(st.sampled_from((0, 0, 0, 1, 1, 2, 4)))
    for _ in range(faults):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 8, 200))))
        new = draw(
            st.just(b"")
            | st.sampled_from(tokens)
            | BYTES
            | st.just(data[start:end] * 2)
        )
        data = data[:start] + new + data[end:]
    return data
