"""Removal by decision (gallring): what falls under a rule, told first, and then taken out of the log whole or not at all.

The main rule is to keep. Nothing is removed without the number and the day of a decision, and nothing by itself. What
is removed leaves its count and the hash of its head in a record that stays (`removals`), so that a package that comes
later does not bring it back. Apart from the record no figure of it is kept.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from facilitator import __version__, policy, privacy
from facilitator.journal.engine import lifted
from facilitator.journal.log import Transactions
from facilitator.journal.occasions import by_occasion, read_all
from facilitator.journal.reading import LEFT_OUT, UNREADABLE
from facilitator.journal.removal import removals
from facilitator.journal.removal.removals import OCCASION, PLAN, SESSION, own_hash
from facilitator.journal.sharing import exports, laptops, versions
from facilitator.journal.tables import chain, schema, steptexts
from facilitator.journal.tables.bulk import parts
from facilitator.journal.tables.rows import ASIDE, CONFLICT, RECEIVED, meta_key
from facilitator.journal.yearplan import breakaccounts, planaccounts
from facilitator.journal.yearplan.planvalues import Place
from facilitator.planning.breaks import first_year
from facilitator.planning.occasions import leaves
from facilitator.planning.year import STAFF
from facilitator.policy import rules

Kind = Literal["sessions", "texts", "occasions", "plan"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Sessions whole; only notes and what was written in lessons; what was held without the program; plans."""
Role = Literal["coordinator", "archivist", "head"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
Problem = Literal["decision", "person", "decided", "through", "kinds", "role"]
DECISION_LENGTH: Final = 40
USUAL_YEARS: Final = 5
"""School years before the one that runs that are kept when nothing else is said."""
OLDEST_DECISION: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a decision lets go: of the school year that begins in `through` and of all before it.

    `decision`, `decided`: its number and its day. `role`: who confirms it, a role and never a name. Without `groups` or
    `schools`: all of them.
    """

    decision: str
    decided: date
    role: Role
    through: int
    kinds: frozenset[Kind]
    groups: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()

    def plain(self) -> dict[str, Any]:
        """What falls under it, without the decision."""
        return {
            "through": self.through, "kinds": sorted(self.kinds), "groups": sorted(self.groups),
            "schools": sorted(self.schools),
        }  # fmt: skip

    def covers(self, year: int, group: str, school: str) -> bool:
        """Whether something of that school year, group and school falls under it."""
        within = (not self.groups or group in self.groups) and (not self.schools or school in self.schools)
        return year <= self.through and within


class Refused(ValueError):
    """A rule that the log refuses; `problems` says why."""

    def __init__(self, found: Sequence[Problem]) -> None:
        """Keep what was found."""
        super().__init__(", ".join(found))
        self.problems = tuple(found)


class Changed(Exception):
    """The log is no longer as it was when the protocol was written; nothing has been removed."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One thing that falls under a rule: `head` is the hash of its last fact or account."""

    kind: str
    id: str
    head: str
    year: int
    school: str


@dataclass(frozen=True, slots=True)
class Falling:
    """All that falls under a rule now. `texts_of`: sessions that lose their texts and stay; `kept_aside`: keys of `meta`
    that go, `stripped`: those that lose their texts."""

    things: tuple[Gone, ...]
    texts_of: tuple[str, ...]
    plan: tuple[str, ...]
    breaks: tuple[int, ...]
    kept_aside: tuple[str, ...]
    stripped: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to remove."""
        return not self.things and not any(self.counts.values())

    @property
    def digest(self) -> str:
        """The same for the same content."""
        named = [list(one) for one in (self.texts_of, self.plan, self.breaks, self.kept_aside, self.stripped)]
        things = sorted([one.kind, one.id, one.head] for one in self.things)
        return chain.seal(things, named, dict(self.counts))

    def of(self, kind: str) -> tuple[str, ...]:
        """The ids of one kind."""
        return tuple(one.id for one in self.things if one.kind == kind)

    def by_year(self) -> list[tuple[int, str, str, int]]:
        """School year, school, kind and how many."""
        counted = Counter((one.year, one.school, one.kind) for one in self.things)
        return [(*key, n) for key, n in sorted(counted.items())]


def problems(rule: Rule, today: date) -> tuple[Problem, ...]:
    """Why a rule is refused; empty when it is not. The school year that runs never falls."""
    text = rule.decision.strip()
    found: list[Problem] = []
    if not 3 <= len(text) <= DECISION_LENGTH or not text.isprintable() or not any(c.isdigit() for c in text):
        found.append("decision")
    elif privacy.scan(text):
        found.append("person")
    if not OLDEST_DECISION <= rule.decided <= today:
        found.append("decided")
    if rule.through >= first_year(today):
        found.append("through")
    if not rule.kinds:
        found.append("kinds")
    if rule.role not in ROLES:
        found.append("role")
    return tuple(found)


def from_policy(today: date) -> tuple[str, int | None]:
    """The decision's number, and the last school year older than it says, when whoever looks after the computer has
    written them into the policy; an empty number and None when not."""
    decided = policy.in_force()
    months = decided.get(rules.RETENTION_MONTHS)
    if not months:
        return "", None
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return decided.get(rules.RETENTION_DECISION), first_year(date(year, month + 1, 1)) - 1


# --- looked at -----------------------------------------------------------------------------------------------------


def look(database: Transactions, rule: Rule) -> Falling:
    """What falls under a rule; nothing is changed. Raises WorldTrouble."""
    with database.begin() as connection:
        return _look(connection, rule)


def _look(connection: Connection, rule: Rule) -> Falling:
    rows = map(dict, connection.execute(_sessions()).mappings())
    covered = [row for row in rows if _covers(rule, row)]
    whole = covered if "sessions" in rule.kinds else []
    stay = covered if "texts" in rule.kinds and not whole else []
    things = [
        Gone(
            SESSION, row["session"], row["head"], _year(row["started"], row["utc_offset_min"]), row["school"]
        )
        for row in whole
    ]
    if "occasions" in rule.kinds:
        things += _occasions(connection, rule)
    plan = tuple(_plan(connection, rule)) if "plan" in rule.kinds else ()
    if "plan" in rule.kinds:
        things += _between(connection, rule)
    years = {
        *connection.execute(select(schema.school_break.c.year)).scalars(),
        *breakaccounts.years(connection),
    }
    alone = "plan" in rule.kinds and not rule.groups and not rule.schools
    breaks = tuple(sorted(year for year in years if year <= rule.through)) if alone else ()
    own, staying = {row["session"] for row in whole}, [row["session"] for row in stay]
    aside, stripped = _beside(connection, rule, own, set(staying))
    falling = Falling(tuple(things), tuple(staying), plan, breaks, aside, stripped)
    return replace(falling, counts=_counts(connection, falling))


def _sessions() -> Any:
    run = schema.session.c
    return select(run.session, run.head, run.started, run.utc_offset_min, run.group, run.school).order_by(
        run.session
    )


def _covers(rule: Rule, row: Mapping[str, Any]) -> bool:
    return rule.covers(_year(row["started"], row["utc_offset_min"]), row["group"], row["school"])


def _year(started: str, utc_offset_min: int) -> int:
    """The school year by the clock on the wall where it was led."""
    return first_year((datetime.fromisoformat(started) + timedelta(minutes=utc_offset_min)).date())


def _occasions(connection: Connection, rule: Rule) -> Iterator[Gone]:
    for own, accounts in sorted(by_occasion(read_all(connection)).items()):
        stands = leaves(accounts)[0]
        year = first_year(stands.values.day)
        if rule.covers(year, stands.values.group, stands.values.school):
            yield Gone(OCCASION, own, stands.hash, year, stands.values.school)


def _plan(connection: Connection, rule: Rule) -> Iterator[str]:
    """The plan knows no school of its own: that of a group here counts, and for the staff that of the groups."""
    table = schema.school_group.c
    schools = {row.code: row.school for row in connection.execute(select(table.code, table.school))}
    schools[STAFF] = planaccounts.own_school(connection, "").name
    for row in connection.execute(select(schema.plan).order_by(schema.plan.c.id)):
        if rule.covers(row.year, row.group, schools.get(row.group, "")):
            yield str(row.id)


def _between(connection: Connection, rule: Rule) -> Iterator[Gone]:
    """The plans of groups that have gone between laptops."""
    for place, stands in planaccounts.standing(connection):
        if rule.covers(place.year, place.group, place.school):
            yield Gone(PLAN, place.key, stands.hash, place.year, place.school)


def _beside(
    connection: Connection, rule: Rule, whole: set[str], staying: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is kept in `meta` of it: versions of sessions, and threads that other leaders handed over."""
    goes, stripped = [], []
    rows = connection.execute(select(schema.meta.c.key, schema.meta.c.value).order_by(schema.meta.c.key))
    for key, value in rows:
        if key.startswith((CONFLICT, ASIDE)):
            version = versions.from_text(value)
            if version.session in whole:
                goes.append(key)
            elif version.session in staying and (version.texts or version.note):
                stripped.append(key)
        elif key.startswith(RECEIVED) and rule.kinds & {"sessions", "texts"} and _parcel(rule, value):
            goes.append(key)
    return tuple(goes), tuple(stripped)


def _parcel(rule: Rule, value: str) -> bool:
    try:
        data = json.loads(value)
        day = datetime.fromisoformat(data["created"]).date()
        return rule.covers(first_year(day), data["group"], data["school"])
    except UNREADABLE:
        return False  # `doctor` tells of it


def _counts(connection: Connection, falling: Falling) -> dict[str, int]:
    own = falling.of(SESSION)
    texts = (*own, *falling.texts_of)
    typed = schema.typed.c.salt != LEFT_OUT
    return {
        "sessions": len(own),
        "facts": _count_of_facts(connection, own),
        "texts": _count(connection, schema.typed, texts, typed, func.trim(schema.typed.c.text) != ""),
        "notes": _count(connection, schema.note, texts),
        "occasions": len(falling.of(OCCASION)),
        "planned": len(falling.plan) + len(falling.breaks) + _count_of_others(connection, falling),
        "beside": len(falling.kept_aside) + len(falling.stripped),
    }


def _count_of_facts(connection: Connection, ids: Sequence[str]) -> int:
    """How many facts sessions have, wherever they lie; one that was read from a CSV set has none."""
    run, found = schema.session.c, 0
    for part in parts(ids):
        wanted = select(func.coalesce(func.sum(run.seq), 0)).where(
            run.session.in_(part), run.imported.is_(False)
        )
        found += connection.execute(wanted).scalar_one()
    return found


def _count_of_others(connection: Connection, falling: Falling) -> int:
    """The rows of the plans of other laptops, as they stand."""
    table, found = schema.plan_elsewhere, 0
    for place in map(Place.from_key, falling.of(PLAN)):
        wanted = select(func.count()).select_from(table).where(planaccounts.at(table, place))
        found += connection.execute(wanted).scalar_one()
    return found


def _count(connection: Connection, table: Table, ids: Sequence[str], *more: ColumnElement[bool]) -> int:
    wanted = select(func.count()).select_from(table)
    return sum(
        connection.execute(wanted.where(table.c.session.in_(part), *more)).scalar_one() for part in parts(ids)
    )


# --- removed -------------------------------------------------------------------------------------------------------


def remove(
    database: Transactions, rule: Rule, told: Falling, protocol: str, files: Iterable[str], today: date
) -> int:
    """Take out of the log what was told, in one transaction; its number in the record.

    `protocol`: the hash of what was written first; `files`: names of the copies that are to go with it. Raises Refused,
    Changed when something else falls under the rule now, WorldTrouble; then nothing has changed.
    """
    found = problems(rule, today)
    if found:
        raise Refused(found)
    with database.writing() as connection:
        falling = _look(connection, rule)
        if falling.digest != told.digest or falling.empty:
            raise Changed
        number = removals.next_number(connection)
        _take_out(connection, falling)
        said = {
            "number": number, "decision": rule.decision.strip(), "decided": rule.decided.isoformat(),
            "rule": chain.canonical(rule.plain()), "role": rule.role,
            "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "program_version": __version__,
            **{name: falling.counts[name] for name in removals.COUNTS},
            "files": chain.canonical(sorted(files)), "protocol": protocol,
        }  # fmt: skip
        removals.keep(connection, said, [(own_hash(one.kind, one.id), one.head) for one in falling.things])
    return number


def _take_out(connection: Connection, falling: Falling) -> None:
    sessions, occasions = falling.of(SESSION), falling.of(OCCASION)
    for part in parts((*sessions, *falling.texts_of)):
        connection.execute(delete(schema.note).where(schema.note.c.session.in_(part)))
    for part in parts(falling.texts_of):
        typed = schema.typed
        erased = update(typed).where(typed.c.session.in_(part), func.trim(typed.c.text) != "")
        connection.execute(erased.values(salt=LEFT_OUT, text=""))
    with lifted(connection, schema.fact, schema.sheaf, schema.occasion):
        for part in parts(sessions):
            for table in (schema.typed, schema.fact, schema.sheaf, schema.session_step, schema.session):
                connection.execute(delete(table).where(table.c.session.in_(part)))
        steptexts.forget_unused(connection)
        for part in parts(occasions):
            connection.execute(delete(schema.occasion).where(schema.occasion.c.occasion.in_(part)))
    for part in parts(falling.plan):
        connection.execute(delete(schema.plan).where(schema.plan.c.id.in_(part)))
    for own in falling.of(PLAN):
        planaccounts.remove(connection, Place.from_key(own))
    connection.execute(delete(schema.school_break).where(schema.school_break.c.year.in_(falling.breaks)))
    breakaccounts.remove(connection, falling.breaks)
    _take_out_beside(connection, falling)
    laptops.forget_sent(connection, sessions)
    exports.forget_gone(connection)


def _take_out_beside(connection: Connection, falling: Falling) -> None:
    table = schema.meta
    for key in falling.stripped:
        value = connection.execute(select(table.c.value).where(table.c.key == key)).scalar_one()
        text = versions.as_text(replace(versions.from_text(value), texts={}, note=None))
        fresh = meta_key(key[: key.index("/") + 1], text)
        if connection.execute(select(table.c.key).where(table.c.key == fresh)).first() is None:
            connection.execute(insert(table), {"key": fresh, "value": text})
    for part in parts((*falling.kept_aside, *falling.stripped)):
        connection.execute(delete(table).where(table.c.key.in_(part)))
