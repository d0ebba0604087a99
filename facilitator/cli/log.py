"""Commands on the log: export, demo and doctor."""

import json
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import paths, policy, settings
from facilitator.cli import DONE, NOT_IN_ORDER, say_error
from facilitator.cli.arguments import refuse_missing
from facilitator.cli.misuse import WrongUsage
from facilitator.cli.openlog import open_log
from facilitator.content.library import Library
from facilitator.diagnostics import text_of
from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.journal import open_journal
from facilitator.planning.days import clock_doubt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from facilitator.exchange.reporting import Kind
    from facilitator.journal.log import Log
    from facilitator.journal.tables.rows import SessionRow


def export(data: Path, outdir: Path, *, as_json: bool) -> int:
    """Write the CSV set and its description."""
    with closing(open_log(data)) as journal:
        return write_set(journal, outdir, as_json=as_json)


def write_set(log: "Log", outdir: Path, *, as_json: bool) -> int:
    """Write the CSV set of an open log."""
    from facilitator.exchange.sheets import csvset

    receipt = csvset.export(log, outdir)
    counts = {
        "sessions.csv": receipt.sessions,
        "steps.csv": receipt.steps,
        "occasions.csv": receipt.occasions,
    }
    if as_json:
        print(
            json.dumps(
                {"folder": str(outdir), "rows": counts, "running": receipt.running}, ensure_ascii=False
            )
        )
        return DONE
    for name, rows in counts.items():
        print(ngettext("{name}: {n} row", "{name}: {n} rows", rows).format(name=name, n=rows))
    print(_("Folder: {folder}").format(folder=outdir))
    print(receipt.privacy)
    return DONE


def read_back(data: Path, folder: Path) -> int:
    """Read a CSV set into a log that holds nothing."""
    from facilitator.exchange.packages.merge import stay_away
    from facilitator.exchange.sheets import csvset

    refuse_missing(folder)
    with closing(open_log(data)) as journal:
        count, beside, removed = csvset.load_into(journal, folder)
    words = ngettext(
        "{n} session has been read from {folder}.", "{n} sessions have been read from {folder}.", count
    )
    print(words.format(n=count, folder=folder))
    if beside:
        words = ngettext(
            "{n} occasion without the program has been read too.",
            "{n} occasions without the program have been read too.",
            beside,
        )
        print(words.format(n=beside))
    if removed:
        print(stay_away(removed))
    return DONE


def export_workbook(data: Path, file: Path, *, as_json: bool) -> int:
    """Write the log and its measures as one spreadsheet."""
    with closing(open_log(data)) as journal:
        return write_workbook(journal, file, as_json=as_json)


def write_workbook(log: "Log", file: Path, *, as_json: bool) -> int:
    """Write an open log and its measures as one spreadsheet."""
    from facilitator.exchange.sheets import xlsx
    from facilitator.exchange.sheets.csvset import privacy

    written = xlsx.export(log, file, datetime.now().astimezone().date())
    if as_json:
        rows = {"sessions": written.sessions, "steps": written.steps}
        print(json.dumps({"file": str(file), "rows": rows, "running": written.running}, ensure_ascii=False))
        return DONE
    words = ngettext("{n} session is in {file}.", "{n} sessions are in {file}.", written.sessions)
    print(words.format(n=written.sessions, file=file))
    print(privacy())
    return DONE


def report(
    data: Path, kind: "Kind", file: Path, *, year: int | None, school: str | None, group: str | None
) -> int:
    """Draw a report."""
    with closing(open_log(data)) as journal:
        names = policy.school_names(settings.Settings(data))
        return draw_report(journal, kind, file, year=year, school=school, group=group, names=names)


def draw_report(
    log: "Log", kind: "Kind", file: Path, *, year: int | None, school: str | None, group: str | None,
    names: "Mapping[str, str] | None" = None,
) -> int:  # fmt: skip
    """Draw a report of an open log. `names`: what people call the schools, beside those that are decided for everyone."""
    from facilitator.exchange import reporting
    from facilitator.planning.breaks import first_year

    reporting.refuse_unknown(log, school, group)
    today = datetime.now().astimezone().date()
    wanted = reporting.Wanted(
        kind=kind, year=first_year(today) if year is None else year, today=today, school=school, group=group,
        names=policy.school_names() if names is None else names,
    )  # fmt: skip
    reporting.save(log, Library.in_use(), wanted, file)
    print(f"{reporting.kind_words(kind)}: {file}")
    return DONE


def demo(data: Path, *, whole: bool, seed: int) -> int:
    """Fill the data folder with a fictional school, or with a `whole` municipality."""
    from facilitator.exchange.packages import demopackages
    from facilitator.journal import queries
    from facilitator.journal.fiction.demo import fill

    library = Library.in_use()
    with closing(open_log(data)) as journal:
        make = demopackages.fill if whole else fill
        made = make(journal, library, datetime.now().astimezone().date(), seed)
        school = next((group.school for group in queries.groups(journal) if group.school), "")
    settings.Settings(data).change(settings.SCHOOL_NAME, school)
    print(ngettext("{n} fictional session is in {folder}.", "{n} fictional sessions are in {folder}.", made).format(
        n=made, folder=data))  # fmt: skip
    return DONE


def demo_packages(number: str, folder: Path, seed: int) -> int:
    """Write packages of the fictional municipality's other computers."""
    from facilitator.exchange.packages import demopackages

    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    if not 1 <= wanted <= demopackages.MOST:
        raise WrongUsage(_("Say how many packages: 1 to {most}.").format(most=demopackages.MOST))
    library = Library.in_use()
    made = demopackages.write(library, wanted, folder, datetime.now().astimezone().date(), seed)
    print(
        ngettext("{n} package is in {folder}.", "{n} packages are in {folder}.", len(made)).format(
            n=len(made), folder=folder
        )
    )
    return DONE


def doctor(data: Path, *, rebuild: bool, as_json: bool) -> int:
    """Check the log; with `rebuild` compute the summaries again first."""
    from facilitator.journal import queries
    from facilitator.journal.checking import health, report
    from facilitator.journal.checking.rebuild import rebuild as compute_again
    from facilitator.journal.spare import takein

    try:
        journal = open_journal(data)
    except WorldTrouble as trouble:
        if trouble.kind is not Trouble.DAMAGED:
            raise
        return _tell_damage(data, trouble, as_json=as_json)
    try:
        rebuilt = compute_again(journal.database) if rebuild else 0
        findings = health.examine(journal.database)
        sessions = len(queries.sessions(journal, rehearsals=True))
        found = takein.look(journal, data)
        parts = report.parts(data, journal, datetime.now().astimezone().date(), findings)
    finally:
        journal.close()
    words = [
        *clock_doubt(datetime.now().astimezone().date()),
        *journal.notices,
        *found.notices,
        *(finding.text for finding in findings),
    ]
    if as_json:
        answer = {
            "ok": not findings,
            "rebuilt": rebuilt,
            "findings": words,
            "sessions": sessions,
            "led_without_log": {str(one.folder): [r.session for r in one.sessions] for one in found.left},
            "data": str(data),
            "report": {part.title: part.lines for part in parts},
            "policy_faults": policy.in_force().faults,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        if rebuild:
            print(_("Summaries computed again: {n} had changed.").format(n=rebuilt))
        for line in words:
            print(line)
        print(_("Data folder: {folder}").format(folder=data))
        print(_("Sessions in the log: {n}").format(n=sessions))
        for one in found.left:
            _tell_left(one.folder, one.sessions)
        print(f"\n{text_of(parts)}")
        print(_("The log is not in order, see above.") if findings else _("All is in order."))
    return NOT_IN_ORDER if findings else DONE


def _tell_left(folder: Path, sessions: "Sequence[SessionRow]") -> None:
    print(_("Led while the log could not be opened, and not in it: {folder}").format(folder=folder))
    for row in sessions:
        day = datetime.fromisoformat(row.started).astimezone()
        print(f"  {row.label} {row.title} · {row.group} · {day:%Y-%m-%d %H:%M}")
    print(_("Open the program: the page Today offers to take it into the log."))


def _tell_damage(data: Path, trouble: WorldTrouble, *, as_json: bool) -> int:
    """What is wrong with a log that cannot be opened, and which backup is the newest whole one."""
    from facilitator.journal import opening
    from facilitator.journal.backups import backup
    from facilitator.journal.checking import report
    from facilitator.journal.spare.apart import waiting

    words = [trouble.message]
    if trouble.path is not None and trouble.path.is_file():
        with suppress(OSError):  # a log that cannot even be copied has been told of above
            words += [text for text in opening.faults(trouble.path) if text not in words]
    newest = backup.fitting(data)
    apart = [str(folder) for folder in waiting(data)]
    if as_json:
        answer = {
            "ok": False,
            "findings": words,
            "newest_backup": None if newest is None else str(newest),
            "led_without_log": apart,
            "data": str(data),
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return NOT_IN_ORDER
    print(text_of(report.parts(data, None, datetime.now().astimezone().date())))
    for line in words:
        print(line)
    print(_("Data folder: {folder}").format(folder=data))
    if newest is None:
        print(_("There is no whole backup of it here."))
    else:
        print(_("The newest whole backup: {file}").format(file=newest))
    for folder in apart:
        print(_("Led while the log could not be opened, and not in it: {folder}").format(folder=folder))
    print(_("The log is not in order, see above. Do not delete anything."))
    return NOT_IN_ORDER


def move(data: Path, chosen: Path) -> int:
    """Move the data folder into another folder."""
    from facilitator.journal import moving

    found_by_itself = paths.is_default(data)
    print(_("The data folder is now {folder}").format(folder=moving.move(data, moving.place_in(chosen))))
    if not found_by_itself:
        say_error(_("Name the folder with --data from now on."))
    return DONE
