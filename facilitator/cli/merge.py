"""Commands for many laptops: a package of the sessions here, and packages of others taken into the log."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from facilitator.cli import DONE, NOT_IN_ORDER, say_error
from facilitator.cli.openlog import open_log
from facilitator.exchange.packages import conflicts, sessionpack
from facilitator.exchange.packages import merge as merging
from facilitator.i18n import _, ngettext
from facilitator.journal.log import Log
from facilitator.journal.sharing.laptops import laptops


def export(data: Path, file: Path, *, only_new: bool, as_json: bool) -> int:
    """Write the ended sessions as a package."""
    with closing(open_log(data)) as journal:
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
    if written.plans:
        words = ngettext(
            "The plan of {n} group is in it too.", "The plans of {n} groups are in it too.", written.plans
        )
        print(words.format(n=written.plans))
    if written.stayed:
        print(sessionpack.stayed_words(written.stayed))
    print(sessionpack.left_words())
    return DONE


def merge(data: Path, places: Sequence[Path], *, only_look: bool, as_json: bool) -> int:
    """Take packages into the log, each whole or not at all; files that are refused do not hinder the others."""
    files = merging.files(places)
    with closing(open_log(data)) as journal:
        return take_in(journal, files, only_look=only_look, as_json=as_json, data=data)


def take_in(
    log: Log, files: Sequence[Path], *, only_look: bool = False, as_json: bool, data: Path | None = None
) -> int:
    """Take files into an open log; `data` is the folder where a person can choose between versions."""
    taken = [merging.take_in_file(log, file, only_look=only_look) for file in files]
    if only_look:
        taken = list(merging.in_turn(taken))
    waiting = conflicts.choices(log)
    numbers, refused = merging.counts(taken), [one for one in taken if one.trouble is not None]
    for words in dict.fromkeys(str(one.trouble) for one in refused):
        say_error(words)
    if as_json:
        answer = {
            "ok": not refused, **{str(case): n for case, n in numbers.items()}, "refused": {str(one.file): str(one.trouble) for one in refused}, "waiting": [one.code for one in waiting],
            "doubts": {str(one.file): one.doubts for one in taken if one.doubts},
            "laptops": [asdict(one) for one in laptops(log)], **({"data": str(data)} if data else {}),
        }  # fmt: skip
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return NOT_IN_ORDER if refused else DONE
    for one in taken:
        if one.trouble is None:
            print(f"{one.file}: {merging.told(merging.counts([one]))}")
        for doubt in one.doubts:
            print(f"  {doubt}")
    if waiting:
        print(merging.waiting_words(len(waiting)))
        print(
            _("Where two versions differ, choose between them on the page Settings:")
            if data
            else _(
                "Where two versions differ, the longer one stands until somebody chooses with “central … conflicts”:"
            )
        )
        for choice in waiting:
            print(f"  {choice.title}")
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
