"""Uploads that no slicer sends: stored whole or refused, and nothing left behind."""

from hypothesis import event, given, strategies as st
import pytest

from .conftest import Target
from .forms import Sent, uploads
from .profile import examples

# aiohttp warns of each bad header, with bytes in it that test workers can't exchange.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

PATHS = ("/api/files/local", "/server/files/upload")


@examples(140)
@given(path=st.sampled_from(PATHS), sent=uploads())
async def test_uploads(target: Target, path: str, sent: Sent) -> None:
    """Each 201 is a job; whatever else comes, no file of it stays."""
    await target.begin()
    headers: dict[str, str | None] = {"Content-Type": sent.content_type, **sent.headers}
    head = target.wire.head("POST", path, headers)
    answer = await target.send(*sent.packets(head), ends=sent.exact)
    event(f"status {answer.status if answer else 'none'}")
    if answer is None:
        await target.settle()
    else:
        target.assert_fair(path, answer)
        assert answer.status == 201 or answer.status >= 400
    assert list(target.hub.store.incoming.iterdir()) == []
    made = await target.clear_jobs()
    target.assert_no_fault_logged()
    if answer is None:
        assert made <= 1
    else:
        # A form that makes a folder is answered 201 too.
        folder = answer.status == 201 and "folder" in answer.json
        assert made == (answer.status == 201 and not folder)
