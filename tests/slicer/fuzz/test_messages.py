"""JSON-RPC that no slicer sends: an answer in its shape or none, never a fault."""

from typing import Any

from hypothesis import event, given

from .conftest import Target
from .frames import TEXT, connected, frame, framed
from .messages import MESSAGES, assert_answers, well_formed
from .profile import examples
from .values import CLEAN_VALUES, arguments

PATH = "/server/jsonrpc"
END = b'"id":"the end of it"'
LAST = b'{"jsonrpc":"2.0","method":"server.websocket.id",%b}' % END


async def post(target: Target, body: bytes) -> None:
    """Send a message by HTTP and check the answer."""
    await target.begin()
    answer = await target.wire.ask("POST", PATH, body, Content_Type="application/json")
    assert answer.status in {200, 413}, answer
    if answer.status == 200 and answer.body:
        assert_answers(answer.body)
    target.assert_fair(PATH, answer)


async def talk(target: Target, frames: bytes) -> None:
    """Send frames on a new websocket and check what comes back."""
    await target.begin()
    async with connected(target.wire) as client:
        client.writer.write(frames + frame(TEXT, LAST))
        count = 0
        async for text in client.answers(END):
            assert_answers(text)
            count += 1
    event(f"{min(count, 2)} answers")
    target.assert_no_fault_logged()


@examples(40)
@given(params=arguments(CLEAN_VALUES))
async def test_every_method(target: Target, params: dict[str, Any]) -> None:
    """Each method takes any parameters, or says what is wrong with them."""
    batch = well_formed(params).encode()
    await post(target, batch)
    await talk(target, frame(TEXT, batch))


@examples(120)
@given(body=MESSAGES)
async def test_by_http(target: Target, body: bytes) -> None:
    """Messages that are odd, broken, or none at all."""
    await post(target, body)


@examples(120)
@given(frames=framed(MESSAGES))
async def test_by_websocket(target: Target, frames: bytes) -> None:
    """The same in frames that are odd themselves; the next client is served."""
    await talk(target, frames)
