"""Hot chair, line, answers, sorting and the pyramid's forms: what they show, what they wait with, what can be touched."""

import pytest
from PySide6.QtCore import QSize

from facilitator.content import model as m
from facilitator.i18n import set_language
from facilitator.session import work as w
from facilitator.ui.stage import paint
from facilitator.ui.stage import slide as s
from facilitator.ui.stage.composing import sort, stand
from facilitator.ui.stage.exercises import FORM_LETTERS, mark, pyramid
from facilitator.ui.stage.items import Shape
from facilitator.ui.theme import NAMES, Name, contrast, load
from tests.pictures import samples

HD = QSize(1920, 1080)
ITEMS = tuple(
    m.SortItem(id=f"kort-{n}", text=f"Kort {n}", answer=2, fact=f"Fakta {n}.", source=f"Källa {n}, 2026")
    for n in range(1, 13)
)
SORTING = m.Sorting(question="Var?", places=("Sant", "Falskt"), items=ITEMS, ending="Vad förvånade?")


def drawn(slide: s.Slide) -> list[str]:
    return [words.block.text for words in paint.page_of(slide, HD).words]


def sorting(work: w.Sorted, revealed: int = 0, stage: m.Sorting = SORTING) -> s.Sorting:
    return sort.sorting(samples.SESSION, stage, work, revealed, samples.frame())


def spectrum(work: w.Counts, revealed: int, *, countable: bool = True) -> s.Spectrum:
    stage = m.Spectrum(statement="Hur lätt?", ends=("Svårt", "Lätt"), middle="Beror på", countable=countable)
    return stand.spectrum(samples.SESSION, stage, work, revealed, samples.frame())


def answers(work: w.Counts, revealed: int, *, countable: bool = True) -> s.Answers:
    stage = m.Answers(statement="Får man?", answers=("Ja", "Nej", "Kanske"), countable=countable)
    return stand.answers(samples.SESSION, stage, work, revealed, samples.frame())


def test_the_hot_chair_shows_one_statement_at_a_time_and_how_many_remain() -> None:
    stage = m.HotSeat(warm_up="Gröt är gott.", statements=("Ett.", "Två.", "Tre."))
    texts = (stage.warm_up, *stage.statements)
    for tap, left in enumerate(("3 kvar", "2 kvar", "1 kvar", "Det sista")):
        slide = stand.hot_seat(samples.SESSION, stage, None, tap, samples.frame())
        assert [text for text in drawn(slide) if text in texts] == [texts[tap]]
        assert left in drawn(slide)
        assert left in slide.words()


def test_a_statement_is_as_large_as_the_longest_so_that_the_size_never_jumps() -> None:
    stage = m.HotSeat(warm_up="Kort.", statements=(samples.words(90), "Mellan stora."))
    sizes = set[int]()
    for tap in range(3):
        slide = stand.hot_seat(samples.SESSION, stage, None, tap, samples.frame())
        sizes |= {word.block.px for word in paint.page_of(slide, HD).words if word.role == "headline"}
    assert len(sizes) == 1
    assert min(sizes) >= 70


@pytest.mark.parametrize("make", [spectrum, answers])
def test_places_wait_for_the_first_tap_and_counts_for_the_leader(make: object) -> None:
    assert callable(make)
    hidden, shown = w.Counts((12, 2, None)), w.Counts((12, 2, None), shown=True)
    for slide in (make(shown, 0), make(hidden, 1), make(shown, 1, countable=False)):
        assert not {"12", "2", "–"} & set(drawn(slide))
    names = {"Svårt", "Beror på", "Lätt", "Ja", "Nej", "Kanske"}
    assert not names & set(drawn(make(hidden, 0)))
    assert len(names & set(drawn(make(hidden, 1)))) == 3
    assert {"12", "–"} <= set(drawn(make(shown, 1)))
    assert "2" not in drawn(make(shown, 1))


@pytest.mark.parametrize("theme", NAMES)
def test_the_line_between_its_two_ends_is_seen_from_the_back_row(theme: Name) -> None:
    look, slide = load(theme), spectrum(w.Counts((None, None, None)), 1)
    left, middle = (
        words for words in paint.page_of(slide, HD).words if words.block.text in ("Svårt", "Beror på")
    )
    between = round((left.at.x() + left.block.width + middle.at.x()) / 2)
    image = paint.render(slide, HD, look)
    above = [image.pixelColor(between, y) for y in range(round(left.at.y()) - 120, round(left.at.y()))]
    assert max(contrast(colour, look.colour("paper")) for colour in above) >= 3


def test_answers_are_told_apart_without_colour() -> None:
    page = paint.page_of(answers(w.Counts((None,) * 3), 0), HD)
    signs = [item for item in page.items if isinstance(item, Shape) and item.fill.startswith("corner-")]
    assert len({sign.path.elementCount() for sign in signs}) == len(signs) == 3


def test_the_card_in_hand_waits_above_and_lies_where_it_was_put() -> None:
    slide = sorting(w.Sorted({"kort-1": 2}))
    assert slide.hand == s.Item("kort-2", "Kort 2")
    assert [[i.text for i in heap.items] for heap in slide.heaps] == [[], ["Kort 1"]]
    assert "2. Falskt: Kort 1" in slide.words()
    ended = sorting(w.Sorted({"kort-1": 2}), revealed=1)
    assert ended.hand is None
    assert "Vad förvånade?" in drawn(ended)


def test_what_is_right_shows_only_with_the_fact_and_its_source() -> None:
    told = sorting(w.Sorted({"kort-1": 1}, told="kort-1"))
    assert {"Falskt", "Kort 1", "Fakta 1.", "Källa 1, 2026"} <= set(drawn(told))
    assert "Kort 2" not in drawn(told)
    assert not {"Fakta 1.", "Källa 1, 2026"} & set(
        drawn(sorting(w.Sorted({"kort-1": 1}, explained=("kort-1",))))
    )


def test_a_card_that_the_lesson_does_not_have_is_not_drawn() -> None:
    slide = sorting(w.Sorted({"borta": 1, "kort-1": 1}, told="borta"))
    assert slide.why is None
    assert [i.id for i in slide.heaps[0].items] == ["kort-1"]


def test_places_and_cards_can_be_touched_and_a_fact_is_put_away_by_a_touch() -> None:
    hits = paint.hits(sorting(w.Sorted({"kort-1": 2})), HD)
    assert [h.value for h in hits if h.kind == "place"] == ["1", "2"]
    assert {h.value for h in hits if h.kind == "item"} == {"kort-1", "kort-2"}
    lying = next(h for h in hits if h.value == "kort-1")
    assert paint.hit(sorting(w.Sorted({"kort-1": 2})), HD, lying.rect.center()) == lying
    told = paint.hits(sorting(w.Sorted({"kort-1": 2}, told="kort-1")), HD)
    assert [(h.kind, h.value) for h in told] == [("item", "")]


@pytest.mark.parametrize("shape", ["columns", "stairs"])
def test_where_not_all_cards_find_room_the_newest_show_and_the_others_are_counted(shape: str) -> None:
    items = tuple(m.SortItem(id=f"kort-{n}", text=f"{n} {samples.words(56)}") for n in range(12))
    stage = m.Sorting(question="Var?", places=("A", "B", "C"), items=items, shape=shape)  # type: ignore[arg-type]
    texts = drawn(sorting(w.Sorted(dict.fromkeys((i.id for i in items), 3)), 0, stage))
    lying = [item.text for item in items if item.text in texts]
    hidden = next(text for text in texts if text.startswith("+"))
    assert len(lying) + int(hidden) == 12
    assert lying == [item.text for item in items[-len(lying) :]]


def test_the_steps_of_the_stairs_rise() -> None:
    stage = m.Sorting(question="Var?", places=("A", "B", "C"), items=ITEMS[:3], shape="stairs")
    page = paint.page_of(sorting(w.Sorted({"kort-1": 1, "kort-2": 2, "kort-3": 3}), 0, stage), HD)
    tops = [
        word.rect.top() for name in ("1. A", "2. B", "3. C") for word in page.words if word.block.text == name
    ]
    assert tops == sorted(tops, reverse=True)
    cards = [
        word.rect.bottom()
        for text in ("Kort 1", "Kort 2", "Kort 3")
        for word in page.words
        if word.block.text == text
    ]
    assert all(card < top for card, top in zip(cards, tops, strict=True))


def test_one_form_of_violence_keeps_its_letters_and_the_other_cards_step_back() -> None:
    cards = (
        m.Card(id="a", text="Hota", forms=("latent",)), m.Card(id="b", text="Slå", forms=("physical",)),
        m.Card(id="c", text="Retas"), m.Card(id="d", text="Vänta på", forms=("latent", "physical")),
    )  # fmt: skip
    stage = m.Pyramid(question="Var?", levels=("1", "2", "3", "4", "5"), cards=cards, top=("Grovt våld",))
    placed = {"a": (3,), "b": (4,), "c": (1,)}
    slide = pyramid(stage, w.Pyramid(placed, top=True, form="latent"), cards[3], 0, samples.frame())
    assert isinstance(slide, s.Pyramid)
    dim = {card.text for level in slide.levels for card in level.cards if card.dim}
    assert dim == {"Slå", "Retas", "Grovt våld"}
    assert slide.hand is None
    assert drawn(slide).count("L") == 2, "the form that is chosen, and its card"
    assert "F" not in drawn(slide)
    assert "i luften" in slide.words()
    every = pyramid(stage, w.Pyramid(placed, top=True), cards[3], 0, samples.frame())
    assert isinstance(every, s.Pyramid)
    assert not [card for level in every.levels for card in level.cards if card.dim]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", [HD, QSize(1024, 768), QSize(2560, 1080)])
def test_the_letters_are_explained_beside_the_pyramid_whatever_has_been_placed(
    size: QSize, language: str
) -> None:
    set_language(language)
    cards = tuple(
        m.Card(id=f"kort-{n}", text=f"Kort {n}", forms=(form,))  # type: ignore[arg-type]  # one of the forms
        for n, form in enumerate(FORM_LETTERS)
    )
    stage = m.Pyramid(question="Var?", levels=("1", "2", "3", "4", "5"), cards=cards, top=("Grovt våld",))
    for placed, hand in (({}, cards[0]), ({card.id: (1 + n % 5,) for n, card in enumerate(cards)}, None)):
        page = paint.page_of(pyramid(stage, w.Pyramid(placed), hand, 0, samples.frame()), size)
        named = [
            words for words in page.words if words.role == "small" and words.at.x() < page.size.width() / 4
        ]
        assert {words.block.text for words in named} == {mark(form).name for form in FORM_LETTERS}
        levels = [item for item in page.items if isinstance(item, Shape) and item.fill.startswith("pyramid-")]
        assert len(levels) == 5
        for words in named:
            assert not [level for level in levels if level.path.intersects(words.rect)], words.block.text


def test_no_letters_are_explained_where_no_card_has_any() -> None:
    stage = m.Pyramid(
        question="Var?", levels=("1", "2", "3", "4", "5"), cards=(m.Card(id="a", text="Retas"),), top=()
    )
    slide = pyramid(stage, w.Pyramid({}), stage.cards[0], 0, samples.frame())
    assert isinstance(slide, s.Pyramid)
    assert slide.legend == ()


def test_the_two_ways_to_answer_the_hot_chair_stand_side_by_side() -> None:
    stage = m.HotSeat(warm_up="Gröt är gott.", statements=("Ett.",))
    slide = stand.hot_seat(samples.SESSION, stage, None, 0, samples.frame())
    place = {words.block.text: words.rect for words in paint.page_of(slide, HD).words}
    move, stay = place["Håller du med?"], place["Är du osäker eller tycker annorlunda?"]
    assert move.right() < stay.left()
    assert place["Byt stol."].top() >= move.bottom()
    assert place["Sitt kvar. Man får alltid stå över."].top() >= stay.bottom()
    assert "Håller du med? Byt stol." in slide.words()
