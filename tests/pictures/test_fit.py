"""Every form in every stage size with the longest words the content may hold: nothing overflows, nothing shrinks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSize

from facilitator.i18n import set_language
from facilitator.session.exercises import IDEAS_IN_A_COLUMN, TEXT_LIMIT
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.items import Words
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block, fit
from facilitator.ui.theme import NAMES, load
from tests.pictures import samples

SIZES = [QSize(1280, 720), QSize(1920, 1080), QSize(1024, 768), QSize(1920, 1200), QSize(3840, 2160)]
HD = QSize(1920, 1080)
SLACK = 1.0
"""Letters may lean out of their line by a logical pixel."""


def name_of(size: QSize) -> str:
    return f"{size.width()}x{size.height()}"


def outside(page: Page, within: QRectF) -> list[str]:
    return [words.block.text for words in page.words if not within.contains(words.rect)]


@pytest.mark.parametrize("size", SIZES, ids=name_of)
def test_the_longest_words_fit_on_every_form(size: QSize) -> None:
    for name, slide in samples.every().items():
        page = paint.page_of(slide, size)
        assert not page.over, name
        small = [(w.role, w.block.px) for w in page.words if w.block.px < page.theme.stage[w.role].min]
        assert not small, name


@pytest.mark.parametrize("size", SIZES, ids=name_of)
def test_all_text_stays_within_the_margins(size: QSize) -> None:
    for name, slide in samples.every().items():
        page = paint.page_of(slide, size)
        within = page.inner.adjusted(-SLACK, -page.u - SLACK, SLACK, SLACK)
        assert not outside(page, within.adjusted(-page.u / 2, 0, 0, 0)), name


@pytest.mark.parametrize("size", SIZES, ids=name_of)
def test_no_two_texts_lie_on_each_other(size: QSize) -> None:
    for name, slide in samples.every().items():
        words = paint.page_of(slide, size).words
        for place, one in enumerate(words):
            for other in words[place + 1 :]:
                common = inked(one).intersected(inked(other))
                assert common.isEmpty(), (name, one.block.text, other.block.text)


def inked(words: Words) -> QRectF:
    """What the letters cover: the block without the air above its first line and below its last."""
    air = (words.block.height / len(words.block.lines) - words.block.px) / 2
    return words.rect.adjusted(SLACK, max(0, air) + SLACK, -SLACK, -max(0, air) - SLACK)


@pytest.mark.parametrize("size", SIZES, ids=name_of)
def test_nothing_of_a_step_lies_under_the_clock(size: QSize) -> None:
    clock = QRectF(paint.clock_rect(size))
    scale = paint.scale_of(size)
    for name, slide in samples.every().items():
        if slide.frame is None:
            continue
        for words in paint.page_of(slide, size).words:
            rect = words.rect
            placed = QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)
            assert not placed.intersects(clock), (name, words.block.text)


def test_text_to_be_read_from_the_back_row_is_at_least_56_pixels() -> None:
    for name, slide in samples.every().items():
        for words in paint.page_of(slide, HD).words:
            if words.role in ("body", "point"):
                assert words.block.px >= 56, (name, words.block.text)
            elif words.role in ("headline", "title"):
                assert words.block.px >= 70, (name, words.block.text)
            else:
                assert words.block.px >= 30, (name, words.block.text)


def test_too_long_a_text_is_set_smaller_and_says_so() -> None:
    face = load("light").stage["body"]
    block = fit(samples.words(3000), 1600, 600, face)
    assert block.over
    assert block.px < face.min
    assert block.width <= 1600
    assert block.height <= 600


def test_a_word_wider_than_the_line_is_set_smaller_and_says_so() -> None:
    face = load("light").stage["headline"]
    block = fit("Ö" * 60, 900, 600, face)
    assert block.over
    assert block.width <= 900


def test_bold_is_marked_by_two_stars_which_are_not_shown() -> None:
    face = load("light").stage["body"]
    plain, bold = fit("Det är inte okej", 1600, 600, face), fit("Det är **inte okej**", 1600, 600, face)
    assert bold.text == plain.text
    assert bold.width > plain.width


def test_a_line_does_not_end_with_one_lonely_word() -> None:
    def width(block: Block) -> int:
        return min(len(line) for line in block.lines)

    block = fit(
        "Vad får en kille vara, och vad händer utanför boxen?", 1600, 400, load("light").stage["title"]
    )
    assert len(block.lines) == 2
    assert width(block) > 18


@pytest.mark.parametrize("language", ["sv", "en", "pseudo"])
def test_interface_words_fit_in_every_language(language: str) -> None:
    set_language(language)
    for name, slide in samples.every().items():
        if language != "pseudo" or name in samples.others():
            assert not paint.page_of(slide, HD).over, name


@pytest.mark.parametrize("theme", NAMES)
def test_every_form_draws_in_every_set_of_colours(theme: str) -> None:
    look = load(theme)
    for slide in samples.every().values():
        assert not paint.render(slide, QSize(640, 360), look).isNull()


def test_the_accent_follows_the_programme() -> None:
    slide = compose.still(samples.script("taget"), 0, 0)
    assert slide.frame is not None
    blue = replace(slide, frame=replace(slide.frame, accent="mvp"))
    assert paint.render(slide, QSize(640, 360)) != paint.render(blue, QSize(640, 360))


def test_odd_shapes_still_hold_everything() -> None:
    for size in (QSize(800, 600), QSize(2560, 1080), QSize(1080, 1920), QSize(1366, 768), QSize(1, 1)):
        for name, slide in samples.every().items():
            page = paint.page_of(slide, size)
            assert not page.over, (name, name_of(size))


def test_a_station_stands_for_every_step() -> None:
    for accent in ("mvp", "taget", "staff"):
        frame = replace(samples.frame(), accent=accent, stations=1, here=0)
        slide = s.Freeze(frame=frame, heading="Frys", text="Stanna.")
        assert not paint.render(slide, HD).isNull()


def test_that_the_boards_question_can_be_read_however_long_the_ideas_are() -> None:
    ideas = ("Mötas och våga säga ifrån tillsammans med en kompis i korrid",) * IDEAS_IN_A_COLUMN
    assert len(ideas[0]) == TEXT_LIMIT
    columns = tuple(s.Column(name, "heart", "Innan", ideas) for name in ("before", "during", "after"))
    slide = s.Board(frame=samples.frame(), question="Vad kan den som ser göra?", columns=columns)
    page = paint.page_of(slide, HD)
    (title,) = (words for words in page.words if words.role == "title")
    assert not title.block.over
    assert max(words.rect.bottom() for words in page.words if words.role == "card") < page.body.bottom()


@pytest.mark.parametrize("form", [s.Corners, s.Board, s.OwnScenario])
def test_words_on_cards_are_larger_where_the_canvas_is_higher(form: type[s.Slide]) -> None:
    corners = tuple(
        s.Corner(letter, text) for letter, text in zip("ABCD", ("Ja", "Nej", "Lite", "Eget"), strict=True)
    )
    column = s.Column("before", "heart", "Innan", ("Hälsa",))
    part = s.Cluster("Var?", ("Hemma",))
    slides: dict[type[s.Slide], s.Slide] = {
        s.Corners: s.Corners(frame=samples.frame(), statement="Är det lätt?", corners=corners, shown=True),
        s.Board: s.Board(frame=samples.frame(), question="Vad kan man göra?", columns=(column,)),
        s.OwnScenario: s.OwnScenario(frame=samples.frame(), heading="Vårt", parts=(part, part)),
    }

    def sizes(size: QSize) -> set[int]:
        return {words.block.px for words in paint.page_of(slides[form], size).words if words.role == "card"}

    wide, high = sizes(HD), sizes(QSize(1024, 768))
    assert len(wide) == len(high) == 1
    assert min(high) == round(min(wide) * 4 / 3)
