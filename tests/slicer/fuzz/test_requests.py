"""Requests that no slicer makes, to all routes."""

from hypothesis import event, given, strategies as st
import pytest

from tests.slicer.wire import prusa_form

from .conftest import Target
from .profile import examples
from .requests import Asked, requests

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

CODED = (
    b"Content-Type: text/plain; charset=nonsense",
    b"Content-Encoding: gzip",
    b"Content-Encoding: nonsense",
    b"Content-Type: application/octet-stream",
)
KEY = "the key of the slicer"


@examples(150)
@given(asked=requests(KEY), there=st.booleans())
async def test_requests(target: Target, asked: Asked, there: bool) -> None:
    """Each is answered in the path's own shape; none is more than a refusal."""
    await target.begin()
    if there:
        await target.wire.upload(prusa_form("fuzz.gcode"))
    data = asked.data.replace(KEY.encode(), target.wire.key.encode())
    answer = await target.send(data)
    event(f"{asked.method} {answer.status if answer else 'none'}")
    await target.settle()
    target.assert_no_fault_logged()
    assert answer is not None
    target.assert_fair(asked.path, answer)


@pytest.mark.parametrize("header", CODED)
async def test_coded_field(target: Target, header: bytes) -> None:
    """A call's arguments may come as a form, but in no charset or coding of its own."""
    path = "/server/files/directory"
    disposition = b'Content-Disposition: form-data; name="path"'
    lines = (b"--x", disposition, header, b"", b"gcodes/a\xff", b"--x--", b"")
    kind = "multipart/form-data; boundary=x"
    body = b"\r\n".join(lines)
    answer = await target.wire.ask("POST", path, body, Content_Type=kind)
    assert answer.status == 400
    target.assert_fair(path, answer)


@pytest.mark.parametrize("code", ["%00", "%1b", "%7f", "%c2%85"])
async def test_controls_in_refusal(target: Target, code: str) -> None:
    """A refusal that repeats what was asked for stays a line that can be sent."""
    path = "/server/database/item"
    answer = await target.wire.ask("GET", f"{path}?namespace=a{code}b")
    assert answer.status == 404
    target.assert_fair(path, answer)
