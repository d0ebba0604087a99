"""Reports as PDF, from the measures of the log: the one way in for the command line and the windows.

Light to import; what draws is imported when something is drawn, which may be in a thread of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from sqlalchemy import ColumnElement, select

from facilitator.content.decode import nearest, shown
from facilitator.content.library import Library
from facilitator.errors import Trouble, WorldTrouble, trouble_from
from facilitator.exchange.targets import PAGE, PDF, kind_for
from facilitator.i18n import _, alphabetical, current_language
from facilitator.journal.figures.selection import Selection, held
from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.paths import write_whole

if TYPE_CHECKING:
    from facilitator.exchange.paper.leaves import Leaf

Kind = Literal["board", "school", "group", "leader"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_NAMED: Final = 12
"""So many groups or schools are named to somebody who has named one that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which report: of the school year that begins in `year`, on the day `today`.

    `school` (for `school` and `group`) and `group` (for `group`): None takes the only one there is, or every group in
    turn.
    """

    kind: Kind
    year: int
    today: date
    school: str | None = None
    group: str | None = None
    html: bool = False
    """The HTML twin instead of the PDF."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What people call a school that the log knows by its code."""


def kind_words(kind: Kind) -> str:
    """What a report is called."""
    return {
        "board": _("Report for the steering group"),
        "school": _("Report for the headteacher"),
        "group": _("Sheet for supervision, a page a group"),
        "leader": _("My own log"),
    }[kind]


def file_name(wanted: Wanted) -> str:
    """A name for the file, with the school and the group that the report tells of: many of them can lie in one folder."""
    told_of = {"school": (wanted.school,), "group": (wanted.school, wanted.group)}.get(wanted.kind, ())
    names = ("".join(c if c.isalnum() else "-" for c in one) for one in told_of if one)
    return "-".join((_file_word(wanted.kind), *names, f"{wanted.year}-{(wanted.year + 1) % 100:02}")) + ".pdf"


def _file_word(kind: Kind) -> str:
    return {
        "board": _("report-steering-group"),
        "school": _("report-headteacher"),
        "group": _("supervision"),
        "leader": _("my-log"),
    }[kind]


def schools(journal: Log, year: int) -> list[str]:
    """The schools with sessions in a school year. Raises WorldTrouble when the log cannot be read."""
    return sorted((name for (name,) in _different(journal, Selection(year=year), "school")), key=alphabetical)


def groups(
    journal: Log, year: int, school: str | None = None, group: str | None = None
) -> list[tuple[str, str]]:
    """School and code of the groups with sessions in a school year: two schools may have a 6B each.

    Raises WorldTrouble when the log cannot be read.
    """
    selection = Selection(year=year, school=school, group=group)
    found = [(place[0], place[1]) for place in _different(journal, selection, "school", "group")]
    return sorted(found, key=_by_name)


def _by_name(place: tuple[str, str]) -> tuple[tuple[str, str], str]:
    return alphabetical(place[0]), place[1]


def _different(journal: Log, selection: Selection, *names: str) -> list[tuple[str, ...]]:
    columns = [schema.session.c[name] for name in names]
    wanted = select(*columns).where(*held(selection)).distinct()
    with journal.database.begin() as connection:
        return [tuple(map(str, row)) for row in connection.execute(wanted)]


def refuse_unknown(log: Log, school: str | None, group: str | None) -> None:
    """Raise WorldTrouble (unknown) when the log has never heard of a school or a group; what is not named is not asked about."""
    if school is not None and not _knows(log, school, None):
        raise _unknown(shown(school), school, _known(log, "school"))
    if group is not None and not _knows(log, school, group):
        code = shown(group)
        told = code if school is None else _("{group} at {school}").format(group=code, school=school)
        raise _unknown(told, group, _known(log, "group", school))


def _unknown(told: str, name: str, names: Sequence[str]) -> WorldTrouble:
    """That there is nothing of `name`, with what comes near it, or all there is."""
    there = nearest(name, names) or _among(names)
    return WorldTrouble(
        _("The log has nothing of {name}.").format(name=told),
        " ".join(part for part in (_("Check how it is written."), there) if part),
        kind=Trouble.UNKNOWN,
    )


def _is_whole(name: str) -> bool:
    """Whether a log can hold a name: half a letter, as a command line in other signs than the computer's gives, it cannot."""
    return name.encode("utf-8", "ignore").decode() == name


def _among(names: Sequence[str]) -> str:
    if not names:
        return ""
    shortened = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    return _("There is: {names}.").format(names=shortened)


def _places(column: str) -> Iterator[tuple[ColumnElement[str], ColumnElement[str] | None]]:
    """Where the log names groups, each with the school beside it; a plan has none. Where it names schools, if asked for those."""
    yield schema.session.c.group, schema.session.c.school
    yield schema.occasion.c.group, schema.occasion.c.school
    yield schema.school_group.c.code, schema.school_group.c.school
    if column == "group":
        yield schema.plan.c.group, None


def _known(log: Log, column: str, at: str | None = None) -> list[str]:
    """Every group, or school, by its name; of groups those `at` a school, if one is named."""
    found: set[str] = set()
    with log.database.begin() as connection:
        for group, school in _places(column if at is None else "school"):
            wanted = group if column == "group" or school is None else school
            where = () if at is None or school is None else (school == at,)
            found.update(connection.execute(select(wanted).where(*where).distinct()).scalars())
    return sorted(found - {""}, key=alphabetical)


def _knows(log: Log, school: str | None, group: str | None) -> bool:
    if school is None and group is None:
        return True
    if not all(map(_is_whole, (school or "", group or ""))):
        return False
    with log.database.begin() as connection:
        for code, place in _places("group" if school is None else "school"):
            named = [
                column == value
                for column, value in ((code, group), (place, school))
                if column is not None and value is not None
            ]
            if connection.execute(select(code).where(*named).limit(1)).first() is not None:
                return True
    return False


def drawn(journal: Log, library: Library, wanted: Wanted) -> bytes:
    """The report as a PDF, or its HTML twin. The same log on the same day gives the same bytes.

    Raises WorldTrouble when the log cannot be read, or when it must be said which school is meant.
    """
    from facilitator.exchange.paper.leaves import Info, told, written
    from facilitator.exchange.paper.twin import html

    title = f"{kind_words(wanted.kind)} {wanted.year}/{(wanted.year + 1) % 100:02}"
    leaves = _leaves(journal, library, wanted)
    info = Info(title, kind_words(wanted.kind), current_language())
    return html(told(leaves, info), info).encode() if wanted.html else written(leaves, info)


def save(journal: Log, library: Library, wanted: Wanted, file: Path) -> None:
    """Draw a report and write it whole; a name that ends as a web page's gets the HTML twin.

    Raises WorldTrouble, also when the disk refuses or the name is that of something else.
    """
    html = kind_for(file, PDF, PAGE) is PAGE
    content = drawn(journal, library, replace(wanted, html=html))
    try:
        write_whole(file, content)
    except OSError as error:
        raise trouble_from(error, file) from error


def _leaves(journal: Log, library: Library, wanted: Wanted) -> "list[Leaf]":
    from facilitator.exchange import reportdata
    from facilitator.exchange.paper import logsheets, reports

    year, today, names = wanted.year, wanted.today, wanted.names
    match wanted.kind:
        case "board":
            told = reportdata.board(journal, year, today)
            parts = (replace(part, name=names.get(part.name, part.name)) for part in told.parts)
            return reports.board(replace(told, parts=tuple(parts)))
        case "school":
            name = _the_school(journal, wanted)
            told = reportdata.school(journal, library, year, name, today)
            return reports.school(replace(told, school=names.get(name, name)))
        case "group":
            places = groups(journal, year, wanted.school, wanted.group)
            sheets = (reportdata.group(journal, library, year, place, today) for place in places)
            return logsheets.supervision(
                [replace(one, school=names.get(one.school, one.school)) for one in sheets], year
            )
        case _:
            return logsheets.own_log(reportdata.own_runs(journal, year), year)


def _the_school(journal: Log, wanted: Wanted) -> str:
    known = schools(journal, wanted.year)
    if wanted.school is not None:
        return wanted.school
    if len(known) > 1:
        raise WorldTrouble(
            _("The log has lessons from several schools."),
            _("Say which one: {names}").format(names=", ".join(name or "–" for name in known)),
        )
    return known[0] if known else ""
