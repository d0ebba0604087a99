"""How the answers of leaders spread, which groups were reached, and where lessons take more than they were given.

Portable SQL, one query each. Every function raises WorldTrouble when the log cannot be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlalchemy import ColumnElement, and_, case, func, not_, select

from facilitator.journal.figures.measures import CLOCKED, count_if
from facilitator.journal.figures.selection import Selection, by_year, held, school_year, whose
from facilitator.journal.figures.smallcells import FEWEST_PRESENT
from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import band
from facilitator.planning.groups import STAFF
from facilitator.session.facts import Reason

Asked = Literal["prepared_min", "group_form", "room", "needs", "adults", "mentors", "stayed", "went"]
"""What leaders are asked after a lesson, by column. `went` is the leaders' own: it is never told of across groups."""
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
OVER_S: Final = 120
"""A step that took so much more than it was given ran over (`peers.md` §7.3: below that nobody is told)."""
FEWEST_SESSIONS: Final = 3
"""On fewer sessions nothing is said of how a step goes."""
_RUN, _STEP, _TEXT = schema.session.c, schema.session_step.c, schema.step_text.c
_REACHED = ("held", "shortened")
_PUPILS: Final = _RUN.group.not_like(f"{STAFF}%")
_OF_PUPILS: Final[frozenset[Asked]] = frozenset({"group_form", "mentors", "stayed"})


def answers(journal: Log, selection: Selection, asked: Asked) -> dict[int | None, int]:
    """How many sessions have which answer; None: not answered. What the staff is not asked about itself is told of pupils'
    groups alone."""
    column = _RUN[asked]
    of = (_PUPILS,) if asked in _OF_PUPILS else ()
    wanted = select(column, func.count()).where(*held(selection), *of).group_by(column)
    wanted = wanted.order_by(column.nulls_first())
    with journal.database.begin() as connection:
        return {row[0]: row[1] for row in connection.execute(wanted)}


def groups_answering(journal: Log, selection: Selection, asked: Asked) -> int:
    """How many different groups have any answer."""
    given = (*held(selection), _RUN[asked].is_not(None))
    wanted = select(func.count(func.distinct(whose(school_year(selection))))).where(*given)
    with journal.database.begin() as connection:
        return connection.execute(wanted).scalar_one()


@dataclass(frozen=True, slots=True)
class Reached:
    """Pupils' groups that have had a lesson, and how many they are at most. Groups of fewer than six are only counted
    as groups (`few`), so that the number of people tells nothing of them."""

    groups: int = 0
    people: int = 0
    few: int = 0


def reached(journal: Log, selection: Selection) -> Reached:
    """The pupils' groups of what is looked at: unique groups of a school year, each with the most that were present once."""
    small = case((_RUN.people_band == band(1), 1), else_=0)  # all that a row from a file says of so few
    own = (
        select(func.max(_RUN.people).label("people"), func.max(small).label("small"), school_year(selection))
        .where(*held(selection), _PUPILS)
        .group_by(_RUN.school, _RUN.group, *by_year(selection))
        .subquery()
    )
    many = func.coalesce(own.c.people, 0) >= FEWEST_PRESENT
    few = and_(own.c.small == 1, not_(many))
    wanted = select(func.count(), func.sum(own.c.people).filter(many), count_if(few))
    with journal.database.begin() as connection:
        row = connection.execute(wanted).one()
    return Reached(*(int(value or 0) for value in row))


def most_present(journal: Log, selection: Selection) -> dict[str, int]:
    """By code of the pupils' groups of a school: the most that were present at once."""
    wanted = (
        select(_RUN.group, func.max(_RUN.people))
        .where(*held(selection), _PUPILS, _RUN.people.is_not(None))
        .group_by(_RUN.group)
    )
    with journal.database.begin() as connection:
        return {row[0]: row[1] for row in connection.execute(wanted)}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFigures:
    """How a step of a lesson went, over sessions. `given_s` and `spent_s`: sums over the sessions that reached it.

    `over`: how many of them took more than two minutes too much.
    `groups`: different ones in whose sessions it came.
    """

    programme: str
    lesson: str
    label: str
    step: str
    title: str
    weight: str
    place: int
    sessions: int
    groups: int
    held: int
    shortened: int
    skipped: int
    over: int
    given_s: int
    spent_s: int
    reasons: Mapping[Reason, int]

    @property
    def strain(self) -> float | None:
        """In what share of the sessions that came to it the step ran over, was cut or was left out; None when they are too
        few to tell."""
        came = self.held + self.shortened + self.skipped
        if came < FEWEST_SESSIONS:
            return None
        return (self.over + self.shortened + self.skipped) / came


def _of(selection: Selection, lesson: str) -> tuple[ColumnElement[bool], ...]:
    """That a step is of a lesson; told twice, so that few sessions are found first and their steps then."""
    own = select(_RUN.session).where(*held(selection), _RUN.lesson == lesson)
    return _RUN.lesson == lesson, _STEP.session.in_(own)


def steps(journal: Log, selection: Selection, lesson: str | None = None) -> list[StepFigures]:
    """How the steps went, lesson by lesson, in their planned order; of what was led with the program."""
    reached_it = _STEP.outcome.in_(_REACHED)
    came = _STEP.outcome.in_((*_REACHED, "skipped"))
    known = (_RUN.programme, _RUN.lesson, _TEXT.step)
    sums = {
        "label": func.max(_RUN.label), "title": func.max(_TEXT.title), "weight": func.max(_TEXT.weight),
        "place": func.min(_STEP.planned_order), "sessions": func.count(),
        "groups": func.count(func.distinct(case((came, whose(school_year(selection)))))),
        **{name: count_if(_STEP.outcome == name) for name in ("held", "shortened", "skipped")},
        "over": count_if(and_(_STEP.outcome == "held", _STEP.spent_s > _TEXT.planned_s + OVER_S)),
        "given_s": func.coalesce(func.sum(_TEXT.planned_s).filter(reached_it), 0),
        "spent_s": func.coalesce(func.sum(_STEP.spent_s).filter(reached_it), 0),
        **{f"reason-{name}": count_if(_STEP.reason == name) for name in REASONS},
    }  # fmt: skip
    wanted = (
        select(*known, *(column.label(name) for name, column in sums.items()))
        .select_from(schema.session.join(schema.session_step, _STEP.session == _RUN.session))
        .join(schema.step_text, _TEXT.number == _STEP.text)
        .where(*held(selection), CLOCKED, *(() if lesson is None else _of(selection, lesson)))
        .group_by(*known)
        .order_by(_RUN.programme, _RUN.lesson, sums["place"], _TEXT.step)
    )
    plain = [name for name in ("programme", "lesson", "step", *sums) if not name.startswith("reason-")]
    with journal.database.begin() as connection:
        return [
            StepFigures(
                **{name: row[name] for name in plain},
                reasons={name: n for name in REASONS if (n := row[f"reason-{name}"])},
            )
            for row in connection.execute(wanted).mappings()
        ]
