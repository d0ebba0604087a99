"""A lesson in Arabic script on paper: the PDF says that it cannot, the web page carries it; so does the reserve."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.content.checking.letters import known, lacking
from facilitator.content.library import Library
from facilitator.exchange.paper.plain import escaped, for_web, plain
from facilitator.exchange.printing import OnlyForWeb, Order, drawn, offered
from facilitator.exchange.reserve import page
from facilitator.exchange.reserve.parts import Passage
from tests.exchange.test_reserve import small

PACK = Path(__file__).parent.parent / "packs" / "arabiska"
ASKED = "ماذا يمكننا أن نفعل؟"


@pytest.fixture(scope="module")
def arabic() -> Library:
    return Library.open(PACK)


def test_that_every_paper_of_the_lesson_is_a_web_page_with_all_its_words(arabic: Library) -> None:
    for kind in offered(arabic.lesson("ar-prov")):
        text = drawn(arabic, Order(kind=kind, subject="ar-prov", people=3, html=True)).decode()
        assert '<html lang="ar" dir="rtl">' in text
        assert "¤" not in text
        assert "(se webbsidan)" not in text
        if kind not in ("concern", "handbook"):
            assert 'dir="rtl">' in text.split("<main>")[1], kind
            assert "unicode-range:U+600-6FF" in text, kind
    guide = drawn(arabic, Order(kind="guide", subject="ar-prov", html=True)).decode()
    assert re.search(rf'<h2[^>]* dir="rtl">{re.escape(ASKED)}</h2>', guide)
    assert re.search(r"<h3[^>]*\"(?! dir)>Mål</h3>", guide)


def test_that_a_pdf_of_the_lesson_is_refused_with_the_way_out(arabic: Library) -> None:
    with pytest.raises(OnlyForWeb, match="webbsida"):
        drawn(arabic, Order(kind="guide", subject="ar-prov"))


def test_that_an_arabic_text_in_a_swedish_pdf_tells_where_it_stands() -> None:
    assert plain(ASKED) == escaped(ASKED) == "(se webbsidan)"
    assert for_web(f"{ASKED} <b>") == f"{ASKED} &lt;b&gt;"
    assert plain("Vad betyder سلام på svenska?") == "Vad betyder ¤¤¤¤ på svenska?"


def test_that_a_swedish_page_holds_no_arabic_typeface(library: Library) -> None:
    text = drawn(library, Order(kind="guide", subject=library.lessons[0].id, html=True)).decode()
    assert "unicode-range" not in text
    assert "rtl" not in text.split("<main>")[1]


def test_that_the_reserve_holds_the_arabic_typeface_only_where_it_is_read() -> None:
    assert b"unicode-range" not in page.page(small())
    told = ((Passage("text", "", ASKED),), ())
    assert b"unicode-range:U+600-6FF" in page.page(replace(small("ar"), told=told))


def test_that_the_letters_the_program_lacks_are_named() -> None:
    assert lacking("Åskådarens tankar: ”Hur mår Kim?” – 5 × 2 €") == ""
    assert lacking(ASKED) == ""
    assert lacking("ሰላም och 🙂 och 🙂") == "ሰላም🙂"
    assert ord("å") in known()
