"""One pure function a form: it puts a slide on a page. `lay` finds the right one."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QSizeF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw import (
    calm,
    covers,
    exercise,
    library,
    media,
    pyramid,
    scene,
    sort,
    stand,
    talk,
    write,
)
from facilitator.ui.stage.draw.frame import frame
from facilitator.ui.stage.items import Item
from facilitator.ui.stage.mirror import mirror
from facilitator.ui.stage.page import Page
from facilitator.ui.theme import Theme

_FORMS: Final[dict[type[s.Slide], Callable[[Page, Any], None]]] = {
    s.Opening: talk.opening,
    s.Plan: talk.plan,
    s.Points: talk.points,
    s.Prompt: talk.prompt,
    s.Round: talk.closing_round,
    s.Situation: scene.situation,
    s.Thoughts: scene.thoughts,
    s.Options: scene.options,
    s.Freeze: scene.freeze,
    s.Pyramid: pyramid.pyramid,
    s.Corners: exercise.corners,
    s.Board: exercise.board,
    s.Terms: library.terms,
    s.Support: library.support,
    s.Cover: covers.cover,
    s.Identify: covers.identify,
    s.ReadingCard: covers.reading_card,
    **stand.FORMS,
    **sort.FORMS,
    **write.FORMS,
    **calm.FORMS,
    **media.FORMS,
}


_OF_A_PLACE: Final = (s.Corners, s.Identify, s.ReadingCard, *stand.FORMS, *media.FORMS)
"""Forms in which left and right are those of the room, of a picture or of the projector."""


def lay(page: Page, slide: s.Slide) -> None:
    """Put a slide on a page; what is read from the right is the mirror image of what is read from the left."""
    if slide.frame is not None:
        page.items += _framed(slide.frame, page.size.width(), page.size.height(), page.theme)
    page.from_right = _from_right(slide)
    around = len(page.items)
    _FORMS[type(slide)](page, slide)
    if page.from_right:
        mirror(page, around)


@lru_cache(maxsize=8)
def _framed(about: s.Frame, width: float, height: float, theme: Theme) -> list[Item]:
    """What surrounds every picture of a step."""
    page = Page(QSizeF(width, height), theme, about.accent)
    frame(page, about)
    return page.items


def _from_right(slide: s.Slide) -> bool:
    return slide.frame is not None and slide.frame.from_right and not isinstance(slide, _OF_A_PLACE)
