"""The HTML twin: the same text in the same order as the PDF, one file that asks for nothing and runs nothing."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

import pytest
from typing_extensions import override

from facilitator.content.library import Library
from facilitator.content.model import ScenarioCase
from facilitator.exchange.paper.leaves import Frame, Info, pages, told
from facilitator.exchange.paper.pieces import Piece, Words, bullets
from facilitator.exchange.paper.twin import html
from facilitator.exchange.printing import Order, drawn
from tests.paper import structure
from tests.paper.hostile import HOSTILE, hostile
from tests.paper.reading import bare
from tests.paper.structure import Part

VOID: Final = ("meta", "img", "br")
KNOWN: Final = {
    *("html head meta title style body header main nav section div p h1 h2 h3 h4 ul ol li dl dt dd").split(),
    *("table thead tbody tr th td figure img a b span br").split(),
}


class Page(HTMLParser):
    """The marks of a file with what they say, and its text as it is read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.marks: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag] = self.texts.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [said for name, said in self.marks if name == tag]


@pytest.fixture(scope="module")
def twins(every_kind: dict[Order, bytes], library: Library) -> dict[Order, str]:
    return {order: drawn(library, replace(order, html=True)).decode() for order in every_kind}


def test_that_the_twin_says_what_the_pdf_says_in_the_same_order(
    twins: dict[Order, str], every_kind: dict[Order, bytes]
) -> None:
    for order, text in twins.items():
        if order.kind in ("pack", "handbook", "support-cards", "scenario-small"):
            continue  # copies and the pages of the contents are on paper only
        said = shown_in_both(structure.opened(every_kind[order]).story)
        assert bare(Page(text).texts["main"]) == bare(said), order.kind


def shown_in_both(part: Part) -> str:
    """The text of a part without the points and numbers of lists, which a browser makes itself."""
    counted = part.tag == "L" and "/A" in part.entry
    inner = [one for child in part.parts() for one in child.children] if counted else part.children
    told_here = [one for one in inner if not (counted and isinstance(one, Part) and one.tag == "Lbl")]
    return "".join(one if isinstance(one, str) else shown_in_both(one) for one in told_here)


def test_that_it_has_its_language_its_title_and_one_heading_above_all(twins: dict[Order, str]) -> None:
    for order, text in twins.items():
        page = Page(text)
        assert page.all("html") == [{"lang": "sv"}]
        assert page.texts["title"] == page.texts["h1"], order.kind
        assert len(page.all("h1")) == len(page.all("main")) == len(page.all("header")) == 1
        levels = [int(tag[1]) for tag, _said in page.marks if re.fullmatch("h[1-4]", tag)]
        assert all(two <= one + 1 for one, two in pairwise(levels)), order.kind
        assert {tag for tag, _said in page.marks} <= KNOWN


def test_that_it_asks_for_nothing_and_runs_nothing(twins: dict[Order, str]) -> None:
    for text in twins.values():
        page = Page(text)
        policy = next(said["content"] for said in page.all("meta") if "http-equiv" in said)
        style = page.texts["style"]
        assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
        assert policy.startswith("default-src 'none'; ")
        addresses = [said["href"] for said in page.all("a")] + [said["src"] for said in page.all("img")]
        addresses += re.findall(r"url\((.*?)\)", style)
        assert all(one.startswith(("#", "data:image/png;", "data:font/ttf;")) for one in addresses)
        said = {name for _tag, given in page.marks for name in given}
        assert said <= {"lang", "charset", "http-equiv", "content", "name", "class", "id", "scope", "aria-label",
                        "href", "src", "alt", "start"}  # fmt: skip


def test_that_links_lead_somewhere_and_tables_name_their_cells(twins: dict[Order, str]) -> None:
    seen = set[str]()
    for text in twins.values():
        page = Page(text)
        names = [said["id"] for _tag, said in page.marks if "id" in said]
        assert len(names) == len(set(names))
        assert {said["href"][1:] for said in page.all("a")} <= set(names)
        seen |= {said["scope"] for said in page.all("th")}
        assert len(page.all("nav")) <= 1
    assert seen == {"col", "row"}


def test_that_pictures_are_inside_with_their_words(library: Library) -> None:
    page = Page(drawn(library, Order(kind="scenario", subject="taget-t3-f3", html=True)).decode())
    shown = {
        step.stage.alt for step in library.lesson("taget-t3-f3").steps if isinstance(step.stage, ScenarioCase)
    }
    assert page.all("img")
    assert {said["alt"] for said in page.all("img")} <= shown
    assert all(said["src"].startswith("data:image/png;base64,iVBOR") for said in page.all("img"))


def test_that_copies_are_told_once(library: Library) -> None:
    few, many = (
        drawn(library, Order(kind="pack", subject="mvp-11", people=people, html=True)) for people in (4, 40)
    )
    assert abs(len(few) - len(many)) < 200
    cards = Page(drawn(library, Order(kind="support-cards", subject="mvp-03", html=True)).decode())
    assert len(cards.all("h2")) == 1


def test_that_hostile_texts_stay_texts() -> None:
    texts = [text for text in hostile(400) if text.strip()]
    pieces: list[Piece] = []
    for place, text in enumerate(texts):
        pieces += [Words(text, "title" if place % 5 == 0 else "body", bold=place % 2 == 0), *bullets([text])]
    info = Info(" ".join(HOSTILE), "<script>", "sv")
    page = Page(html(told(pages(pieces, Frame("x", "y")), info), info))
    assert {tag for tag, _said in page.marks} <= KNOWN
    assert not any(said.get("href", "#")[0] != "#" or "src" in said for _tag, said in page.marks)
    assert "<script>" in page.texts["header"]
    assert bare("<img src='/etc/passwd'/>") in bare(page.texts["main"])


def test_that_the_same_content_gives_the_same_twin(library: Library, twins: dict[Order, str]) -> None:
    order = next(one for one in twins if one.kind == "guide")
    assert drawn(library, replace(order, html=True)).decode() == twins[order]
