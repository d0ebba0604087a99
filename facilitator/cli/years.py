"""The commands of whoever follows up many school years: removal by decision, and a municipality to try things on."""

import argparse
from datetime import date
from pathlib import Path

from facilitator.cli.arguments import Commands, json_option, named, path, year
from facilitator.i18n import _


def add_demo(commands: Commands) -> None:
    """The command `demo`."""
    demo = commands.add_parser(
        "demo", help=_("fill the data folder with a fictional school, or a whole municipality")
    )
    demo.add_argument(
        "--size",
        choices=("school", "municipality"),
        default="school",
        help=_("a school with half a term, or a municipality with a year and a half"),
    )
    demo.add_argument(
        "--packages", nargs=2, type=named, metavar=("N", "DIR"),
        help=_("instead, write N packages of the municipality’s other computers into a folder"),
    )  # fmt: skip
    demo.add_argument("--seed", type=int, default=1, metavar="N", help=_("another number, another school"))
    demo.set_defaults(handler=_demo)


def add_retention(commands: Commands) -> None:
    """The command `retention`."""
    removal = commands.add_parser(
        "retention", help=_("tell what falls under a decision to remove, and remove it with a protocol")
    )
    retention_options(removal)
    removal.add_argument(
        "--set-aside",
        action="store_true",
        help=_("let files go too that were set aside after a fault or for a backup"),
    )
    removal.set_defaults(handler=_retention)


def retention_options(removal: argparse.ArgumentParser) -> None:
    """The decision, what falls under it, and what is to be done: the same for a laptop's log and a shared one."""
    removal.add_argument("--decision", metavar="NUMBER", help=_("the number of the decision"))
    removal.add_argument("--decided", type=_day, metavar="DATE", help=_("its day, such as 2026-10-01"))
    until = removal.add_mutually_exclusive_group()
    until.add_argument(
        "--through",
        type=year,
        metavar="YEAR",
        help=_("the last school year to go, by the year it begins in"),
    )
    until.add_argument(
        "--older-than",
        type=int,
        metavar="N",
        help=_("keep this many school years before the one that runs (5)"),
    )
    removal.add_argument(
        "--kinds",
        nargs="+",
        choices=("sessions", "texts", "occasions", "plan"),
        help=_("what is to go (all)"),
    )
    removal.add_argument("--group", nargs="+", metavar="GROUP", help=_("only these groups"))
    removal.add_argument("--school", nargs="+", metavar="SCHOOL", help=_("only these schools"))
    removal.add_argument(
        "--role",
        choices=("coordinator", "archivist", "head"),
        default="coordinator",
        help=_("who confirms it"),
    )
    removal.add_argument(
        "--carry-out",
        type=path,
        metavar="DIR",
        help=_("write the protocol to a folder and remove; without it, only tell"),
    )
    removal.add_argument("--record", action="store_true", help=_("show what has been removed before"))
    json_option(removal)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a day is written like 2026-10-01")) from None


def _retention(options: argparse.Namespace) -> int:
    from facilitator.cli import retention

    return retention.carry_out(options)


def _demo(options: argparse.Namespace) -> int:
    from facilitator.cli import log

    if options.packages is None:
        return log.demo(options.data, whole=options.size == "municipality", seed=options.seed)
    number, folder = options.packages
    return log.demo_packages(number, Path(folder), options.seed)
