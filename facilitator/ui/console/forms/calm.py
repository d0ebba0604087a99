"""Controls of paper, pen, body and story: what to keep in mind, and the size of groups. Nothing is taken in."""

from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.exercises import GROUP_SIZES, group_sizes
from facilitator.session.state import Session
from facilitator.ui.console.forms.talk import left
from facilitator.ui.console.sheet import Sheet
from facilitator.ui.parts.label import label
from facilitator.ui.stage.composing.calm import divided


def paper_notes(sheet: Sheet, session: Session, _stage: model.PaperNotes, _work: None) -> None:
    """The rule that makes notes safe."""
    rule = _("Read all notes alone first. Leave out what can be recognised. Tear them up afterwards.")
    _remind(sheet, session, _("Anonymous notes"), rule)


def logbook(sheet: Sheet, session: Session, _stage: model.Logbook, _work: None) -> None:
    """Nobody reads it."""
    _remind(sheet, session, _("Logbook"), _("Nobody reads what is written, not even you."))


def movement(sheet: Sheet, session: Session, _stage: model.Movement, _work: None) -> None:
    """How much remains."""
    _remind(sheet, session, _("Movement break"), _("Move along yourself. To sit and watch is fine."))


def story(sheet: Sheet, session: Session, _stage: model.Story, _work: None) -> None:
    """Look at the group."""
    rule = _("The projector rests. Look at the group and take your time.")
    _remind(sheet, session, _("Your story"), rule)


def evaluation(sheet: Sheet, session: Session, _stage: model.Evaluation, _work: None) -> None:
    """On paper, without names."""
    _remind(sheet, session, _("Evaluation"), _("On paper and without names. Collect them face down."))


def diploma(sheet: Sheet, session: Session, _stage: model.Diploma, _work: None) -> None:
    """Names on paper only."""
    _remind(sheet, session, _("Thanks"), _("Names stand on the paper diplomas only."))


def _remind(sheet: Sheet, session: Session, title: str, rule: str) -> None:
    """A title, what to keep in mind, and what the next taps bring."""
    sheet.say(title, f"{rule} {left(session)}")


def groups(sheet: Sheet, session: Session, _stage: model.Groups, work: w.Sizes) -> None:
    """How many in a group, and what comes of it."""
    row = sheet.flow()
    row.addWidget(label(_("In each group, about"), "strong"))
    low, high = GROUP_SIZES[0], GROUP_SIZES[-1]
    sheet.number(row, _("How many in each group"), high, work.size, o.SizeGroups, lowest=low)
    if session.people:
        row.addWidget(label(divided(group_sizes(session.people, work.size))))
        rule = _("The size changes on the projector at once.")
    else:
        rule = _("Nobody has said how many are here, so the projector shows the size only.")
    _remind(sheet, session, _("Groups by counting"), rule)


FORMS: Final[dict[type[Any], Any]] = {
    model.PaperNotes: paper_notes, model.Logbook: logbook, model.Movement: movement, model.Story: story,
    model.Evaluation: evaluation, model.Diploma: diploma, model.Groups: groups,
}  # fmt: skip
