"""After the end: the form's bounds, the note behind its digest, the finished log."""

import hashlib

import pytest

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.conductor import Note
from facilitator.session.facts import Field
from facilitator.session.rules import note_digest
from tests.session.builder import Run, start

BOUNDS: dict[Field, tuple[int, int]] = {
    "went": (1, 4), "people": (0, 99), "adults": (0, 9), "mentors": (0, 9), "prepared": (0, 60),
    "group_form": (1, 3), "stayed": (0, 1), "room": (1, 3), "adult_there": (0, 1), "took_part": (1, 5),
    "understood": (1, 5), "felt_safe": (1, 5), "opt_out": (0, 1), "team_told": (0, 1), "needs": (0, 4), "filled_by": (1, 3),
}  # fmt: skip


def ended() -> Run:
    run = start()
    run.do(o.End())
    return run


@pytest.mark.parametrize("field", BOUNDS)
def test_that_an_answer_keeps_within_its_bounds(field: Field) -> None:
    run = ended()
    low, high = BOUNDS[field]
    for value in (low, high):
        assert run.do(o.Answer(field, value)) == f.AnswerGiven(field, value)
        assert run.session.answers[field] == value
    for value in (low - 1, high + 1):
        assert run.hint(o.Answer(field, value)) == "That answer is not possible."


def test_that_an_answer_can_be_changed_and_the_group_size_is_filled_in() -> None:
    run = ended()
    assert run.session.answers == {"people": 24}
    run.do(o.Answer("went", 2), o.Answer("went", 4), o.Answer("people", 22))
    assert run.session.answers == {"people": 22, "went": 4}
    assert run.session.people == 24, "the group at the start stands"


def test_that_a_tick_is_kept_as_a_number() -> None:
    fact = ended().do(o.Answer("stayed", True))
    assert isinstance(fact, f.AnswerGiven)
    assert type(fact.value) is int


@pytest.mark.parametrize("order", [o.Answer("went", 3), o.WriteNote("Lugnt.", "5a"), o.FinishLog()])
def test_that_the_form_waits_for_the_end(order: o.Order) -> None:
    assert start().hint(order) == "End the lesson first."


def test_that_only_the_digest_of_a_note_is_a_fact() -> None:
    run = ended()
    fact = run.do(o.WriteNote("Bra prat om rykten.", "5a17"))
    assert fact == f.NoteWritten(note_digest("5a17", "Bra prat om rykten."))
    assert run.session.noted
    assert run.journal.notes == [Note("5a17", "Bra prat om rykten.")]


def test_that_a_note_can_be_replaced() -> None:
    run = ended()
    first = run.do(o.WriteNote("Ett", "5a"))
    assert run.do(o.WriteNote("Två", "5b")) != first


def test_that_a_note_has_three_hundred_characters_at_most() -> None:
    assert ended().hint(o.WriteNote("å" * 300, "5a")) == ""
    assert ended().hint(o.WriteNote("å" * 301, "5a")) == "At most 300 characters."


def test_that_the_digest_is_salted_sha256_of_any_text() -> None:
    assert note_digest("5a", "hej") == hashlib.sha256(b"5a\nhej").hexdigest()
    assert (
        len({note_digest(salt, text) for salt in ("5a", "5b") for text in ("", "hej", "hej ", "\ud800")}) == 8
    )


def test_that_a_finished_log_takes_nothing_more() -> None:
    run = ended()
    assert run.do(o.FinishLog()) == f.LogFinished()
    assert run.session.finished
    for order in (o.FinishLog(), o.Answer("went", 1), o.WriteNote("x", "5a"), o.Next(), o.End()):
        assert run.hint(order) == "The log is finished."
