"""A camera as the streamers on printers serve it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import threading
import time
from typing import Any

from tests.pictures import draw

BOUNDARY = "streamer"
FRAME_S = 0.05


class CameraServer(ThreadingHTTPServer):
    """Serves an upright camera, and counts who watches its stream."""

    daemon_threads = True

    def __init__(self) -> None:
        """Take any port."""
        super().__init__(("127.0.0.1", 0), _Streamer)
        self.watchers = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """The address, to which `stream` or `snapshot` is to be added."""
        return f"http://127.0.0.1:{self.server_port}/?action="

    def count(self, change: int) -> None:
        """Count one more or one less."""
        with self.lock:
            self.watchers += change


class _Streamer(BaseHTTPRequestHandler):
    """Answers as the streamers on printers do."""

    server: CameraServer

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a snapshot, or with a stream that ends when nobody reads it."""
        picture = draw()
        self.send_response(200)
        if "action=snapshot" in self.path:
            self.send_header("Content-Type", "image/jpeg")
            self.send_header("Content-Length", str(len(picture)))
            self.end_headers()
            self.wfile.write(picture)
            return
        kind = f"multipart/x-mixed-replace; boundary={BOUNDARY}"
        self.send_header("Content-Type", kind)
        self.end_headers()
        head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\n\r\n".encode()
        self.server.count(1)
        try:
            while True:
                self.wfile.write(head + picture + b"\r\n")
                time.sleep(FRAME_S)
        except OSError:
            self.close_connection = True
        finally:
            self.server.count(-1)


@contextmanager
def serve_camera() -> Iterator[CameraServer]:
    """Start a camera."""
    with CameraServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
