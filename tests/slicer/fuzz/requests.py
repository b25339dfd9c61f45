"""Requests to every route of the tables, and to what lies beside them."""

from dataclasses import dataclass
import re
from urllib.parse import quote

from hypothesis import strategies as st

from custom_components.printmux.slicer.views import ROUTES

from .faults import damaged
from .forms import TOKENS as FORM_TOKENS, form, raw
from .messages import TOKENS as JSON_TOKENS
from .values import PLAUSIBLE, RAW, VALUES, Raw, arguments, encode

# The websocket has tests of its own.
PATHS = tuple(dict.fromkeys(row.path for row in ROUTES))
BESIDE = (
    *("/api/nothing", "/server/nothing/{path}", "/printer/", "/plugin/{path}"),
    *("/machine/{path}", "/access/{path}", "/printmux", "/server/files/{path}"),
)
PREFIXES = ("", "", "/", "/printmux", "/printmux/")
# Who sends more to a place that takes no bodies may not get to read the answer.
LONG = 30_000
METHODS = ("GET", "GET", "POST", "POST", "DELETE", "HEAD", "PUT", "OPTIONS", "BREW")
PLACEHOLDER = re.compile(r"\{[^}]+\}")
PLACES = (
    *("fuzz.gcode", "a/fuzz.gcode", "a", "", "..", "a//b", "%2e%2e/x", "%00", "%ff"),
    *("sdcard", "local", "x" * 3000, "%ed%a0%80", "%0d%0aX:%20y", "a%2Fb", "%7f", "*"),
)
QUERIES = (
    *("", "&", "=", "a=%ff", "filename=%00", "%ed%a0%80=1", "path=%ED%A0%80"),
    *("token=x", "apikey=%ff", "exclude=%0a,sd", "recursive=true", "fan", "fan=speed,"),
    *(
        "limit=1&limit=2",
        "a" * 4000,
        "start=1e999",
        "uid=%0d%0a",
        "username=%00&password",
    ),
    *("path=gcodes/%1b", "namespace=%7f&key=%1c", "objects=1", "filename=%85%c2%85"),
)
TYPES = (
    *("application/json", "application/json", "application/json; charset=nonsense"),
    *(
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data",
        "",
        "/",
    ),
    "multipart/form-data; boundary=x",
)
# A bearer that is no UTF-8 is not among them: Home Assistant itself answers it 500.
HEADERS = (
    *(("X-Api-Key", "wrong"), ("X-Api-Key", "\udc80"), ("Authorization", "Bearer x")),
    *(("Host", "a b"), ("Host", "["), ("Host", ":99999"), ("Host", "")),
    *(("Origin", "https://grid.space"), ("Origin", "http://["), ("Origin", "null")),
    *(("Range", "bytes=5-1"), ("Range", "bytes=-0"), ("Range", "x")),
    *(("User-Agent", "OctoPrintPlugin/1"), ("User-Agent", "\udcff")),
    *(("Expect", "100-continue"), ("Expect", "x"), ("X-Forwarded-For", "1.2.3.4")),
    *(("Access-Control-Request-Method", "PUT"), ("If-Range", "x"), ("Cookie", "\x01")),
    *(("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Upgrade", "h2c")),
    *(("Transfer-Encoding", "chunked"), ("If-None-Match", "*"), ("Connection", "x")),
)


@dataclass(frozen=True)
class Asked:
    """A request; `path` is what it is below the prefix."""

    method: str
    path: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> bytes:
        """Return the bytes of the request."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        head = f"{self.method} {self.target} HTTP/1.1\r\n{lines}\r\n"
        return head.encode(errors="surrogateescape") + self.body


@st.composite
def targets(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a path, and the same with prefix and query."""
    template = draw(st.sampled_from(PATHS) | st.sampled_from(PATHS + BESIDE))
    place = draw(st.sampled_from(PLACES) | st.text(max_size=9).map(quote))
    path = PLACEHOLDER.sub(lambda _: place, template)
    pairs = st.tuples(
        st.sampled_from(sorted(PLAUSIBLE)),
        st.text(max_size=9) | st.integers().map(str) | st.sampled_from(PLACES),
    ).map(lambda pair: f"{pair[0]}={quote(pair[1], safe='%')}")
    query = draw(
        st.just("")
        | st.sampled_from(QUERIES)
        | st.lists(pairs, max_size=4).map("&".join)
    )
    prefix = draw(st.sampled_from(PREFIXES))
    return path, f"{prefix}{path}?{query}" if query else f"{prefix}{path}"


@st.composite
def requests(draw: st.DrawFn, key: str) -> Asked:
    """Draw a request; the body may be of another type than its header says."""
    path, target = draw(targets())
    json = (arguments() | VALUES | st.sampled_from(RAW).map(Raw)).map(encode)
    body = draw(
        st.just(b"")
        | damaged(json.map(raw), JSON_TOKENS)
        | damaged(form("x"), FORM_TOKENS).map(lambda data: data[:LONG])
        | st.sampled_from(QUERIES).map(str.encode)
    )
    headers = {"Host": "127.0.0.1", "X-Api-Key": key}
    headers["Content-Type"] = draw(st.sampled_from(TYPES))
    headers |= dict(draw(st.lists(st.sampled_from(HEADERS), max_size=2)))
    if headers.get("Transfer-Encoding"):
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
    else:
        headers["Content-Length"] = str(len(body))
    return Asked(draw(st.sampled_from(METHODS)), path, target, headers, body)
