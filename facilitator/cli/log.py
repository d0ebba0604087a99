"""Commands on the log: export, demo and doctor."""

import json
from datetime import datetime
from pathlib import Path

from facilitator import paths
from facilitator.cli import DONE, NOT_IN_ORDER
from facilitator.content.library import Library
from facilitator.i18n import _, ngettext
from facilitator.journal import open_journal


def export(data: Path, outdir: Path, *, as_json: bool) -> int:
    """Write the CSV set and its description."""
    from facilitator.exchange import csvset

    journal = open_journal(data)
    try:
        receipt = csvset.export(journal, outdir)
    finally:
        journal.close()
    if as_json:
        files = [{"name": f.name, "rows": f.rows} for f in receipt.files]
        print(json.dumps({"folder": str(outdir), "files": files}, ensure_ascii=False))
        return DONE
    for file in receipt.files:
        print(ngettext("{name}: {n} row", "{name}: {n} rows", file.rows).format(name=file.name, n=file.rows))
    print(_("The files hold no pupils: only groups, times and steps. Folder: {folder}").format(folder=outdir))
    return DONE


def demo(data: Path) -> int:
    """Fill the data folder with a fictional school."""
    from facilitator.journal.demo import fill

    library = Library.open(paths.scenarios_dir())
    journal = open_journal(data)
    try:
        made = fill(journal, library, datetime.now().astimezone().date())
    finally:
        journal.close()
    print(ngettext("{n} fictional session is in {folder}.", "{n} fictional sessions are in {folder}.", made).format(
        n=made, folder=data))  # fmt: skip
    return DONE


def doctor(data: Path, *, rebuild: bool, as_json: bool) -> int:
    """Check the log; with `rebuild` compute the summaries again first."""
    from facilitator.journal import health

    journal = open_journal(data)
    try:
        rebuilt = health.rebuild(journal) if rebuild else 0
        report = health.examine(journal)
    finally:
        journal.close()
    if as_json:
        print(json.dumps({"ok": report.ok, "rebuilt": rebuilt, "findings": report.findings, "facts": report.facts,
                          "sessions": report.sessions}, ensure_ascii=False, indent=1))  # fmt: skip
    else:
        if rebuild:
            print(_("Summaries computed again: {n} had changed.").format(n=rebuilt))
        for finding in report.findings:
            print(finding)
        print(_("Data folder: {folder}").format(folder=data))
        print(_("Sessions: {sessions}, facts: {facts}").format(sessions=report.sessions, facts=report.facts))
        print(_("All is in order.") if report.ok else _("The log is not in order, see above."))
    return DONE if report.ok else NOT_IN_ORDER
