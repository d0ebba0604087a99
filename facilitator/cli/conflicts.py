"""The command that settles conflicts: two versions side by side, and which of them is to stand."""

import json
from dataclasses import asdict

from facilitator.cli import DONE
from facilitator.cli.misuse import WrongUsage
from facilitator.content.library import Library
from facilitator.exchange.packages import conflicts
from facilitator.exchange.packages.conflicts import CODE_LENGTH, Choice
from facilitator.exchange.packages.merge import waiting_words
from facilitator.i18n import _
from facilitator.journal.log import Log

_WIDE, _COLUMN = 24, 30


def show(log: Log, *, as_json: bool) -> int:
    """Tell of everything that waits for a choice."""
    library = Library.in_use()
    waiting = conflicts.choices(log, {lesson.id: lesson for lesson in library.lessons})
    if as_json:
        print(json.dumps([_plain(one) for one in waiting], ensure_ascii=False, indent=1))
        return DONE
    for one in waiting:
        print(f"{one.code}  {one.title}")
        print(f"  {conflicts.same_words(one)}")
        wide = max(_WIDE, *(len(name) for name, _stands, _waits in one.rows))
        _row("", _("Stands"), _("Waits"), mark=" ", wide=wide)
        for name, stands, waits in one.rows:
            _row(name, stands, waits, mark=" " if stands == waits else "*", wide=wide)
        print()
    print(waiting_words(len(waiting)) if waiting else _("No conflict waits."))
    if waiting:
        print(
            _(
                "Choose with --keep CODE (what stands) or --take CODE (what waits). Nothing is lost: the other one is kept beside."
            )
        )
    return DONE


def settle(log: Log, code: str, *, theirs: bool, as_json: bool) -> int:
    """Let one of two versions stand; once more changes nothing."""
    if len(code) != CODE_LENGTH or not code.isalnum():
        raise WrongUsage(_("A conflict has a code of {n} characters, see the list.").format(n=CODE_LENGTH))
    one = next((one for one in conflicts.choices(log) if one.code == code), None)
    settled = one is not None and conflicts.settle(log, one.key, theirs=theirs)
    left = len(conflicts.waiting(log))
    if as_json:
        print(json.dumps({"settled": settled, "waiting": left}))
        return DONE
    if one is None or not settled:
        print(
            _(
                "Nothing waits under {code}: it has been settled, or the log has changed since. Nothing has been changed now."
            ).format(code=code)
        )
    else:
        print(_("Your choice is kept: {title}").format(title=one.title))
    print(waiting_words(left) if left else _("No conflict waits."))
    return DONE


def _row(name: str, stands: str, waits: str, *, mark: str, wide: int) -> None:
    print(f"  {mark} {name:<{wide}} {stands:<{_COLUMN}} {waits}".rstrip())


def _plain(one: Choice) -> dict[str, object]:
    rows = [{"name": name, "stands": stands, "waits": waits} for name, stands, waits in one.rows]
    return {**{key: value for key, value in asdict(one).items() if key != "key"}, "rows": rows}
