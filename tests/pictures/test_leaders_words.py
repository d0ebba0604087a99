"""What only leaders read, in all our own lessons: no slide holds a word of it, shown or not yet."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from facilitator.content import model as m
from facilitator.session.state import Overlay, blank
from facilitator.ui.stage import compose
from tests import ownlessons

MARK: Final = "bara för ledare"
LEADERS: Final[dict[type[Any], tuple[str, ...]]] = {
    m.Leader: ("do", "watch", "if_silent"),
    m.Line: ("text",),
    m.Reply: ("said", "answer"),
    m.ShortForm: ("how",),
    m.Step: ("title",),
    m.Goal: ("text", "source"),
    m.Lesson: ("summary", "goals", "materials", "room", "preparation", "content_note", "next_time"),
    m.Scenario: ("questions", "to_leader"),
    m.Board: ("before", "during", "after"),
    m.Places: ("suggestions",),
    m.SupportContact: ("source",),
}
"""Fields with words that leaders have and pupils have not."""


def marked(value: Any, found: set[str]) -> Any:
    """The same with the mark in place of every text for leaders; `found`: which there were."""
    if isinstance(value, tuple):
        return tuple(marked(one, found) for one in value)
    if isinstance(value, dict):
        return {key: marked(one, found) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {f.name: marked(getattr(value, f.name), found) for f in fields(value)}
    for name in LEADERS.get(type(value), ()):
        if changes[name]:
            found.add(f"{type(value).__name__}.{name}")
            changes[name] = _all_marked(changes[name])
    return replace(value, **changes)


def _all_marked(text: Any) -> Any:
    if isinstance(text, str):
        return MARK
    return tuple(_all_marked(one) for one in text)


def test_that_no_slide_holds_what_only_leaders_read() -> None:
    library, found = ownlessons.library(), set[str]()
    for lesson in library.lessons:
        script = marked(library.script(lesson.id, None), found)
        session = blank("", script)
        slides = [slide for n in range(len(script.steps)) for slide in compose.stills(script, n)]
        overlays = [Overlay("support"), *(Overlay("term", term) for term in script.terms)]
        slides += [compose.compose(replace(session, overlay=overlay)) for overlay in overlays]
        told = [slide.words() for slide in slides if MARK in repr(slide)]
        assert told == [], lesson.id
    assert found == {f"{cls.__name__}.{name}" for cls, names in LEADERS.items() for name in names}
    whole = {one.name for one in fields(m.Leader)} - {
        "say",
        "if_said",
    }  # lines and replies have marks of their own
    assert whole == set(LEADERS[m.Leader])
