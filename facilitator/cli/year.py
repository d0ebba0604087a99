"""The command plan: the school year as a list, as JSON or as a calendar file."""

import json
from datetime import datetime
from pathlib import Path

from facilitator.cli import DONE
from facilitator.cli.openlog import open_log
from facilitator.content.library import Library
from facilitator.i18n import _, ngettext
from facilitator.journal import Journal, latest, occasions, queries, threads
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year
from facilitator.planning.due import Held
from facilitator.planning.proposal import plannable
from facilitator.planning.standing import doubts, held_in, log_of, state_of
from facilitator.planning.yearwords import doubt_words, group_of, state_word, whole_title


def held_here(journal: Journal, year: int) -> list[Held]:
    """What the groups here have had in a school year, as far as this laptop knows; another school may have a group with the
    same code. Raises WorldTrouble."""
    groups = [group for group in queries.groups(journal) if group.active]
    ours = latest.latest(journal, latest.own_groups(groups), year)
    known: list[Held] = [*ours, *threads.held_elsewhere(journal)]
    try:
        return held_in(known, year)
    except ValueError as error:  # a time that no calendar has
        raise journal.damaged(str(error)) from error


def plan(data: Path, *, year: int | None, group: str | None, file: Path | None, as_json: bool) -> int:
    """Show what is planned, and write it to a calendar file when one is named. `group`: a code, empty for the staff."""
    from facilitator.exchange import ics, reporting

    now = datetime.now().astimezone()
    wanted = first_year(now.date()) if year is None else year
    library = Library.in_use()
    planned = plannable(library)
    lessons = {lesson.id: lesson for lesson in planned}
    journal = open_log(data)
    try:
        whole = plans.plan(journal, wanted)
        held = held_here(journal, wanted)
        entered = [row.values for row in occasions.ours(journal, wanted)]
        reporting.refuse_unknown(journal, None, group or None)
        found = doubts(whole, planned, plans.breaks(journal, wanted), held, entered)
    finally:
        journal.close()
    rows = [row for row in whole if group is None or row.group == group]
    name = _("School year {years}").format(years=f"{wanted}/{(wanted + 1) % 100:02}")
    log = log_of(held, entered, whole)
    states = [state_of(row, log, now.date()) for row in rows]
    if file is not None:
        off = {row.id for row, state in zip(rows, states, strict=True) if state == "cancelled"}
        ics.save(ics.events_of(rows, lessons, journal.device, off), name, file, now)
    if as_json:
        answer = [
            {
                "day": row.day.isoformat(), "time": row.at.isoformat("minutes") if row.at else "", "group": row.group,
                "programme": row.series, "lesson": row.lesson, "state": state,
                "doubts": [one.kind for one in found if one.row == row.id],
            }
            for row, state in zip(rows, states, strict=True)
        ]  # fmt: skip
        print(json.dumps({"year": wanted, "plan": answer}, ensure_ascii=False, indent=1))
        return DONE
    print(name)
    for row, state in zip(rows, states, strict=True):
        at = f" {row.at:%H:%M}" if row.at else ""
        line = f"{row.day}{at}  {group_of(row)}  {whole_title(row, lessons)}  {state_word(state)}"
        print(line.rstrip())
        for one in found:
            if one.row == row.id:
                print(f"    {doubt_words(one)}")
    if not rows:
        print(_("Nothing is planned. The page School year plans it."))
    if file is not None:
        words = ngettext("{n} occasion in {file}", "{n} occasions in {file}", len(rows))
        print(words.format(n=len(rows), file=file))
    return DONE
