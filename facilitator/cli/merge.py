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
from facilitator.journal.merging import conflicts
from facilitator.journal.occasions import disputes


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
    waiting = [one.theirs.session for one in conflicts(log)]
    waiting += [one.occasion for one in disputes(log)]
    numbers, refused = merging.counts(taken), [one for one in taken if one.trouble is not None]
    for one in refused:
        say_error(str(one.trouble))
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
        words = (
            _("Where two versions differ, choose between them on the page Settings: {ids}")
            if data
            else _("Where two versions differ, the longer one stands until somebody chooses: {ids}")
        )
        print(words.format(ids=", ".join(waiting)))
    if only_look:
        print(_("Nothing has been taken in."))
    print(merging.told(numbers))
    return NOT_IN_ORDER if refused else DONE
