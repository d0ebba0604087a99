"""Commands for many laptops: a package of the sessions here, and packages of others taken into the log."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from facilitator.cli import DONE, NOT_IN_ORDER, say_error
from facilitator.exchange import merge as merging
from facilitator.exchange import sessionpack
from facilitator.i18n import _, ngettext
from facilitator.journal import open_journal
from facilitator.journal.laptops import laptops
from facilitator.journal.log import Log
from facilitator.journal.merging import Conflict, conflicts
from facilitator.journal.occasions import Dispute, disputes
from facilitator.planning.days import local_time
from facilitator.planning.occasionwords import kind_word


def export(data: Path, file: Path, *, only_new: bool, as_json: bool) -> int:
    """Write the ended sessions as a package."""
    with closing(open_journal(data)) as journal:
        return write_package(journal, file, only_new=only_new, as_json=as_json)


def write_package(log: Log, file: Path, *, only_new: bool, as_json: bool) -> int:
    """Write the ended sessions of an open log as a package."""
    written = sessionpack.export(log, file, only_new=only_new)
    if as_json:
        print(json.dumps({**asdict(written), "file": str(file)}, ensure_ascii=False))
        return DONE
    words = ngettext("{n} session is in {file}.", "{n} sessions are in {file}.", written.sessions)
    print(words.format(n=written.sessions, file=file))
    if written.occasions:
        words = ngettext(
            "{n} occasion without the program is in it too.",
            "{n} occasions without the program are in it too.",
            written.occasions,
        )
        print(words.format(n=written.occasions))
    if written.stayed:
        print(sessionpack.stayed_words(written.stayed))
    print(sessionpack.left_words())
    return DONE


def merge(data: Path, places: Sequence[Path], *, only_look: bool, as_json: bool) -> int:
    """Take packages into the log, each whole or not at all; files that are refused do not hinder the others."""
    files = merging.files(places)
    with closing(open_journal(data)) as journal:
        return take_in(journal, files, only_look=only_look, as_json=as_json, data=data)


def take_in(
    log: Log, files: Sequence[Path], *, only_look: bool = False, as_json: bool, data: Path | None = None
) -> int:
    """Take files into an open log; `data` is the folder where a person can choose between versions."""
    taken = [merging.take_in_file(log, file, only_look=only_look) for file in files]
    differing, disputed = conflicts(log), disputes(log)
    waiting = [*(one.theirs.session for one in differing), *(one.occasion for one in disputed)]
    numbers, refused = merging.counts(taken), [one for one in taken if one.trouble is not None]
    for words in dict.fromkeys(str(one.trouble) for one in refused):
        say_error(words)
    if as_json:
        answer = {
            "ok": not refused, **{str(case): n for case, n in numbers.items()}, "refused": {str(one.file): str(one.trouble) for one in refused}, "waiting": waiting,
            "laptops": [asdict(one) for one in laptops(log)], **({"data": str(data)} if data else {}),
        }  # fmt: skip
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return NOT_IN_ORDER if refused else DONE
    for one in taken:
        if one.trouble is None:
            print(f"{one.file}: {merging.told(merging.counts([one]))}")
    if waiting:
        print(
            _("Where two versions differ, choose between them on the page Settings:")
            if data
            else _("Where two versions differ, the longer one stands until somebody chooses:")
        )
        for words in (*map(_of_session, differing), *map(_of_occasion, disputed)):
            print(f"  {words}")
    if not files:
        print(_("There was no package there: a package is a file that ends with .passpaket."))
    if refused:
        words = ngettext(
            "{n} file was not taken in, for the reason above.",
            "{n} files were not taken in, for the reasons above.",
            len(refused),
        )
        print(words.format(n=len(refused)))
    if only_look:
        print(_("Nothing has been taken in."))
    print(merging.told(numbers))
    return NOT_IN_ORDER if refused else DONE


def _of_session(one: Conflict) -> str:
    """Which lesson it is about, as a person knows it."""
    row = one.ours
    began = local_time(row.started, row.utc_offset_min)
    return _joined(row.label, row.group, row.school, f"{began:%Y-%m-%d %H:%M}")


def _of_occasion(one: Dispute) -> str:
    said = one.accounts[0].values
    return _joined(kind_word(said.kind), said.group, said.school, f"{said.day}")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
