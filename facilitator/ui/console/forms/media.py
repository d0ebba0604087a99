"""Controls of pictures, films and sounds."""

from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.console.forms.talk import left
from facilitator.ui.console.sheet import Sheet
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label

ACROSS: Final = 2
LONGEST_NAME: Final = 48


def bystanders(sheet: Sheet, _session: Session, stage: model.BystanderPicture, work: w.Spots) -> None:
    """A list for each person in the picture, with the roles to choose from."""
    row = sheet.across()
    for place, spot in enumerate(stage.spots):
        if place and place % ACROSS == 0:
            row = sheet.across()
        role = work.roles.get(spot.id, 0)
        choices: list[tuple[str, o.Order | None]] = [
            (f"{spot.name} · {name}", o.MarkSpot(spot.id, number) if number != role else None)
            for number, name in enumerate(stage.roles, start=1)
        ]
        nobody = o.MarkSpot(spot.id, role) if role else None
        sheet.pick(row, spot.name, [(spot.name, nobody), *choices], chosen=role)
    if len(stage.spots) % ACROSS:
        row.setStretch(row.count() - 1, 1)
        row.addStretch(1)
    sheet.say(
        _("Who sees?"),
        _("Click a person in the picture for the next role, or choose here. Ctrl+Z takes back."),
        _("{n} of {m}").format(n=len(work.roles), m=len(stage.spots)),
    )


def clip(sheet: Sheet, session: Session, stage: model.Clip, _work: None) -> None:
    """The file, what plays it, and the sound test."""
    now, film = sheet.clip, stage.kind == "film"
    row = sheet.flow()
    if now.there and now.player:
        words = pause(film) if now.playing else play(film)
        sheet.act(row, button(words, "small", sign="pause" if now.playing else "play"), "play")
    if now.there:
        sheet.act(row, button(_("Open in the computer’s player"), "small", sign="monitor"), "outside")
    words = _("Choose another file …") if now.name else _("Choose a file …")
    sheet.act(row, button(words, "small", sign="folder-open"), "choose")
    if now.player:
        sheet.act(row, button(_("Test the sound"), "small", sign="speaker-high"), "sound")
    if now.name:
        sheet.flow().addWidget(label(_short(now.name), "muted"))
    sheet.say(_("Film") if film else _("Sound"), f"{_advice(sheet, film)} {left(session)}")


def _short(name: str) -> str:
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[:half]}…{name[-half:]}"


def play(film: bool) -> str:
    """What starts a film or a sound."""
    return _("Play the film") if film else _("Play the sound")


def pause(film: bool) -> str:
    """What stops it for a while."""
    return _("Pause the film") if film else _("Pause the sound")


def _advice(sheet: Sheet, film: bool) -> str:
    now = sheet.clip
    if now.name and not now.there:
        return _("The file is not there any more. Choose it once more, or go on without it.")
    if not now.there:
        return _("Choose a file on this computer. Nothing starts by itself.")
    if now.player:
        return _("Nothing starts by itself, and it stops when you leave the step.")
    if film:
        return _("Open the film and move its window to the projector. Close it before you go on.")
    return _("Open the sound and start it there. Close it before you go on.")


FORMS: Final[dict[type[Any], Any]] = {model.BystanderPicture: bystanders, model.Clip: clip}
