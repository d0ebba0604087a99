"""Slides of pictures, films and sounds."""

from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.stage import images
from facilitator.ui.stage import slide as s


def picture(session: Session, stage: model.Picture, _now: None, revealed: int, frame: s.Frame) -> s.Slide:
    """The picture; the question has its place from the beginning and comes with the tap."""
    return s.Picture(
        frame=frame, photo=photo(session, stage.file, stage.alt), question=_asked(stage.question, revealed)
    )


def bystanders(
    session: Session, stage: model.BystanderPicture, now: w.Spots | None, _revealed: int, frame: s.Frame
) -> s.Slide:
    """The picture with the roles that the group has given."""
    roles = now.roles if now is not None else {}
    people = tuple(s.Person(p.id, p.name, p.x, p.y, roles.get(p.id, 0)) for p in stage.spots)
    return s.Bystanders(
        frame=frame, photo=photo(session, stage.file, stage.alt), question=stage.question, people=people,
        roles=stage.roles,
    )  # fmt: skip


def clip(_session: Session, stage: model.Clip, _now: None, revealed: int, frame: s.Frame) -> s.Slide:
    """A calm card for a film or a sound; the window that can play it takes the note away."""
    film = stage.kind == "film"
    sign = s.Sign("play-circle", _("Film")) if film else s.Sign("speaker-high", _("Sound"))
    note = (
        _("The film is shown outside the program.") if film else _("The sound is played outside the program.")
    )
    return s.Clip(
        frame=frame, kicker=sign, title=stage.title, about=stage.about, note=note,
        question=_asked(stage.question, revealed),
    )  # fmt: skip


def _asked(question: str, revealed: int) -> s.Line | None:
    return s.Line(question, revealed > 0) if question else None


def photo(session: Session, file: str, alt: str) -> s.Photo:
    """A picture of the lesson's folder, with its size."""
    lesson = session.script.lesson
    name = f"{lesson.programme}/{lesson.id}/{file}"
    size = images.size_of(name)
    return s.Photo(name, alt, max(0, size.width()), max(0, size.height()))


COMPOSERS: Final[dict[type[Any], Any]] = {
    model.Picture: picture, model.BystanderPicture: bystanders, model.Clip: clip,
}  # fmt: skip
