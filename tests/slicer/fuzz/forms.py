"""Multipart forms by their grammar, with everything in them that can be odd."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.slicer.wire import BOUNDARY, FILE, file_part, text_part

from .faults import CUTS, Cuts, damaged, pieces

TOKENS = (
    *(b"\r\n", b"\n", b"--", b"\x00", b'"', b"\\", b";", b"; filename=", b"%22"),
    *(f"--{BOUNDARY}".encode(), f"--{BOUNDARY}--\r\n".encode(), b"=" * 300),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Content-Length: 99999\r\n"),
    *(b"Content-Type: multipart/mixed; boundary=x\r\n", b"\xff\xfe", b"../../"),
)
NAMES = (
    *("file", "file", "file", "print", "path", "root", "select", "checksum", ""),
    *("plateindex", "foldername", "userdata", "noOverwrite", "_charset_", "print"),
)
FILENAMES = (
    *("a.gcode", "a/b.gcode", "größe.gcode", 'q"uo"te.gcode', "x.gcode.3mf", "x.txt"),
    *("../x.gcode", "C:\\x.gcode", "", ".gcode", "a\x00.gcode", "a\u202e.gcode"),
    *("\ud800.gcode", "é" * 300 + ".gcode", "/" * 50 + "x.gcode", "a;b;c.gcode"),
)
VALUES = (
    *("true", "false", "1", "yes", "a/b", "..", "gcodes", "utf-8", "x" * 40, "-7"),
    *("99999999999999999999", '{"a":', "[" * 9000, '{"x":1}', "é", "\ud800"),
)
BOUNDARIES = (*(BOUNDARY, "x") * 5, "-", "a" * 70, "a" * 71, "a b", "ü")
ODD_HEADERS = (
    *(b"Content-Type: text/plain; charset=nonsense", b"Content-Type: \xff"),
    *(b"Content-Type: multipart/mixed; boundary=y", b"Content-Type: multipart/mixed"),
    *(b"Content-Type: multipart/form-data; boundary=" + b"z" * 71, b"Content-Type: a"),
    *(b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: BINARY"),
    *(b"Content-Transfer-Encoding: quoted-printable", b"Content-Encoding: gzip"),
    *(b"Content-Encoding: deflate", b"Content-Encoding: nonsense"),
    *(b"Content-Length: 0", b"Content-Length: -5", b"Content-Length: 5"),
    *(b"Content-Length: 99999999999", b"Content-Length: x", b"Content-Length: "),
    *(b"Content-Disposition: form-data", b"Content-Disposition: form-data; name=file"),
    *(b"Content-Disposition: attachment; filename*=utf-8''%ff%00.gcode", b"no colon"),
    *(
        b"Content-Disposition: ; ; filename",
        b": empty",
        b" folded",
        b"X: " + b"y" * 9000,
    ),
)
CONTENT_TYPES = (
    *("multipart/form-data; boundary={}",) * 12,
    *('multipart/form-data; boundary="{}"', "Multipart/Form-Data; Boundary={}"),
    *("multipart/form-data; charset=nonsense; boundary={}", "multipart/form-data"),
    *("multipart/form-data; boundary=", "multipart/form-data; boundary=other"),
    *("multipart/mixed; boundary={}", "text/plain", "multipart/form-data;;;{}"),
)
CLOSINGS = (
    *(b"--%b--\r\n",) * 10,
    *(b"--%b--\r\n", b"--%b--", b"--%b--\r\nepilogue", b"--%b\r\n"),
    *(b"", b"--%b--\r\n--%b--\r\n", b"--%b-", b"\r\n--%b--\r\n", b"--%b--  \r\n"),
)
EXTENSIONS = ("", ";x", ";x=y", ';x="\\""', ";" * 50)
# aiohttp tells nobody of some of these: the upload then waits for more.
ODD_CHUNKS = (
    b"1 \r\na\r\n",
    b"1\t;a\r\na\r\n",
    b"-1\r\n\r\n",
    b"fffffffffffffffff\r\n",
    b"g\r\n",
    b"\r\n",
    b"0x1\r\na\r\n",
)


@dataclass(frozen=True)
class Sent:
    """A body as it goes over the wire, and the headers that go with it."""

    content_type: str
    headers: dict[str, str]
    body: bytes
    cuts: Cuts
    exact: bool

    def packets(self, head: bytes) -> list[bytes]:
        """Return the request, cut into what is sent at once."""
        return pieces(head + self.body, self.cuts)


def raw(text: str) -> bytes:
    """Return text as bytes, lone surrogates too."""
    return text.encode(errors="surrogatepass")


def quoted(draw: st.DrawFn, usual: tuple[str, ...]) -> bytes:
    """Draw a name: mostly one of the usual ones."""
    return raw(draw(st.sampled_from(usual) | st.text(max_size=12)))


@st.composite
def odd_part(draw: st.DrawFn, boundary: bytes) -> bytes:
    """Draw a part with any headers and any content."""
    headers = draw(st.lists(st.sampled_from(ODD_HEADERS), max_size=3))
    disposition = b'Content-Disposition: form-data; name="%b"' % quoted(draw, NAMES)
    if draw(st.booleans()):
        disposition += b'; filename="%b"' % quoted(draw, FILENAMES)
    if draw(st.integers(0, 5)):
        headers.insert(draw(st.integers(0, len(headers))), disposition)
    content = draw(
        st.sampled_from((FILE, b"", b"\r\n--" + boundary[:-1], b"G1 X1\n" * 9000))
        | st.binary(max_size=60)
        | st.sampled_from(VALUES).map(raw)
    )
    end = draw(st.sampled_from((b"\r\n", b"\r\n", b"\r\n", b"\n", b"")))
    lines = b"".join(header + b"\r\n" for header in headers)
    return b"--%b\r\n%b\r\n%b" % (boundary, lines, content) + end


@st.composite
def form(draw: st.DrawFn, boundary: str) -> bytes:
    """Draw a form: fields and files in any order, good ones and odd ones."""
    mark = raw(boundary)
    good = st.builds(
        lambda name, value: text_part(name, value, boundary),
        st.sampled_from(("print", "path", "select", "plateindex")),
        st.sampled_from(("true", "false", "a/b", "3")),
    )
    file = st.builds(
        lambda name, content: file_part(raw(name), content, boundary),
        st.sampled_from(FILENAMES),
        st.sampled_from((FILE, FILE, b"", b"G1 X1\n" * 500)),
    )
    parts = draw(st.lists(st.one_of(good, good, odd_part(mark)), max_size=4))
    if draw(st.integers(0, 7)):
        parts.insert(draw(st.integers(0, len(parts))), draw(file))
    times = draw(st.sampled_from((1, 1, 1, 1, 1, 1, 20, 70)))
    first = draw(st.sampled_from((b"", b"", b"", b"\r\n", b"preamble\r\n")))
    closing = draw(st.sampled_from(CLOSINGS)).replace(b"%b", mark)
    return first + b"".join(parts[:-1] * times + parts[-1:]) + closing


@st.composite
def chunked(draw: st.DrawFn, body: bytes) -> tuple[bytes, bool]:
    """Draw the coding of a body in chunks, and tell whether it comes to an end."""
    coded = b""
    for piece in pieces(body, draw(CUTS)):
        size = draw(st.sampled_from(("{:x}", "{:X}", "{:08x}"))).format(len(piece))
        extension = draw(st.sampled_from(EXTENSIONS))
        coded += f"{size}{extension}\r\n".encode() + piece + b"\r\n" if piece else b""
    end = draw(st.sampled_from((b"0\r\n\r\n",) * 5 + (b"0\r\nX: y\r\n\r\n", b"")))
    if not draw(st.integers(0, 7)):
        return coded + draw(st.sampled_from(ODD_CHUNKS)) + end, False
    return coded + end, bool(end)


@st.composite
def uploads(draw: st.DrawFn) -> Sent:
    """Draw an upload as a whole."""
    boundary = draw(st.sampled_from(BOUNDARIES))
    body = draw(damaged(form(boundary), TOKENS))
    content_type = draw(st.sampled_from(CONTENT_TYPES)).format(boundary)
    cuts = draw(CUTS)
    kind = draw(st.sampled_from(("exact", "exact", "exact", "chunked", "odd")))
    if kind == "chunked":
        body, ends = draw(chunked(body))
        headers = {"Transfer-Encoding": "chunked"}
        return Sent(content_type, headers, body, cuts, ends)
    length = len(body)
    if kind == "odd":
        length = max(0, length + draw(st.integers(-300, 300) | st.just(10**12)))
    headers = {"Content-Length": str(length)}
    return Sent(content_type, headers, body, cuts, length <= len(body))
