"""From an exercise's content and the group's work to its slide: one function a form, found by the stage's type."""

from collections.abc import Callable
from typing import Any, Final

from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.stage.composing import calm, media, sort, stand, write
from facilitator.ui.stage.slide import Frame, Slide

Composer = Callable[[Session, Any, w.Work | None, int, Frame], Slide]
"""Session, stage content, the exercise's state, taps shown, and what surrounds the slide."""

COMPOSERS: Final[dict[type[Any], Composer]] = {
    **stand.COMPOSERS, **sort.COMPOSERS, **write.COMPOSERS, **calm.COMPOSERS, **media.COMPOSERS,
}  # fmt: skip
