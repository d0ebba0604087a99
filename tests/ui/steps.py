"""Sessions that stand on a step of a certain form."""

from facilitator.content.script import Script
from facilitator.session import orders as o
from facilitator.session.fold import evolve
from facilitator.session.rules import decide
from facilitator.session.state import Entry, Session, blank
from tests.content import builder


def script() -> Script:
    return builder.script(steps=builder.other_steps())


def at(form: str) -> Session:
    """A session that stands on the step of a form."""
    session = blank("prov", script())
    index = next(n for n, step in enumerate(session.script.steps) if step.form == form)
    return after(session, o.GoTo(session.script.steps[index].id))


def after(session: Session, order: o.Order) -> Session:
    return evolve(session, Entry(session.seq + 1, session.at_ms, "", decide(session, order)))
