"""What the leader has written in a session, where it still stands, and how it is forgotten once it does not.

A text that was undone or taken away may be a pupil's name, written by mistake: nothing may bring it back. Where an
earlier state still holds it, a mark that no leader can write stands instead. The mark is made of the entry that brought
the text, so a session read from an erased log is the same as the one that was led.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from facilitator.content.model import Agreement
from facilitator.session import facts as f
from facilitator.session import work as w
from facilitator.session.draft import Draft
from facilitator.session.state import Entry, Session

_MARK = "\0"
_TAKES_AWAY = (f.RuleRemoved, f.IdeaRemoved, f.TextErased, f.QuestionUnparked)
_TEXTS = (
    f.CardAdded, f.RuleAdded, f.IdeaAdded, f.TextWritten, f.QuestionParked, f.TakeawayChosen, f.RuleRemoved,
    f.IdeaRemoved, f.TextErased, f.QuestionUnparked,
)  # fmt: skip


def mark(seq: int) -> str:
    """What stands instead of a forgotten text that the entry `seq` brought."""
    return f"{_MARK}{seq}"


def texts(work: w.Work) -> tuple[str, ...]:
    """The texts in an exercise that are not the author's."""
    match work:
        case w.Pyramid(added=added):
            return tuple(card.text for card in added)
        case w.Rules(added=rules):
            return rules
        case w.Board(before=before, during=during, after=after):
            return (*before, *during, *after)
        case w.Texts(columns=columns):
            return tuple(text for column in columns for text in column)
        case _:
            return ()


def has_forgotten(work: w.Work) -> bool:
    """Whether an exercise held a text that is forgotten by now, so that it cannot come back."""
    return any(text.startswith(_MARK) for text in texts(work))


def remember(draft: Draft, entry: Entry) -> None:
    """Remember which entries hold a text: those that wrote it, and those that took it away."""
    if not entry.fact.typed:
        return
    text = entry.fact.text if isinstance(entry.fact, _TEXTS) else ""
    if text and (text in draft.typed or not isinstance(entry.fact, _TAKES_AWAY)):
        draft.typed = {**draft.typed, text: (*draft.typed.get(text, ()), entry.seq)}


def to_forget(session: Session) -> tuple[tuple[int, ...], ...]:
    """The entries of every written text that no longer stands anywhere."""
    if not session.typed:
        return ()
    stands = set(_standing(session))
    return tuple(entries for text, entries in session.typed.items() if text not in stands)


def _standing(session: Session) -> Iterable[str]:
    for trails in (session.work, session.held_work or {}):
        for trail in trails.values():
            yield from texts(trail.now)
    yield from session.parked
    yield session.word
    if session.brought is not None:
        yield from _brought(session.brought)
    for step in session.script.steps:
        if isinstance(step.stage, Agreement):
            yield from step.stage.rules


def _brought(thread: f.ThreadBrought) -> Iterable[str]:
    yield from (*thread.rules, *thread.parked, thread.word)
    yield from (text for text, _forms, _levels in thread.cards)
    yield from (text for _step, _form, columns in thread.texts for column in columns for text in column)


def forget(draft: Draft, entries: tuple[tuple[int, ...], ...]) -> None:
    """Let marks stand for the texts of these entries."""
    marks = {text: mark(own[0]) for text, own in draft.typed.items() if own in entries}
    if not marks:
        return
    draft.typed = {text: own for text, own in draft.typed.items() if text not in marks}
    draft.work = _renamed(draft.work, marks)
    if draft.held_work is not None:
        draft.held_work = _renamed(draft.held_work, marks)


def _renamed(trails: Mapping[str, w.Trail], marks: Mapping[str, str]) -> dict[str, w.Trail]:
    return {
        step: w.Trail(_marked(trail.now, marks), tuple(_marked(work, marks) for work in trail.past))
        for step, trail in trails.items()
    }


def _marked(work: w.Work, marks: Mapping[str, str]) -> w.Work:
    def renamed(some: Iterable[str]) -> tuple[str, ...]:
        return tuple(marks.get(text, text) for text in some)

    match work:
        case w.Pyramid(added=added):
            return replace(
                work, added=tuple(replace(card, text=marks.get(card.text, card.text)) for card in added)
            )
        case w.Rules(added=added, removed=removed):
            return w.Rules(renamed(added), renamed(removed))
        case w.Board(before=before, during=during, after=after):
            return w.Board(renamed(before), renamed(during), renamed(after))
        case w.Texts(columns=columns):
            return w.Texts(tuple(renamed(column) for column in columns))
        case _:
            return work
