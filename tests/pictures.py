"""Pictures that show which way up they are."""

import io

from PIL import Image


def draw(kind: str = "JPEG") -> bytes:
    """Return a wide picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (64, 32), "blue")
    picture.paste("red", (0, 0, 32, 32))
    data = io.BytesIO()
    picture.save(data, format=kind)
    return data.getvalue()


def corners(content: bytes) -> tuple[tuple[int, int], str, str]:
    """Return the size, and the colours at the top left and bottom right."""
    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGB")

    def colour(x: int, y: int) -> str:
        red, _, blue = picture.getpixel((x, y))  # type: ignore[misc] # RGB has three
        return "red" if red > blue else "blue"

    end = (picture.width - 2, picture.height - 2)
    return picture.size, colour(1, 1), colour(*end)
