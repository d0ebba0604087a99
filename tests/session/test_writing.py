"""What leaders write for the group: few words a place; and groups in which nobody is alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.content import model as m
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.exercises import GROUP_SIZES, group_sizes, room_for
from tests.session.builder import Run, other_forms, script, start

WRITTEN = ("boxar", "karta", "platser", "eget")


def at(name: str) -> Run:
    return start(script(other_forms())).go(name)


def columns(run: Run) -> tuple[tuple[str, ...], ...]:
    now = run.session.work[run.session.current.id].now
    assert isinstance(now, w.Texts)
    return now.columns


@pytest.mark.parametrize("name", WRITTEN)
def test_that_a_text_may_be_as_long_as_the_projector_can_show(name: str) -> None:
    run = at(name)
    chars, _most = room_for(run.session.current.stage)
    assert run.hint(o.WriteText(0, "x" * (chars + 1))) == f"At most {chars} characters."
    assert run.hint(o.WriteText(0, "x" * chars)) == ""


@pytest.mark.parametrize("name", WRITTEN)
def test_that_a_place_holds_as_many_texts_as_the_projector_can_show(name: str) -> None:
    run = at(name)
    _chars, most = room_for(run.session.current.stage)
    for n in range(most):
        run.do(o.WriteText(1, f"ord {n}"))
    assert run.hint(o.WriteText(1, "ett till")) == "There is no more room. Take something away first."
    run.do(o.EraseText(1, "ord 0"), o.WriteText(1, "ett till"))
    assert columns(run)[1] == (*(f"ord {n}" for n in range(1, most)), "ett till")


def test_that_a_suggested_place_is_never_too_long_to_pick() -> None:
    suggestions = m.Places.__dataclass_fields__["suggestions"].metadata
    assert suggestions["chars"] <= room_for(m.Places(question="Var?", lists=("Tryggt",)))[0]


def test_that_what_stands_inside_a_box_and_outside_is_kept_apart() -> None:
    run = at("boxar")
    run.do(o.WriteText(0, "tuff"), o.WriteText(3, "blir retad"))
    assert columns(run) == (("tuff",), (), (), ("blir retad",))
    run.do(o.Next(), o.Next())
    assert run.at == ("boxar", 2)
    assert columns(run) == (("tuff",), (), (), ("blir retad",))
    run.do(o.Undo())
    assert columns(run) == (("tuff",), (), (), ())


@given(people=st.integers(2, 99), size=st.sampled_from(GROUP_SIZES))
def test_that_everyone_is_in_a_group_and_nobody_alone(people: int, size: int) -> None:
    sizes = group_sizes(people, size)
    assert sum(sizes) == people
    assert min(sizes) >= 2
    assert max(sizes) - min(sizes) <= 1
    assert list(sizes) == sorted(sizes, reverse=True)
