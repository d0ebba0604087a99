"""The command for removal by decision: told first, carried out only when asked for, with a protocol; and its record."""

import argparse
import json
from contextlib import closing
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from facilitator.cli import DONE, NOT_IN_ORDER, WRONG_USAGE, say_error
from facilitator.cli.openlog import open_log
from facilitator.exchange import reporting
from facilitator.exchange import retention as removing
from facilitator.i18n import _
from facilitator.journal.log import Log
from facilitator.journal.removal.retention import KINDS, USUAL_YEARS, Refused, Rule, from_policy
from facilitator.planning.breaks import first_year


def carry_out(options: argparse.Namespace) -> int:
    """Tell what falls under a decision, or remove it; or show the record."""
    with closing(open_log(options.data)) as journal:
        return carry_out_in(journal, options)


def carry_out_in(log: Log, options: argparse.Namespace) -> int:
    """The same in an open log, a laptop's own or a shared one."""
    today = datetime.now().astimezone().date()
    if options.record:
        return _record(log, as_json=options.json)
    for group in options.group or ():
        reporting.refuse_unknown(log, None, group)
    for school in options.school or ():
        reporting.refuse_unknown(log, school, None)
    try:
        told = removing.look(log, _rule(options, today), today)
    except Refused as refused:
        words = [removing.problem_words(one) for one in refused.problems]
        if options.json:
            print(json.dumps({"ok": False, "trouble": " ".join(words)}, ensure_ascii=False))
        for line in words:
            say_error(line)
        return WRONG_USAGE
    if options.carry_out is None:
        return _tell(told, as_json=options.json)
    if told.falling.empty:
        return _nothing(told, as_json=options.json)
    done = removing.carry_out(log, told, options.carry_out, today, with_set_aside=options.set_aside)
    if options.json:
        answer = {"number": done.number, "protocol": str(done.protocol), "counts": dict(told.falling.counts)}
        print(
            json.dumps(answer | {"left": None if done.left is None else str(done.left)}, ensure_ascii=False)
        )
    else:
        for line in removing.lines(told):
            print(line)
        print(_("Removed. Protocol no. {n}: {file}").format(n=done.number, file=done.protocol))
    if done.left is None:
        return DONE
    say_error(removing.left_words(told, done.left))
    return NOT_IN_ORDER


def copies_gone(log: Log, number: int) -> int:
    """Record that what a removal could not reach is gone too; once more changes nothing."""
    new = removing.copies_gone(log, number)
    print(
        _("Recorded: no copy is left of what was removed.")
        if new
        else _("That stands in the record already.")
    )
    return DONE


def _rule(options: argparse.Namespace, today: date) -> Rule:
    number, through = from_policy(today)
    if options.through is not None:
        through = options.through
    elif options.older_than is not None or through is None:
        through = first_year(today) - (USUAL_YEARS if options.older_than is None else options.older_than) - 1
    return Rule(
        number if options.decision is None else options.decision,
        options.decided or date.max,
        options.role,
        through,
        frozenset(options.kinds or KINDS),
        frozenset(options.group or ()),
        frozenset(options.school or ()),
    )


def _tell(told: removing.Told, *, as_json: bool) -> int:
    if as_json:
        answer = {
            "counts": dict(told.falling.counts),
            "by_year": told.falling.by_year(),
            "copies": [str(path) for path in told.copies],
            "set_aside": [str(path) for path in told.set_aside],
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return DONE
    for line in removing.lines(told):
        print(line)
    for path in told.set_aside:
        print(
            _("Set aside after a fault or for a backup, and must be seen to first: {file}").format(file=path)
        )
    print(_("Nothing has been removed."))
    return DONE


def _nothing(told: removing.Told, *, as_json: bool) -> int:
    """What was asked for is done already: no protocol, and no line in the record."""
    if as_json:
        print(
            json.dumps({"number": None, "protocol": None, "counts": dict(told.falling.counts), "left": None})
        )
    else:
        print(*removing.lines(told), _("Nothing has been removed."), sep="\n")
    return DONE


def _record(log: Log, *, as_json: bool) -> int:
    found = removing.record(log)
    if as_json:
        plain: list[dict[str, Any]] = [asdict(one) for one in found]
        print(json.dumps(plain, ensure_ascii=False, indent=1, default=dict))
        return DONE
    for one in found:
        print(removing.record_words(one))
    if not found:
        print(_("Nothing has been removed by decision."))
    return DONE
