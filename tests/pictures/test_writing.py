"""Boxes in three layers, and what leaders have written: what shows when, and what never moves."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QSize

from facilitator.content import model as m
from facilitator.session import work as w
from facilitator.ui.stage import paint
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.items import Box
from tests.pictures import samples

HD = QSize(1920, 1080)
BOXES = m.Boxes(
    question="Vad väntar sig andra, och varifrån kommer det?", frames=("Killboxen", "Tjejboxen"),
    outside="Vad kan hända den som kliver utanför boxen?", without="Vad blir möjligt utan boxar?",
)  # fmt: skip
SAID = w.Texts((("tuff", "stark"), ("snäll", "Stark", "hjälpsam"), ("blir retad",), ("blir uttittad",)))


def layer(number: int, said: w.Texts = SAID) -> s.Slide:
    return samples.composed(BOXES, said, number)


def places(slide: s.Slide) -> dict[str, QPointF]:
    return {words.block.text: words.at for words in paint.page_of(slide, HD).words}


def frames(slide: s.Slide) -> list[Box]:
    page = paint.page_of(slide, HD)
    return [item for item in page.items if isinstance(item, Box) and item.line == page.accent]


def test_that_each_layer_asks_its_own_question() -> None:
    asked = (BOXES.question, BOXES.outside, BOXES.without)
    for number in range(3):
        drawn = places(layer(number))
        assert [question in drawn for question in asked] == [n == number for n in range(3)]
        assert [question in layer(number).words() for question in asked] == [n == number for n in range(3)]


def test_that_what_happens_outside_shows_in_its_layer_only_and_below_the_frames() -> None:
    assert "blir retad" not in layer(0).words()
    outside = places(layer(1))
    bottom = max(frame.rect.bottom() for frame in frames(layer(1)))
    for text in ("blir retad", "blir uttittad"):
        assert outside[text].y() >= bottom
    assert "blir retad" not in layer(2).words()
    assert not {"blir retad", "blir uttittad"} & places(layer(2)).keys()


def test_that_the_words_in_the_frames_stay_where_they_are_when_the_next_layer_comes() -> None:
    longer = replace(
        BOXES, outside="Vad kan hända den som kliver utanför boxen, och vem är det som bestämmer det?"
    )
    before, after = (places(samples.composed(longer, SAID, n)) for n in range(2))
    for text in ("Killboxen", "Tjejboxen", "tuff", "stark", "snäll", "hjälpsam"):
        assert before[text] == after[text]


def test_that_the_last_layer_has_words_but_no_frames_and_says_whose_they_were_no_more() -> None:
    assert len(frames(layer(0))) == len(frames(layer(1))) == 2
    assert frames(layer(2)) == []
    assert {"tuff", "snäll", "stark", "hjälpsam"} <= places(layer(2)).keys()
    assert "Killboxen" not in layer(2).words()


def test_that_a_word_from_both_boxes_stands_once_without_them() -> None:
    assert [text.casefold() for text in places(layer(2))].count("stark") == 1


def test_that_the_outside_has_its_room_before_anything_is_written_there() -> None:
    nothing = w.Texts((("tuff",), ("snäll",), (), ()))
    inside, outside = (max(frame.rect.bottom() for frame in frames(layer(n, nothing))) for n in range(2))
    assert inside - outside >= 150


def test_that_empty_boxes_are_drawn_in_every_layer() -> None:
    for number in range(3):
        assert not paint.page_of(layer(number, w.Texts(((),) * 4)), HD).over


def test_that_suggested_places_are_the_leaders_only() -> None:
    stage = m.Places(question="Var?", lists=("Tryggt",), suggestions=("Matsalen", "Bussen"))
    slide = samples.composed(stage, w.Texts((("Bussen",),)))
    assert "Bussen" in slide.words()
    assert "Matsalen" not in slide.words()


def test_that_few_words_are_written_larger_than_many() -> None:
    stage = m.MindMap(centre="Mod", branches=("Se", "Göra", "Säga", "Hämta", "Trösta"))
    few = samples.composed(stage, w.Texts((("hej",), (), (), (), ())))
    many = samples.composed(stage, samples.texts_for(stage))
    sizes = [min(x.block.px for x in paint.page_of(one, HD).words if x.role == "card") for one in (many, few)]
    assert sizes[0] < sizes[1]
