"""What slicers send: uploads in the way of Moonraker's and of OctoPrint's."""

import json
from pathlib import Path
import secrets
from typing import Any
import urllib.error
import urllib.request

PATHS = {"moonraker": "/server/files/upload", "octoprint": "/api/files/local"}


def upload(
    url: str,
    key: str,
    file: Path,
    *,
    start: bool = False,
    protocol: str = "moonraker",
    name: str = "",
) -> tuple[int, Any]:
    """Upload a file as a slicer does; return status and answer."""
    boundary = secrets.token_hex(16)
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="print"\r\n\r\n'
        f"{str(start).lower()}\r\n--{boundary}\r\nContent-Disposition: form-data; "
        f'name="file"; filename="{name or file.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    data = head.encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(
        url + PATHS[protocol],
        data=data,
        headers={
            "X-Api-Key": key,
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        },
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.status, json.loads(response.read() or b"null")
    except urllib.error.HTTPError as err:
        return err.code, err.read().decode(errors="replace")
