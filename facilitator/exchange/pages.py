"""The pages of a PDF as pictures: for looking at them before they are printed, and for the printer.

Drawn by PDFium, which is not made for several threads: everything here is for one thread at a time.
"""

from typing import Any, NamedTuple

POINTS_AN_INCH = 72.0


class Raster(NamedTuple):
    """A picture: its size, how many bytes a line has, and its bytes, four for each dot (blue, green, red, none)."""

    width: int
    height: int
    stride: int
    dots: bytes


class Pages:
    """A PDF that has been opened; `close` it when nobody looks any more."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(content)
        self._sizes = [self._document.get_page_size(place) for place in range(len(self._document))]

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, place: int) -> tuple[float, float]:
        """Width and height of a page, counted from 0, in points."""
        width, height = self._sizes[place]
        return float(width), float(height)

    def raster(self, place: int, dots_an_inch: float) -> Raster:
        """A page as a picture."""
        page = self._document[place]
        bitmap = page.render(scale=dots_an_inch / POINTS_AN_INCH, prefer_bgrx=True)
        made = Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return made

    def text(self, place: int) -> str:
        """What stands on a page, for whoever listens to the preview."""
        page = self._document[place]
        inside = page.get_textpage()
        found = str(inside.get_text_bounded())
        inside.close()
        page.close()
        return found

    def close(self) -> None:
        """Let go of it."""
        self._document.close()
