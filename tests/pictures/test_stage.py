"""What the stage shows and what it never shows; the same bytes every time; lines that never move."""

import dataclasses
from dataclasses import fields, replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from facilitator.content import model as m
from facilitator.session import work as w
from facilitator.session.rules import taps
from facilitator.session.state import Overlay, Session, blank
from facilitator.ui import icons
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.deck import Deck
from facilitator.ui.stage.exercises import FORM_LETTERS, board, corners, pyramid
from facilitator.ui.stage.items import Shape, Words
from facilitator.ui.theme import colour, load, luminance
from tests.pictures import samples

HD = QSize(1920, 1080)
SMALL = QSize(640, 360)


def session(**changes: object) -> Session:
    return replace(blank("prov", samples.script()), **changes)  # type: ignore[arg-type]


def place_of(form: str) -> int:
    return next(n for n, step in enumerate(samples.script().steps) if step.form == form)


# --- what it never shows --------------------------------------------------------------------------------


def test_nothing_that_only_leaders_read_is_ever_shown() -> None:
    for name, slide in samples.every().items():
        assert samples.SECRET not in slide.words(), name
        drawn = [words.block.text for words in paint.page_of(slide, HD).words]
        assert not [text for text in drawn if samples.SECRET in text], name


def test_no_slide_has_a_field_for_leaders() -> None:
    kinds = [kind for kind in vars(s).values() if dataclasses.is_dataclass(kind)]
    assert len(kinds) > 20
    for kind in kinds:
        for field in fields(kind):
            assert not {"leader", "say", "do", "watch", "secret", "notes"} & {field.name}
            assert "Leader" not in str(field.type)


def test_words_are_exactly_what_is_drawn() -> None:
    for name, slide in samples.every().items():
        spoken = slide.words().replace("\N{NO-BREAK SPACE}", " ")
        for words in paint.page_of(slide, HD).words:
            text = words.block.text.replace("\N{NO-BREAK SPACE}", " ")
            said = text in spoken or text.startswith("+") or text in FORM_LETTERS.values()
            assert said, (name, text)


def test_unrevealed_lines_are_neither_spoken_nor_drawn() -> None:
    lesson = samples.script()
    for n, step in enumerate(lesson.steps):
        texts = [getattr(step.stage, name, ()) for name in ("points", "reminders", "rules")]
        for lines in filter(None, texts):
            unique = tuple(f"{place} {line}"[: len(line)] for place, line in enumerate(lines))
            name = next(k for k in ("points", "reminders", "rules") if hasattr(step.stage, k))
            changed = replace(step, stage=replace(step.stage, **{name: unique}))  # type: ignore[arg-type]  # any form
            script = replace(lesson, steps=(*lesson.steps[:n], changed, *lesson.steps[n + 1 :]))
            for tap in range(len(unique) + 1):
                slide = compose.still(script, n, tap)
                drawn = {words.block.text for words in paint.page_of(slide, HD).words}
                assert drawn & set(unique) == set(unique[:tap])
                assert [line in slide.words() for line in unique] == [i < tap for i in range(len(unique))]


def test_lines_that_wait_break_the_railway_of_those_that_are_shown() -> None:
    def filled(*shown: bool) -> int:
        lines = tuple(s.Line(f"Rad {n}", one) for n, one in enumerate(shown))
        page = paint.page_of(s.Points(heading="Rubrik", points=lines), HD)
        tracks = [one for one in page.items if isinstance(one, Shape) and one.line == page.accent]
        return sum(one.path.elementCount() == 2 and one.path.boundingRect().width() == 0 for one in tracks)

    assert [filled(True, True, True), filled(True, False, True), filled(True, True, False, True, True)] == [
        1,
        0,
        2,
    ]


def test_counts_under_three_are_never_told() -> None:
    stage = m.Corners(statement="Det är lätt.", corners=("Ja", "Nej", "Ibland"), open="Eget", countable=True)
    slide = corners(stage, w.Counts((12, 2, 0, None), shown=True), 1, samples.frame())
    assert isinstance(slide, s.Corners)
    assert [corner.count for corner in slide.corners] == ["12", "–", "–", ""]


@pytest.mark.parametrize(("shown", "countable"), [(False, True), (True, False)])
def test_counts_show_only_when_the_leader_shows_them(shown: bool, countable: bool) -> None:
    stage = m.Corners(
        statement="Det är lätt.", corners=("Ja", "Nej", "Ibland"), open="Eget", countable=countable
    )
    slide = corners(stage, w.Counts((12, 5, 4, 3), shown=shown), 1, samples.frame())
    assert not any(character.isdigit() for character in slide.words().split("Ja", 1)[1].split("Steg")[0])


def test_the_top_of_the_pyramid_waits_for_an_adult() -> None:
    stage = samples.first(m.Pyramid)
    for top in (False, True):
        slide = pyramid(stage, w.Pyramid({}, top=top), None, 0, samples.frame())
        assert isinstance(slide, s.Pyramid)
        assert [card.text for card in slide.levels[4].cards] == (list(stage.top) if top else [])


def test_the_boards_suggestions_are_the_leaders_only() -> None:
    stage = m.Board(question="Vad kan man göra?", before=("Hälsa",), during=("Ropa",), after=("Fråga",))
    shown = board(stage, w.Board(during=("Hämta någon",)), samples.frame())
    assert not [text for text in ("Hälsa", "Ropa", "Fråga") if text in shown.words()]
    assert "Hämta någon" in shown.words()


# --- what it shows now ----------------------------------------------------------------------------------


def test_a_cover_comes_before_everything() -> None:
    covered = session(cover="safe", held=(1, 0), overlay=Overlay("support"))
    assert compose.compose(covered) == compose.cover("safe")


def test_a_held_picture_stays_while_the_leader_goes_on() -> None:
    here = place_of("prompt")
    held = session(step=here + 2, held=(here, 1))
    assert compose.compose(held) == compose.compose_step(held, here, 1)


def test_an_overlay_lies_over_the_step() -> None:
    term = samples.script().terms["ord-1"]
    slide = compose.compose(session(overlay=Overlay("term", "ord-1")))
    assert isinstance(slide, s.Terms)
    assert [word.term for word in slide.terms] == [term.term]
    assert isinstance(compose.compose(session(overlay=Overlay("support"))), s.Support)


def test_every_tap_of_every_step_has_a_picture() -> None:
    lesson = samples.script()
    for n, step in enumerate(lesson.steps):
        assert len(compose.stills(lesson, n)) == taps(session(), step) + 1


def test_the_freeze_needs_a_role_play() -> None:
    here = place_of("scenario")
    step = samples.script().steps[here]
    frozen = session(step=here, work={step.id: w.Trail(w.Scene(frozen=True))})
    assert isinstance(compose.compose(frozen), s.Freeze)


def test_young_readers_get_the_easy_meaning() -> None:
    here = place_of("terms")
    for age, name in (("4-6", "easy"), ("7-9", "meaning")):
        script = samples.script(age=age)  # type: ignore[arg-type]  # the two bands above
        slide = compose.still(script, here, 0)
        assert isinstance(slide, s.Terms)
        assert slide.terms[0].meaning == getattr(script.terms["ord-0"], name)


# --- layout that stands still ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    ["look-back", "agreement", "text", "terms", "prompt", "scenario", "corners", "paper-notes", "movement"],
)
def test_revealing_a_line_moves_no_other(form: str) -> None:
    lesson = samples.script()
    for n, step in enumerate(lesson.steps):
        if step.form != form:
            continue
        slides = compose.stills(lesson, n)
        for before, after in pairwise(slides):
            if type(before) is not type(after) or form == "terms":
                continue
            there = places(after)
            for text, spots in places(before).items():
                assert spots <= there.get(text, spots) or "½" in text, (form, text)


def places(slide: s.Slide) -> dict[str, set[tuple[float, float, int]]]:
    found: dict[str, set[tuple[float, float, int]]] = {}
    for words in paint.page_of(slide, HD).words:
        found.setdefault(words.block.text, set()).add((words.at.x(), words.at.y(), words.block.px))
    return found


def test_showing_the_counts_moves_no_answer() -> None:
    stage = samples.first(m.Corners)
    hidden = corners(stage, w.Counts((7, 9, 5, 3)), 1, samples.frame())
    shown = corners(stage, w.Counts((7, 9, 5, 3), shown=True), 1, samples.frame())
    there = places(shown)
    assert all(there[text] == spots for text, spots in places(hidden).items())


# --- bytes and greys ------------------------------------------------------------------------------------


def bytes_of(image: QImage) -> bytes:
    return bytes(image.constBits())


def test_two_drawings_have_the_same_bytes() -> None:
    for name, slide in samples.every().items():
        once = bytes_of(paint.render(slide, SMALL))
        paint._page.cache_clear()
        assert bytes_of(paint.render(slide, SMALL)) == once, name


def test_the_pyramid_reads_in_grey() -> None:
    slide = pyramid(samples.first(m.Pyramid), w.Pyramid({}), None, 0, samples.frame())
    image = paint.render(slide, HD).convertToFormat(QImage.Format.Format_Grayscale8)
    levels = sorted((h for h in paint.hits(slide, HD) if h.kind == "level"), key=lambda h: int(h.value))
    centre = next(p for p in pyramid_numbers(slide))
    greys = [
        image.pixelColor(round(centre.x()) + 24, round(h.rect.bottom()) - 12).lightness() for h in levels
    ]
    assert len(greys) == 5
    assert greys == sorted(greys, reverse=True)
    assert min(high - low for high, low in pairwise(greys)) >= 15


def pyramid_numbers(slide: s.Slide) -> list[QPointF]:
    words: list[Words] = paint.page_of(slide, HD).words
    return [word.rect.center() for word in words if word.block.text == "5"]


# --- touch, clock and deck ------------------------------------------------------------------------------


def test_what_can_be_touched_has_a_meaning() -> None:
    slide = samples.worked()["pyramid-placed"]
    hits = paint.hits(slide, HD)
    assert {hit.value for hit in hits if hit.kind == "level"} == {"1", "2", "3", "4", "5"}
    for hit in hits:
        assert QRectF(0, 0, 1920, 1080).contains(hit.rect)
    card = next(hit for hit in hits if hit.kind == "card")
    assert paint.hit(slide, HD, card.rect.center()) == card
    assert paint.hit(slide, HD, QPointF(2, 2)) is None


def test_corners_and_columns_can_be_touched() -> None:
    worked = samples.worked()
    assert [h.value for h in paint.hits(worked["corners-counted"], HD)] == ["0", "1", "2", "3"]
    assert [h.value for h in paint.hits(worked["board-full"], HD)] == ["before", "during", "after"]


@pytest.mark.parametrize("size", [HD, QSize(1024, 768), QSize(3840, 2160)])
@pytest.mark.parametrize("left", [0, 59, 600, 5999, -5])
def test_the_clock_draws_only_in_its_place(size: QSize, left: int) -> None:
    blank_ = QImage(size, QImage.Format.Format_RGB32)
    blank_.fill(load("light").colour("paper"))
    image = blank_.copy()
    painter = QPainter(image)
    paint.draw_clock(painter, s.Clock(left, 600), size)
    painter.end()
    place = paint.clock_rect(size)
    assert image.copy(place) != blank_.copy(place)
    painter = QPainter(image)
    painter.drawImage(place.topLeft(), blank_, place)
    painter.end()
    assert image == blank_


def test_the_deck_makes_a_picture_in_idle_time_and_then_rests(qtbot: QtBot) -> None:
    deck, first, second = Deck(SMALL, 1.0), compose.cover("safe"), compose.identify()
    deck.prepare(first)
    assert deck.find(first) is None
    qtbot.waitUntil(lambda: deck.find(first) is not None)
    assert not deck.working
    deck.prepare(second)
    deck.prepare(None)
    assert not deck.working
    assert deck.find(first) is not None


def test_the_deck_draws_in_device_pixels(qtbot: QtBot) -> None:
    deck, slide = Deck(SMALL, 2.0), compose.cover("safe")
    made: QPixmap = deck.picture(slide)
    assert made.size() == SMALL * 2
    assert made.deviceIndependentSize().toSize() == SMALL
    assert deck.find(slide) is None
    deck.prepare(slide)
    qtbot.waitUntil(lambda: not deck.working)
    assert deck.picture(slide).toImage() == made.toImage()
    deck.resize(QSize(320, 180), 1.0)
    assert deck.picture(slide).size() == QSize(320, 180)


def test_black_is_black_and_white_is_white() -> None:
    for kind, light in (("black", 0.0), ("white", 1.0)):
        image = paint.render(compose.cover(kind), SMALL)  # type: ignore[arg-type]  # the two plain covers
        for point in (QPoint(0, 0), QPoint(320, 180), QRect(QPoint(0, 0), SMALL).bottomRight()):
            assert luminance(image.pixelColor(point)) == light


def test_every_icon_the_stage_can_name_is_there() -> None:
    for name in {*compose.PRINCIPLES.values(), *compose.PHASES.values(), *compose.KINDS.values()}:
        assert not icons.pixmap(name, colour("mvp"), 24).isNull()
