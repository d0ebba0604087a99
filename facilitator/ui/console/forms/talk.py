"""Controls of steps that show, ask and talk, and what every step without controls of its own says."""

from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _, ngettext
from facilitator.session import orders as o
from facilitator.session import rules, timing
from facilitator.session import work as w
from facilitator.session.exercises import TAKEAWAY_LIMIT, TEXT_LIMIT, agreed
from facilitator.session.state import Session, phase_total_ms
from facilitator.ui.console.sheet import Sheet
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dates import minutes
from facilitator.ui.parts.label import label


def phase_name(kind: model.PhaseKind) -> str:
    """A phase of a conversation in words."""
    return {
        "alone": _("Think alone"), "pair": _("Talk in pairs"), "group": _("Talk in groups"),
        "all": _("All together"), "buzz": _("Talk in twos or threes"),
    }[kind]  # fmt: skip


def left(session: Session) -> str:
    """What the next taps bring, in words."""
    more = len(rules.taps_ahead(session))
    if more:
        words = ngettext("{n} more line to show with Next.", "{n} more lines to show with Next.", more)
        return words.format(n=more)
    if timing.next_step(session, session.step) is None:
        return _("This is the last step. End the lesson when you are done.")
    return _("Next goes to the next step.")


def taps(sheet: Sheet, session: Session, _stage: Any, _work: Any) -> None:
    """A step without controls: how many taps remain."""
    sheet.say(session.current.title, left(session))


def prompt(sheet: Sheet, session: Session, stage: model.Prompt, _work: None) -> None:
    """The phases of a conversation."""
    row = sheet.flow()
    for i, phase in enumerate(stage.phases, 1):
        total = phase_total_ms(session, (session.step, i)) or 0
        words = f"{phase_name(phase.kind)} · {minutes(total // 1000)}"
        row.addWidget(label(words, "strong" if i == session.revealed else "body"))
    following = stage.phases[session.revealed].kind if session.revealed < len(stage.phases) else None
    hint = (
        _("Next starts: {phase}.").format(phase=phase_name(following).lower())
        if following
        else _("Next goes to the next step.")
    )
    sheet.say(_("Conversation"), hint)


def agreement(sheet: Sheet, session: Session, stage: model.Agreement, work: w.Rules) -> None:
    """The rules that stand, and a field for the group's own."""
    sheet.say(_("Our agreement"), left(session))
    row = sheet.flow()
    standing = agreed(stage, work, session.revealed)
    for text in standing:
        made = button(text, "small", sign="x", name=_("Take away: {text}").format(text=text))
        sheet.add(row, made, o.RemoveRule(text))
    before = session.brought.rules if session.brought else ()
    known = {text.casefold() for text in (*stage.rules, *standing)}
    for text in (*work.removed, *(text for text in before if text.casefold() not in known)):
        sheet.add(
            row, button(text, "small", sign="plus", name=_("Add: {text}").format(text=text)), o.AddRule(text)
        )
    sheet.entry("own-rule", _("A rule of the group’s own"), TEXT_LIMIT, o.AddRule)


def scenario(sheet: Sheet, session: Session, stage: model.ScenarioCase, work: w.Scene) -> None:
    """How much remains; with a role play, its freeze."""
    hint = left(session)
    if stage.roleplay:
        words = _("Let the scene go on") if work.frozen else _("Freeze the scene")
        sheet.add(sheet.flow(), button(f"{words}  R", "choice", sign="snowflake"), o.ToggleScene())
        note = _("Only try what a bystander can do. Nobody plays the one who hurts.")
        hint = f"{hint} {note}"
    sheet.say(_("Scenario"), hint)


def closing(sheet: Sheet, session: Session, _stage: model.Round, _work: None) -> None:
    """The word that the group takes along, and how much remains."""
    if session.word:
        made = button(session.word, "small", sign="x", name=_("Take away: {text}").format(text=session.word))
        sheet.add(sheet.flow(), made, o.ChooseTakeaway(""))
    sheet.entry("takeaway", _("A word the group takes along"), TAKEAWAY_LIMIT, o.ChooseTakeaway)
    sheet.say(_("Closing round"), left(session))


FORMS: Final[dict[type[Any], Any]] = {
    model.Prompt: prompt, model.Agreement: agreement, model.ScenarioCase: scenario,
    model.Round: closing,
}  # fmt: skip
