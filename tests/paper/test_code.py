"""The code for a camera: only where there is an address to lead to, beside it in letters, and dark enough to be read."""

import pytest
import segno

from facilitator.content.library import Library
from facilitator.exchange.pages import Pages
from facilitator.exchange.paper.code import address_in, dots_of
from facilitator.exchange.printing import Order, drawn
from tests.paper import reading, structure


@pytest.mark.parametrize(
    ("reach", "address"),
    [
        ("116 111 · bris.se", "bris.se"), ("killar.se (chatt)", "killar.se"), ("1177 · 1177.se", "1177.se"),
        ("radgivning@friends.se", ""), ("112", ""), ("rum 214", ""), ("08-524 499 10", ""), ("kl. 8.30", ""),
        ("fel.se@x.se", ""), ("", ""),
    ],
)  # fmt: skip
def test_that_only_a_web_address_gets_a_code(reach: str, address: str) -> None:
    assert address_in(reach) == address


def test_that_every_address_of_the_support_list_has_a_code_that_says_https(library: Library) -> None:
    found = [address for contact in library.contacts if (address := address_in(contact.reach))]
    assert "bris.se" in found
    for address in found:
        assert dots_of(address) == tuple(
            bytes(row) for row in segno.make_qr(f"https://{address}", error="m").matrix
        )


@pytest.mark.parametrize("kind", ["support-poster", "support-cards"])
def test_that_what_is_drawn_is_the_code_dot_by_dot_with_its_address_in_letters(
    library: Library, kind: str
) -> None:
    content = drawn(library, Order(kind=kind, subject="mvp-03"))  # type: ignore[arg-type]
    assert "bris.se" in reading.pages(content)[0]
    figures = [part for part in structure.opened(content).story.every() if part.tag == "Figure"]
    assert {str(part.entry.Alt) for part in figures} == {"Kod för mobilens kamera, till bris.se"}
    left, low, right, _top = (float(edge) for edge in figures[0].entry.A.BBox)
    assert right - left > 45  # 16 mm: smaller is hard for a camera
    pages, dense = Pages(content), 6.0
    raster = pages.raster(0, 72 * dense)
    high = pages.size(0)[1]
    rows = dots_of("bris.se")
    dot = (right - left) / (len(rows) + 8)
    for down, row in enumerate(rows, 4):
        for across, dark in enumerate(row, 4):
            x, y = left + (across + 0.5) * dot, low + (len(rows) + 8 - down - 0.5) * dot
            at = round((high - y) * dense) * raster.stride + round(x * dense) * 4
            assert (raster.dots[at] < 100) == bool(dark)
    pages.close()
