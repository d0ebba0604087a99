"""The controls of every form: one function a form, found by the type of the step's content."""

from collections.abc import Callable
from typing import Any, Final

from facilitator.session.state import Session
from facilitator.ui.console.forms import build, calm, media, sort, stand, talk, write
from facilitator.ui.console.sheet import Sheet

Controls = Callable[[Sheet, Session, Any, Any], None]
"""Fills a sheet for a session, from the stage content and the exercise's state."""

FORMS: Final[dict[type[Any], Controls]] = {
    **talk.FORMS, **build.FORMS, **stand.FORMS, **sort.FORMS, **write.FORMS, **calm.FORMS, **media.FORMS,
}  # fmt: skip
