"""Every text of every content file stands on paper as it was written, and hostile text stays text."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from facilitator.content import model
from facilitator.content.checking import words
from facilitator.content.decode import HIDDEN
from facilitator.content.library import Library
from facilitator.content.script import terms_of
from facilitator.exchange import printing
from facilitator.exchange.paper.leaves import Frame, Info, Leaf, pages, told, written
from facilitator.exchange.paper.pieces import Words
from facilitator.exchange.paper.plain import MISSING, plain
from facilitator.session.thread import GroupThread
from tests.paper import reading
from tests.paper.hostile import HOSTILE, hostile, printed, shown
from tests.paper.reading import bare

ROOT = Path(__file__).parents[2]
PROGRAMMES = ("mvp", "taget", "personal", "apt", "visning")
FORMS_ON_PAPER = (
    model.Board,
    model.ScenarioCase,
    model.Corners,
    model.Evaluation,
    model.Diploma,
    model.Pyramid,
)
NO_WORDS = ("form", "language", "icon")
"""Names for the program, which nobody reads."""
INNER = ("”", "’")
"""Within what somebody says, on paper, the marks are the inner ones."""


@pytest.mark.slow
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_that_the_handbook_holds_every_text_of_its_lessons(
    library: Library, books: dict[str, str], programme: str
) -> None:
    found = books[programme].replace(*INNER)
    lessons = [one for one in library.lessons if one.programme == programme]
    written = (each for lesson in lessons for each in words.texts(lesson))
    shown = [text for path, text, _rules in written if path[-1] not in NO_WORDS]
    shown += [text for lesson in lessons for one in library.bank_of(lesson) for text in texts_of(one)]
    assert len(shown) > 100
    assert [text for text in shown if bare(text).replace(*INNER) not in found] == []


def texts_of(scenario: object) -> list[str]:
    """What a scenario says; the cast is for the checks of the bank and names nobody that the situation does not."""
    return [text for path, text, _rules in words.texts(scenario) if path[0] != "cast"]


def test_that_every_term_is_in_a_handbook_and_every_verified_contact_on_a_poster(
    library: Library, books: dict[str, str]
) -> None:
    posters = (printing.Order(kind="support-poster", subject=age) for age in printing.AGES)
    found = "".join([*books.values(), *(reading.body(printing.drawn(library, one)) for one in posters)])
    terms = {key for one in library.lessons for key in terms_of(one)}
    texts = [text for key in terms for text in (library.terms[key].term, library.terms[key].meaning)]
    contacts = [c for c in library.contacts if c.status == "checked"]
    texts += [text for c in contacts for text in (c.name, c.reach, c.audience, c.hours)]
    assert [text for text in texts if bare(text) not in found] == []


def test_that_two_ways_of_reading_agree(library: Library) -> None:
    content = printing.drawn(library, printing.Order(kind="guide", subject="mvp-03"))
    other = "".join(page.extract_text() for page in reading.opened(content).pages)
    assert sorted("".join(reading.pages(content))) == sorted(bare(other))


def test_that_the_typeface_has_every_letter_of_the_content(library: Library) -> None:
    texts = [text for one in library.lessons for _path, text, _rules in words.texts(one)]
    texts += [text for one in library.scenarios.values() for _path, text, _rules in words.texts(one)]
    assert [text for text in texts if MISSING in plain(text)] == []


@pytest.mark.slow
def test_that_the_leaders_note_is_on_no_card(
    library: Library, all_cards: dict[str, tuple[list[Leaf], list[Leaf]]]
) -> None:
    for lesson in library.lessons:
        bank = library.bank_of(lesson)
        for leaves in all_cards[lesson.id]:
            found = bare(told(leaves, Info("prov")).words())
            assert not [one.id for one in bank if bare(one.to_leader)[:40] in found]
            assert [one.id for one in bank if bare(one.situation) not in found] == []


# --- hostile text -----------------------------------------------------------------------------------------


def test_that_two_thousand_hostile_texts_come_back_as_they_were() -> None:
    texts = hostile(2000)
    assert [
        (one, other) for one, other in zip(printed(texts), map(shown, texts), strict=True) if one != other
    ] == []


def test_that_hostile_texts_bring_in_nothing_from_outside() -> None:
    texts = hostile(200)
    pieces = [Words(text, bold=place % 2 == 0) for place, text in enumerate(texts)]
    content = written(pages(pieces, Frame("x", "y")), Info("\n".join(texts)))
    everything = content + b"".join(page.get_contents().get_data() for page in reading.opened(content).pages)  # type: ignore[union-attr]
    assert not re.search(rb"/URI|/XObject\s*<<|/JavaScript|/Launch", everything)


def test_that_hidden_letters_are_left_out_and_missing_ones_are_marked() -> None:
    assert plain("a\u202eb\x00c\u00ad") == "abc"
    assert plain("漢 👩 \ud800") == f"{MISSING} {MISSING} {MISSING}"
    assert plain("e\u0301 a\r\nb") == "é a\nb"
    assert not HIDDEN.search("".join(map(plain, hostile(300))).replace("\n", ""))


@pytest.mark.slow
def test_that_hostile_content_prints_on_every_kind_of_paper(library: Library) -> None:
    lesson = library.lesson("visning-46")
    bad = " ".join(HOSTILE)[:400]
    own = [step for step in lesson.steps if isinstance(step.stage, FORMS_ON_PAPER)]
    steps = tuple(
        replace(step, title=bad, leader=replace(step.leader, do=(bad,), watch=(bad,), if_silent=bad))
        for step in own
    )
    scenarios = {
        key: replace(one, title=bad, situation=bad, thoughts=(bad,) * 3)
        for key, one in library.scenarios.items()
    }
    worse = replace(
        library, lessons=(replace(lesson, title=bad, goals=(bad,), steps=steps),), scenarios=scenarios
    )
    for kind in printing.offered(lesson):
        order = printing.Order(kind=kind, subject=lesson.id, names=(plain(bad),))
        assert printing.drawn(worse, order).startswith(b"%PDF")
    named = printing.Order(kind="diploma", subject=lesson.id, names=(bad,), html=True)
    assert bare(plain("om x<y och")) in _said(printing.drawn(worse, named))
    thread = GroupThread(
        rules=(bad,) * 3, cards=((bad, (), (1, 5)), (bad, (), ())),
        texts=(("a", "boxes", ((bad,),) * 4), ("b", "board", ((bad,),) * 3)),
    )  # fmt: skip
    for kind in printing.OWN:
        order = printing.Order(kind=kind, subject=bad, thread=thread)
        for html in (False, True):
            assert bare(plain(bad))[:40] in _said(printing.drawn(worse, replace(order, html=html)))


def _said(content: bytes) -> str:
    """What a PDF or a web page says."""
    if content.startswith(b"%PDF"):
        return "".join(reading.pages(content))
    return bare(unescape(re.sub(r"<[^>]*>", " ", content.decode())))


def test_that_paragraphs_are_made_in_one_place_only() -> None:
    """Raw text in a paragraph of the library is markup: it vanishes, fails or brings in a file."""
    raw = re.compile(
        r"\bParagraph\(|drawString|drawCentredString|drawRightString|beginText|\bXPreformatted\b"
    )
    sources = sorted((ROOT / "facilitator").rglob("*.py"))
    found = [p.name for p in sources if raw.search(p.read_text("utf-8"))]
    assert found == ["pieces.py"]
