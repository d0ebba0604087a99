"""What is written out of a log: the options of `export` and `report`, the same for a laptop's own log and a shared one."""

import argparse
from collections.abc import Sequence

from facilitator.cli.arguments import json_option, path, year
from facilitator.cli.misuse import WrongUsage
from facilitator.i18n import _


def export_options(export: argparse.ArgumentParser) -> None:
    """What is written, and where to."""
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("outdir", type=path, nargs="?", metavar="OUTDIR", help=_("folder for the files"))
    what.add_argument(
        "--package",
        type=path,
        metavar="FILE",
        help=_("write the sessions as one .passpaket for a coordinator instead"),
    )
    what.add_argument(
        "--xlsx",
        type=path,
        metavar="FILE",
        help=_("write the log and the measures as one spreadsheet instead"),
    )
    export.add_argument(
        "--since-last", action="store_true", help=_("in the package: only what has come since the last one")
    )
    json_option(export)


def refuse_half_an_export(options: argparse.Namespace) -> None:
    """Raise WrongUsage when the newest part is asked of what always holds the whole log."""
    if options.since_last and options.package is None:
        raise WrongUsage(
            _("--since-last goes with --package: CSV files and the spreadsheet hold the whole log.")
        )


_NARROWED = {"school": ("school", "group"), "group": ("group",)}
"""By option: the reports that it narrows."""


def refuse_too_much(options: argparse.Namespace) -> None:
    """Raise WrongUsage when a report is to be of one school or group and would tell of more."""
    for option, kinds in _NARROWED.items():
        if getattr(options, option) is not None and options.kind not in kinds:
            raise WrongUsage(
                _("“report {kind}” cannot be narrowed with --{option}. This can: {kinds}.").format(
                    kind=options.kind, option=option, kinds=", ".join(f"report {one}" for one in kinds)
                )
            )


def report_options(report: argparse.ArgumentParser, kinds: Sequence[str], told: str) -> None:
    """Which report of what; `told`: whom the kinds are for."""
    report.add_argument("kind", choices=kinds, metavar="KIND", help=told)
    report.add_argument(
        "--out",
        type=path,
        metavar="FILE",
        required=True,
        help=_("the PDF to write, or a web page when its name ends with .html"),
    )
    report.add_argument(
        "--year", type=year, metavar="YEAR", help=_("the year in which the school year begins")
    )
    report.add_argument("--school", metavar="NAME", help=_("which school, when the log has several"))
    report.add_argument("--group", metavar="GROUP", help=_("only this group, for example 6B"))
