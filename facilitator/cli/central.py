"""The command `central`: a log that several coordinators share on a PostgreSQL server.

The only place in the program that reaches out over a network, and only when it is asked (docs/adr/0020).
"""

import argparse
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from facilitator.cli import outgoing, years
from facilitator.cli.arguments import Commands, json_option, path
from facilitator.i18n import _

if TYPE_CHECKING:
    from facilitator.journal.server.central import Central


def add_to(commands: Commands) -> None:
    """Teach the command line the command and what can be done with it."""
    central = commands.add_parser(
        "central", help=_("a log that several coordinators share on a PostgreSQL server")
    )
    central.add_argument(
        "--db", metavar="URL", required=True, help=_("the database: postgresql://USER@SERVER/DATABASE")
    )
    deeds = central.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    take_in = deeds.add_parser(
        "import", help=_("take packages into the database; the first time its tables are made")
    )
    take_in.add_argument(
        "places", type=path, nargs="+", metavar="PATH", help=_("packages, or folders with packages")
    )
    json_option(take_in)
    take_in.set_defaults(handler=_import)
    report = deeds.add_parser("report", help=_("draw a report of the log as a PDF"))
    outgoing.report_options(
        report,
        ("board", "school", "group"),
        _("for the steering group, the headteacher, or supervision of a group"),
    )
    report.set_defaults(handler=_report)
    export = deeds.add_parser(
        "export",
        help=_("write the log as CSV files with their description, or as a package"),
    )
    outgoing.export_options(export)
    export.set_defaults(handler=_export)
    _add_deciding(deeds)


def _add_deciding(deeds: Commands) -> None:
    """What somebody decides: which of two versions stands, and what is removed."""
    choosing = deeds.add_parser(
        "conflicts", help=_("show two versions that differ side by side, and choose between them")
    )
    which = choosing.add_mutually_exclusive_group()
    which.add_argument("--keep", metavar="CODE", help=_("let the version stand that stands now"))
    which.add_argument("--take", metavar="CODE", help=_("let the version stand that waits"))
    json_option(choosing)
    choosing.set_defaults(handler=_conflicts)
    removal = deeds.add_parser(
        "retention", help=_("tell what falls under a decision to remove, and remove it with a protocol")
    )
    years.retention_options(removal)
    removal.add_argument(
        "--copies-gone", type=int, metavar="N",
        help=_("record that the server’s backups and archived log no longer hold what removal no. N took"),
    )  # fmt: skip
    removal.set_defaults(handler=_retention, set_aside=False)


def _import(options: argparse.Namespace) -> int:
    from facilitator.cli import merge
    from facilitator.exchange.packages.merge import files
    from facilitator.journal.server.central import open_central

    found = files(options.places)
    with closing(open_central(options.db, make=True)) as log:
        return merge.take_in(log, found, as_json=options.json)


def _report(options: argparse.Namespace) -> int:
    from facilitator.cli import log as journal

    outgoing.refuse_too_much(options)
    return _look(
        options,
        lambda log: journal.draw_report(
            log, options.kind, options.out, year=options.year, school=options.school, group=options.group
        ),
    )


def _export(options: argparse.Namespace) -> int:
    from facilitator.cli import log as journal
    from facilitator.cli import merge

    outgoing.refuse_half_an_export(options)
    if options.xlsx is not None:
        return _look(options, lambda log: journal.write_workbook(log, options.xlsx, as_json=options.json))
    if options.package is None:
        return _look(options, lambda log: journal.write_set(log, options.outdir, as_json=options.json))
    return _look(
        options,
        lambda log: merge.write_package(
            log, options.package, only_new=options.since_last, as_json=options.json
        ),
    )


def _conflicts(options: argparse.Namespace) -> int:
    from facilitator.cli import conflicts

    with _opened(options) as log:
        if options.keep is None and options.take is None:
            return conflicts.show(log, as_json=options.json)
        code, theirs = (options.keep, False) if options.take is None else (options.take, True)
        return conflicts.settle(log, code, theirs=theirs, as_json=options.json)


def _retention(options: argparse.Namespace) -> int:
    from facilitator.cli import retention

    with _opened(options) as log:
        if options.copies_gone is not None:
            return retention.copies_gone(log, options.copies_gone)
        return retention.carry_out_in(log, options)


def _opened(options: argparse.Namespace) -> "closing[Central]":
    """The shared log, to decide something in. Raises WorldTrouble."""
    from facilitator.journal.server.central import open_central

    return closing(open_central(options.db, make=False))


def _look(options: argparse.Namespace, deed: "Callable[[Central], int]") -> int:
    """Tell of the shared log as it stands at one moment. Raises WorldTrouble."""
    with _opened(options) as log, log.database.one_moment():
        return deed(log)
