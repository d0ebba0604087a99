"""A lesson in Arabic script on the projector: read, laid out and aligned from the right, with every letter drawn."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from facilitator.content import model as m
from facilitator.content.checking.direction import from_right
from facilitator.content.checking.findings import check_paths
from facilitator.content.library import Library
from facilitator.content.script import Script
from facilitator.i18n import set_language
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block, fit
from facilitator.ui.theme import ARABIC, FAMILIES, load
from tests.pictures import samples

PACK = Path(__file__).parent.parent / "packs" / "arabiska"
ASKED = "ماذا يمكننا أن نفعل؟"
MIXED = "نكتب إلى Kim قبل الساعة 15:30."
HD = QSize(1920, 1080)
SIZES = (HD, QSize(1024, 768), QSize(1280, 720))
SLACK = 1.0


@pytest.fixture(scope="module")
def arabic() -> Script:
    return Library.open(PACK).script("ar-prov")


def every(script: Script) -> Iterator[s.Slide]:
    for index in range(len(script.steps)):
        yield from compose.stills(script, index)


def placed(page: Page, text: str) -> tuple[float, float]:
    """Where a text begins and ends, from the left."""
    (found,) = [words.rect for words in page.words if words.block.text == text]
    return found.left(), found.right()


def prompt_of(step: m.Step) -> m.Prompt:
    assert isinstance(step.stage, m.Prompt)
    return step.stage


def asking(question: str, hint: str) -> s.Slide:
    """The sample lesson with a prompt of these words."""
    script = samples.script()
    place = next(n for n, step in enumerate(script.steps) if isinstance(step.stage, m.Prompt))
    stage = replace(prompt_of(script.steps[place]), question=question, hint=hint)
    step = replace(script.steps[place], stage=stage)
    steps = (*script.steps[:place], step, *script.steps[place + 1 :])
    lesson = replace(script.lesson, title="Prov", label="PROV")
    return compose.still(replace(script, steps=steps, lesson=lesson), place, 0)


def inked(block: Block) -> list[tuple[int, int]]:
    """For each line the first and the last column that holds ink."""
    pitch = round(block.height / len(block.lines))
    picture = QImage(round(block.width) + 100, round(block.height) + 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.TextAntialiasing)
    block.draw(painter, QPointF(50, 0), QColor("black"))
    painter.end()
    found = []
    for top in range(0, pitch * len(block.lines), pitch):
        columns = [
            x
            for x in range(picture.width())
            if any(picture.pixelColor(x, y).lightness() < 128 for y in range(top, top + pitch, 2))
        ]
        found.append((min(columns) - 50, max(columns) - 50))
    return found


def test_that_the_pack_is_in_order_and_that_the_check_tells_how_it_is_printed() -> None:
    found = check_paths([PACK])
    assert found.faults == ()
    told = {warning.problem for warning in found.warnings}
    assert any("PDF" in problem for problem in told)
    assert not any("typsnitt" in problem for problem in told)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_that_every_slide_keeps_its_margins_and_its_sizes(arabic: Script, size: QSize) -> None:
    for slide in every(arabic):
        page = paint.page_of(slide, size)
        assert not page.over, slide.words()
        within = page.inner.adjusted(-SLACK, -page.u - SLACK, page.u / 2 + SLACK, SLACK)
        assert [w.block.text for w in page.words if not within.contains(w.rect)] == []


def test_that_every_letter_is_drawn_with_a_typeface_of_the_program(arabic: Script) -> None:
    families = set()
    for slide in every(arabic):
        for words in paint.page_of(slide, HD).words:
            for run in words.block.layout.glyphRuns():
                assert 0 not in run.glyphIndexes(), words.block.text
                families.add(run.rawFont().familyName())
    assert families == set(FAMILIES)
    assert ARABIC in families


def test_that_texts_begin_at_the_right_margin(arabic: Script) -> None:
    page = paint.page_of(compose.still(arabic, 4, 0), HD)
    for text in (ASKED, "فكّروا في فيلم أو كتاب."):
        assert placed(page, text)[1] == pytest.approx(page.body.right(), abs=SLACK)


def test_that_the_lines_of_a_text_end_at_its_right_edge(arabic: Script) -> None:
    situation = arabic.scenarios["vid-planen"].situation
    block = fit(situation, 900, 900, load("light").stage["point"])
    assert len(block.lines) > 2
    ends = [right for _left, right in inked(block)]
    starts = [left for left, _right in inked(block)]
    assert max(ends) - min(ends) <= block.px / 5
    assert max(starts) - min(starts) > block.px / 2
    assert max(ends) == pytest.approx(block.width, abs=block.px / 5)
    assert min(starts) >= -SLACK


def test_that_a_name_and_a_time_stand_in_the_right_order_within_the_text() -> None:
    line = fit(MIXED, 1700, 300, load("light").stage["title"]).layout.lineAt(0)

    def at(letter: str) -> float:
        x: Any = line.cursorToX(MIXED.index(letter))
        return float(x[0] if isinstance(x, tuple) else x)

    assert at("ت") > at("إ") > at("m") > at("i")
    assert at("i") > at("ق") > at("س") > at("3") > at("5")


def test_that_the_points_hang_from_a_line_at_the_right(arabic: Script) -> None:
    page = paint.page_of(compose.still(arabic, 3, 3), HD)
    begun = [placed(page, text)[1] for text in arabic.steps[3].stage.points]  # type: ignore[union-attr]
    assert max(begun) - min(begun) < SLACK
    assert begun[0] < page.body.right() - 4 * page.u


def test_that_a_prompt_in_arabic_is_turned_in_a_swedish_lesson_too() -> None:
    page = paint.page_of(asking(ASKED, ""), HD)
    assert page.from_right
    assert placed(page, ASKED)[1] == pytest.approx(page.body.right(), abs=SLACK)
    label = min(
        words.rect.left() for words in page.words if words.role == "label" and words.block.text == "PROV"
    )
    assert label < page.size.width() / 4


def test_that_one_arabic_line_in_a_swedish_step_begins_at_the_right() -> None:
    page = paint.page_of(asking("Vad kan vi göra tillsammans i klassen?", ASKED), HD)
    assert not page.from_right
    assert placed(page, ASKED)[1] == pytest.approx(page.body.right(), abs=SLACK)


def test_that_a_swedish_lesson_is_laid_out_as_before() -> None:
    assert not any(paint.page_of(slide, HD).from_right for slide in every(samples.script()))


def test_that_a_step_does_not_turn_as_it_is_revealed(arabic: Script) -> None:
    for index in range(len(arabic.steps)):
        assert {paint.page_of(one, HD).from_right for one in compose.stills(arabic, index)} == {True}


def test_that_left_and_right_of_the_room_stay() -> None:
    place = next(n for n, step in enumerate(samples.script().steps) if isinstance(step.stage, m.Corners))
    slide = compose.still(samples.script(), place, 1)
    assert slide.frame is not None
    turned = replace(slide, frame=replace(slide.frame, from_right=True))
    assert paint.hits(turned, HD) == paint.hits(slide, HD)


def test_that_what_is_touched_is_turned_with_what_is_seen() -> None:
    place = next(n for n, step in enumerate(samples.script().steps) if isinstance(step.stage, m.Board))
    slide = compose.still(samples.script(), place, 0)
    assert slide.frame is not None
    turned = replace(slide, frame=replace(slide.frame, from_right=True))
    there = {hit.value: hit.rect for hit in paint.hits(slide, HD)}
    here = {hit.value: hit.rect for hit in paint.hits(turned, HD)}
    assert there
    assert all(here[key].left() == pytest.approx(HD.width() - there[key].right()) for key in there)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_that_the_programs_own_words_on_the_stage_are_the_same_whatever_the_leader_reads(
    arabic: Script, language: str
) -> None:
    set_language(language)
    shown = compose.still(arabic, 5, 0).words()
    assert "Steg 6 av 8" in shown
    assert "في الملعب" in shown


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        (ASKED, True), (MIXED, True), ("Kim هل أنت بخير؟", True), ("Vad betyder سلام på svenska?", False),
        ("116 111", False), ("", False), ("مه", True), ("שלום", True),
    ],
)  # fmt: skip
def test_that_most_letters_decide(text: str, turned: bool) -> None:
    assert from_right(text) is turned
