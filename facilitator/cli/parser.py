"""The commands, what they take, and who carries them out; each loads what it needs when it is called."""

import argparse
from collections.abc import Callable
from pathlib import Path

from facilitator import __version__, paths
from facilitator.cli import central, outgoing, packwords, years
from facilitator.cli.arguments import Commands, json_option, lesson_argument, named, path, year
from facilitator.cli.misuse import Parser
from facilitator.i18n import _

Handler = Callable[[argparse.Namespace], int]


def build_parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    parser: argparse.ArgumentParser = Parser(
        prog=paths.command_name(),
        description=_("Passledaren leads a lesson on the projector and keeps the log on this computer."),
        epilog=_("Without a command the program opens."),
    )
    parser.add_argument(
        "--version", action="version", version=f"Passledaren {__version__}", help=_("show the version")
    )
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=path,
        help=_("the data folder (default: this user’s local app data)"),
    )
    parser.add_argument(
        "--screen", metavar="NAME", default="", help=_("the projector’s screen, see “screens”")
    )
    parser.add_argument("--lang", choices=("sv", "en"), help=_("language of the interface"))
    parser.add_argument("--verbose", action="store_true", help=_("say more"))
    parser.set_defaults(handler=open_program)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    _content_commands(commands)
    packwords.add_to(commands)
    _print_command(commands)
    _log_commands(commands)
    _program_commands(commands)
    return parser


def _content_commands(commands: Commands) -> None:
    check = commands.add_parser("check", help=_("check content files: every fault with file, line and field"))
    check.add_argument(
        "paths",
        nargs="*",
        type=path,
        metavar="PATH",
        help=_("files or folders (default: all content)"),
    )
    json_option(check)
    check.add_argument(
        "--sha256",
        type=path,
        metavar="DIR",
        help=_("tell the fingerprint of a folder of lessons, for a policy"),
    )
    check.add_argument(
        "--schema",
        type=path,
        metavar="DIR",
        help=_("write the JSON Schemas of the format to a folder"),
    )
    check.set_defaults(handler=_check)
    lessons = commands.add_parser("lessons", help=_("list every lesson with its id and its lengths"))
    json_option(lessons)
    lessons.set_defaults(handler=_lessons)
    render = commands.add_parser("render", help=_("draw a lesson’s slides as PNG pictures; needs no display"))
    lesson_argument(render, "?")
    render.add_argument("outdir", type=path, nargs="?", metavar="OUTDIR", help=_("folder for the pictures"))
    render.add_argument("--all", type=path, metavar="OUTDIR", help=_("draw every lesson, one folder each"))
    render.add_argument("--pdf", type=path, metavar="FILE", help=_("also write one PDF of the slides"))
    render.add_argument("--size", default="1920x1080", metavar="WxH", help=_("size of the pictures"))
    render.add_argument(
        "--map", nargs=2, type=named, metavar=(_("PROGRAMME"), "FILE"),
        help=_("write how a programme’s lessons hang together as one page: PDF, or a picture when FILE ends with .png"),
    )  # fmt: skip
    render.set_defaults(handler=_render)


def _print_command(commands: Commands) -> None:
    paper = commands.add_parser(
        "print", help=_("draw what is to be on paper as a PDF: cards, guides, posters")
    )
    paper.add_argument("kind", nargs="?", metavar="KIND", help=_("what to print, see --list"))
    paper.add_argument(
        "subject", nargs="?", metavar="SUBJECT", help=_("of what: a lesson, scenario, programme or age")
    )
    paper.add_argument(
        "--out",
        type=path,
        metavar="FILE",
        help=_("the PDF to write, or a web page when its name ends with .html"),
    )
    paper.add_argument(
        "--html",
        action="store_true",
        help=_("the same as a web page in one file, for reading aloud and on a phone"),
    )
    paper.add_argument("--list", action="store_true", help=_("show what there is to print"))
    paper.add_argument(
        "--group-size", type=int, metavar="N", help=_("how many pupils the pack is counted for")
    )
    paper.add_argument(
        "--halves", action="store_true", help=_("the group is led in two rooms at the same time")
    )
    paper.add_argument(
        "--length", type=int, default=0, metavar="MIN", help=_("the lesson’s length in minutes")
    )
    paper.add_argument(
        "--name", action="append", default=[], metavar="NAME",
        help=_("a name on the diploma, kept nowhere; again for more, - reads them from standard input"),
    )  # fmt: skip
    paper.add_argument("--small-cards", action="store_true", help=_("scenario cards four on a sheet"))
    paper.add_argument(
        "--two-sided",
        action="store_true",
        help=_("the printer prints on both sides: each paper on its own sheet"),
    )
    paper.add_argument(
        "--reserve",
        action="store_true",
        help=_("draw every lesson whose content has changed into the data folder"),
    )
    paper.add_argument("--grey", action="store_true", help=_("without colours"))
    paper.set_defaults(handler=_print)
    reserve = commands.add_parser(
        "reserve", help=_("write a whole lesson as one HTML file, to lead it from a Chromebook")
    )
    lesson_argument(reserve)
    reserve.add_argument("--out", type=path, metavar="FILE", help=_("the HTML file to write"))
    reserve.add_argument(
        "--length", type=int, default=0, metavar="MIN", help=_("the lesson’s length in minutes")
    )
    reserve.set_defaults(handler=_reserve)


def _log_commands(commands: Commands) -> None:
    _exchange_commands(commands)
    over = commands.add_parser(
        "handover", help=_("hand a group over to another leader: show it, or write a file")
    )
    over.add_argument("group", metavar="GROUP", help=_("the group’s code, for example 6B"))
    over.add_argument("--out", type=path, metavar="FILE", help=_("the file to write; without it, only show"))
    over.set_defaults(handler=_hand_over)
    receive = commands.add_parser("receive", help=_("take over a group from another leader’s file"))
    receive.add_argument("file", type=path, metavar="FILE", help=_("a file that ends with .passpaket"))
    receive.add_argument("--preview", action="store_true", help=_("only show what it holds"))
    receive.set_defaults(handler=_receive)
    report = commands.add_parser("report", help=_("draw a report of the log as a PDF"))
    outgoing.report_options(
        report,
        ("board", "school", "group", "leader"),
        _("for the steering group, the headteacher, supervision of a group, or the leader"),
    )
    report.set_defaults(handler=_report)
    plan = commands.add_parser(
        "plan", help=_("show what is planned for the school year; write a calendar file")
    )
    plan.add_argument("--year", type=year, metavar="YEAR", help=_("the year in which the school year begins"))
    who = plan.add_mutually_exclusive_group()
    who.add_argument("--group", metavar="GROUP", help=_("only this group, for example 6B"))
    who.add_argument(
        "--staff", action="store_const", const="", dest="group", help=_("only the staff’s own lessons")
    )
    plan.add_argument("--ics", type=path, metavar="FILE", help=_("the calendar file to write"))
    json_option(plan)
    plan.set_defaults(handler=_plan)
    years.add_demo(commands)
    moved = commands.add_parser("move", help=_("move the data folder to another place on this computer"))
    moved.add_argument("folder", type=path, metavar="DIR", help=_("the folder that it is to lie in"))
    moved.set_defaults(handler=_move)
    restore = commands.add_parser("restore", help=_("list the backups, or put one in the place of the log"))
    restore.add_argument("backup", type=path, nargs="?", metavar="FILE", help=_("the backup to bring back"))
    restore.add_argument("--yes", action="store_true", help=_("bring it back without asking"))
    json_option(restore)
    restore.set_defaults(handler=_restore)
    doctor = commands.add_parser("doctor", help=_("check the log and the program’s folders"))
    doctor.add_argument(
        "--rebuild", action="store_true", help=_("compute all summaries again from the facts")
    )
    json_option(doctor)
    doctor.set_defaults(handler=_doctor)


def _exchange_commands(commands: Commands) -> None:
    export = commands.add_parser(
        "export", help=_("write the log as CSV files with their description, or as a package")
    )
    outgoing.export_options(export)
    export.set_defaults(handler=_export)
    back = commands.add_parser("import", help=_("read exported CSV files back, into an empty log"))
    back.add_argument("folder", type=path, metavar="DIR", help=_("a folder that “export” has written"))
    back.set_defaults(handler=_import)
    merge = commands.add_parser("merge", help=_("take packages from other computers into the log"))
    merge.add_argument(
        "places", type=path, nargs="+", metavar="PATH", help=_("packages, or folders with packages")
    )
    merge.add_argument("--preview", action="store_true", help=_("only tell what would be taken in"))
    json_option(merge)
    merge.set_defaults(handler=_merge)
    years.add_retention(commands)
    central.add_to(commands)


def _program_commands(commands: Commands) -> None:
    opened = commands.add_parser("run", help=_("open the program, as without a command"))
    opened.set_defaults(handler=open_program)
    selftest = commands.add_parser("selftest", help=_("test that this installation works; JSON on stdout"))
    selftest.set_defaults(handler=_selftest)
    take = commands.add_parser(
        "take", help=_("open packages and content packs in the window, which asks before anything is kept")
    )
    take.add_argument(
        "files", type=path, nargs="*", metavar="FILE", help=_("files ending with .passpaket or .passinnehall")
    )
    take.set_defaults(handler=_take)
    rehearse = commands.add_parser("rehearse", help=_("open a lesson to practise; never enters statistics"))
    lesson_argument(rehearse)
    rehearse.set_defaults(handler=_rehearse)
    screens = commands.add_parser("screens", help=_("list the screens and who gets which"))
    json_option(screens)
    screens.set_defaults(handler=_screens)


def open_program(options: argparse.Namespace) -> int:
    """Open the window: what is done without a command."""
    from facilitator.cli import program

    return program.open_program(options.data, screen=options.screen)


def _take(options: argparse.Namespace) -> int:
    from facilitator.cli import program

    files = tuple(one.absolute() for one in options.files)
    return program.open_program(options.data, screen=options.screen, files=files)


def _rehearse(options: argparse.Namespace) -> int:
    from facilitator.cli import program

    return program.open_program(options.data, screen=options.screen, rehearse=options.lesson)


def _screens(options: argparse.Namespace) -> int:
    from facilitator.cli import program

    return program.list_screens(options.data, options.screen, as_json=options.json)


def _selftest(options: argparse.Namespace) -> int:
    from facilitator.cli import selftest

    return selftest.run()


def _check(options: argparse.Namespace) -> int:
    from facilitator.cli import content

    if options.sha256 is not None:
        return content.tell_fingerprint(options.sha256)
    return content.check(options.paths, as_json=options.json, schema=options.schema, verbose=options.verbose)


def _lessons(options: argparse.Namespace) -> int:
    from facilitator.cli import content

    return content.list_lessons(as_json=options.json)


def _render(options: argparse.Namespace) -> int:
    from facilitator.cli import content

    if options.map:
        return content.draw_map(options.map[0], Path(options.map[1]))
    return content.render(options.lesson, options.outdir, options.all, options.pdf, options.size)


def _print(options: argparse.Namespace) -> int:
    from facilitator.cli import printing

    return printing.carry_out(options)


def _reserve(options: argparse.Namespace) -> int:
    from facilitator.cli import reserve

    return reserve.write(options.data, options.lesson, options.out, options.length)


def _export(options: argparse.Namespace) -> int:
    outgoing.refuse_half_an_export(options)
    if options.package is not None:
        from facilitator.cli import merge

        return merge.export(options.data, options.package, only_new=options.since_last, as_json=options.json)
    from facilitator.cli import log

    if options.xlsx is not None:
        return log.export_workbook(options.data, options.xlsx, as_json=options.json)
    return log.export(options.data, options.outdir, as_json=options.json)


def _import(options: argparse.Namespace) -> int:
    from facilitator.cli import log

    return log.read_back(options.data, options.folder)


def _merge(options: argparse.Namespace) -> int:
    from facilitator.cli import merge

    return merge.merge(options.data, options.places, only_look=options.preview, as_json=options.json)


def _hand_over(options: argparse.Namespace) -> int:
    from facilitator.cli import handover

    return handover.hand_over(options.data, options.group, options.out)


def _receive(options: argparse.Namespace) -> int:
    from facilitator.cli import handover

    return handover.receive(options.data, options.file, only_look=options.preview)


def _report(options: argparse.Namespace) -> int:
    outgoing.refuse_too_much(options)
    from facilitator.cli import log

    return log.report(
        options.data, options.kind, options.out, year=options.year, school=options.school, group=options.group
    )


def _plan(options: argparse.Namespace) -> int:
    from facilitator.cli import year

    return year.plan(
        options.data, year=options.year, group=options.group, file=options.ics, as_json=options.json
    )


def _move(options: argparse.Namespace) -> int:
    from facilitator.cli import log

    return log.move(options.data, options.folder)


def _restore(options: argparse.Namespace) -> int:
    from facilitator.cli import restoring

    if options.backup is None:
        return restoring.list_backups(options.data, as_json=options.json)
    return restoring.restore(options.data, options.backup, yes=options.yes, as_json=options.json)


def _doctor(options: argparse.Namespace) -> int:
    from facilitator.cli import log

    return log.doctor(options.data, rebuild=options.rebuild, as_json=options.json)
