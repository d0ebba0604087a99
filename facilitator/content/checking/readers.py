"""Who reads a lesson before it is used: what the author must say, and who has not read it yet."""

from collections.abc import Iterable, Iterator
from typing import Final, get_args

from facilitator.content.decode import Wrong
from facilitator.content.model import Lesson, Reader
from facilitator.i18n import _

SENSITIVE: Final = 2
"""From this risk level on somebody from outside reads the lesson before it is used."""


def unread_by(lesson: Lesson) -> tuple[Reader, ...]:
    """Return the readers that are still needed; nobody once the lesson is marked as reviewed."""
    if lesson.granskad:
        return ()
    return tuple(one for one in lesson.readers_needed if one not in lesson.readers_done)


def reader_names(readers: Iterable[Reader]) -> str:
    """Return the readers in words, with commas between."""
    names: dict[Reader, str] = {
        "teacher": _("teacher"),
        "counsellor": _("school counsellor"),
        "nurse": _("school nurse"),
        "social-services": _("social services"),
        "police": _("police"),
        "hbtqi": _("an LGBTQI organisation"),
        "honour": _("a centre on honour-related violence"),
        "racism": _("an organisation against racism"),
        "mentors": _("two mentors"),
    }
    return ", ".join(names[one] for one in readers)


def review_words(lesson: Lesson) -> str:
    """Return what a leader should know of the review: who has not read the lesson yet; nothing once it is reviewed."""
    left = unread_by(lesson)
    if left:
        words = _("Not yet reviewed by: {readers}. Read it through before you use it.")
        return words.format(readers=reader_names(left))
    if lesson.granskad:
        return ""
    return _("Not yet reviewed by outside readers. Read it through before you use it.")


def check_readers(lesson: Lesson) -> Iterator[Wrong]:
    """Report a sensitive lesson without readers, readers nobody asked for, and a review that is not whole."""
    if lesson.risk >= SENSITIVE and not lesson.readers_needed:
        problem = _("A lesson with risk {risk} must say who reads it before it is used.").format(
            risk=lesson.risk
        )
        suggestion = 'readers_needed = ["teacher", "counsellor"]'
        yield Wrong(("readers_needed",), problem, ", ".join(get_args(Reader)), suggestion)
    for index, one in enumerate(lesson.readers_done):
        if one not in lesson.readers_needed:
            problem = _("“{reader}” is not among the readers needed.").format(reader=one)
            yield Wrong(("readers_done", index), problem, ", ".join(lesson.readers_needed))
    left = [one for one in lesson.readers_needed if one not in lesson.readers_done]
    if lesson.granskad and left:
        problem = _("The lesson is marked as reviewed, but not everybody has read it.")
        yield Wrong(("granskad",), problem, "false", _("Missing: {names}").format(names=", ".join(left)))
