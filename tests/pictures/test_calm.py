"""Paper, pen, body, story, thanks and groups: what shows when, and that nothing can go wrong on the projector."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from facilitator.content import model as m
from facilitator.session import work as w
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.items import Box, Picture
from tests.pictures import samples

HD = QSize(1920, 1080)


def drawn(slide: s.Slide) -> set[str]:
    return {words.block.text.replace("\N{NO-BREAK SPACE}", " ") for words in paint.page_of(slide, HD).words}


def icons_of(slide: s.Slide) -> set[str]:
    return {item.name for item in paint.page_of(slide, HD).items if isinstance(item, Picture)}


@pytest.mark.parametrize("kind", [m.PaperNotes, m.Movement])
def test_that_instructions_come_one_by_one(kind: type[m.PaperNotes | m.Movement]) -> None:
    how = ("Skriv en sak.", "Vik lappen.", "Lägg den i lådan.")
    stage = kind(heading="Vad är svårt?", how=how)
    for tap in range(len(how) + 1):
        slide = samples.composed(stage, None, tap)
        assert drawn(slide) & set(how) == set(how[:tap])
        assert [line in slide.words() for line in how] == [n < tap for n in range(len(how))]


def test_that_the_questions_of_an_evaluation_are_shown_one_at_a_time() -> None:
    stage = m.Evaluation(
        heading="Vad tyckte du?", questions=("Vad var bra?", "Vad var svårt?"), hint="Inga namn."
    )
    assert {"Vad tyckte du?", "Inga namn."} <= drawn(samples.composed(stage, None, 0))
    for tap, question in enumerate(stage.questions, 1):
        assert drawn(samples.composed(stage, None, tap)) & {stage.heading, *stage.questions} == {question}


def test_that_the_movement_shows_its_icon_where_there_is_room() -> None:
    stage = m.Movement(heading="Vi skakar av oss", how=("Skaka händerna.",), icon="wind")
    assert "wind" in icons_of(samples.composed(stage, None))


def test_that_an_icon_only_a_newer_program_has_gives_a_walker_and_no_crash() -> None:
    stage = m.Movement(heading="Vi skakar av oss", how=("Skaka händerna.",), icon="from-next-year")
    slide = samples.composed(stage, None)
    assert "person-simple-walk" in icons_of(slide)
    assert not paint.render(slide, QSize(640, 360)).isNull()


@pytest.mark.parametrize("heading", ["", "En liten berättelse"])
def test_that_a_story_has_nothing_around_it(heading: str) -> None:
    slide = samples.composed(m.Story(heading=heading), None)
    assert slide.words() == heading
    assert drawn(slide) == ({heading} if heading else set())


@pytest.mark.parametrize(("thing", "said"), [("", False), ("bollen", True)])
def test_that_a_round_says_who_speaks_only_where_something_goes_round(thing: str, said: bool) -> None:
    script = samples.script()
    n = next(n for n, step in enumerate(script.steps) if step.form == "round")
    step = replace(script.steps[n], stage=m.Round(prompt="Ett ord.", thing=thing))
    slide = compose.still(replace(script, steps=(*script.steps[:n], step, *script.steps[n + 1 :])), n, 0)
    assert ("Den som håller bollen pratar." in drawn(slide)) == said
    assert ("hand" in icons_of(slide)) == said


def groups(people: int, size: int, tap: int) -> s.Slide:
    return samples.composed(m.Groups(heading="Till övningen", size=4), w.Sizes(size), tap, people)


def test_that_everyone_sees_what_to_count_to_and_then_where_each_group_is() -> None:
    assert {"Räkna till 6", "2 grupper med 5 och 4 grupper med 4"} <= drawn(groups(26, 4, 0))
    assert not {"1", "6"} & drawn(groups(26, 4, 0))
    assert {"1", "2", "3", "4", "5", "6", "5 personer", "4 personer"} <= drawn(groups(26, 4, 1))
    assert "Räkna till 6" not in drawn(groups(26, 4, 1))


@pytest.mark.parametrize("people", [7, 13, 26])
def test_that_how_many_in_a_group_stands_on_one_line_inside_its_card(people: int) -> None:
    for size in (QSize(1920, 1080), QSize(1024, 768)):
        page = paint.page_of(groups(people, 2, 1), size)
        cards = [item.rect for item in page.items if isinstance(item, Box)]
        told = [words for words in page.words if words.block.text.endswith("personer")]
        assert told
        for words in told:
            assert len(words.block.lines) == 1
            assert any(card.adjusted(0, 0, -8, 0).contains(words.rect) for card in cards)


def test_that_three_groups_stand_in_one_row() -> None:
    page = paint.page_of(groups(26, 8, 1), QSize(1920, 1080))
    assert len({words.at.y() for words in page.words if words.block.text.endswith("personer")}) == 1


def test_that_a_few_stay_together_and_an_unknown_number_is_not_counted() -> None:
    for tap in (0, 1):
        assert "Alla tillsammans" in drawn(groups(3, 4, tap))
        assert "Grupper med ungefär 4" in drawn(groups(0, 4, tap))


def test_that_every_group_has_a_sign_of_its_own() -> None:
    teams = groups(40, 2, 1)
    assert isinstance(teams, s.Groups)
    signs = {(n % 4, team.shape) for n, team in enumerate(teams.teams)}
    assert len(signs) == len(teams.teams) == 20
