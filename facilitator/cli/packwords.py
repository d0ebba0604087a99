"""How the command `packs` is written; what it does loads when it is called."""

import argparse

from facilitator.cli.arguments import Commands, json_option, named, path
from facilitator.i18n import _


def add_to(commands: Commands) -> None:
    """Teach the command line the command and what can be done with it."""
    packs = commands.add_parser(
        "packs", help=_("content packs: what has been added, what a file would change, how one is made")
    )
    json_option(packs)
    packs.set_defaults(handler=_show)
    deeds = packs.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    add = deeds.add_parser("add", help=_("add a pack, or another version of one"))
    add.add_argument("file", type=path, metavar="FILE", help=_("a file that ends with .passinnehall"))
    add.add_argument("--older", action="store_true", help=_("also when a newer version is here"))
    add.set_defaults(handler=_add)
    remove = deeds.add_parser("remove", help=_("take a pack away; what has been led stays in the log"))
    remove.add_argument("id", type=named, metavar="ID", help=_("the pack’s id, see “packs”"))
    remove.add_argument("--preview", action="store_true", help=_("only tell what would change"))
    remove.set_defaults(handler=_remove)
    diff = deeds.add_parser("diff", help=_("tell what a pack would change, lesson by lesson"))
    diff.add_argument("file", type=path, metavar="FILE", help=_("a file that ends with .passinnehall"))
    diff.set_defaults(handler=_diff)
    make = deeds.add_parser("make", help=_("make a pack of a folder, when the check finds it whole"))
    make.add_argument("folder", type=path, metavar="DIR", help=_("a folder with pack.toml"))
    make.add_argument("--out", type=path, metavar="FILE", required=True, help=_("the file to write"))
    make.set_defaults(handler=_make)
    for deed in (add, remove, diff, make):
        json_option(deed, argparse.SUPPRESS)


def _show(options: argparse.Namespace) -> int:
    from facilitator.cli import packs

    return packs.show(as_json=options.json)


def _add(options: argparse.Namespace) -> int:
    from facilitator.cli import packs

    return packs.add(options.data, options.file, older=options.older, as_json=options.json)


def _remove(options: argparse.Namespace) -> int:
    from facilitator.cli import packs

    return packs.remove(options.data, options.id, only_look=options.preview, as_json=options.json)


def _diff(options: argparse.Namespace) -> int:
    from facilitator.cli import packs

    return packs.diff(options.file, as_json=options.json)


def _make(options: argparse.Namespace) -> int:
    from facilitator.cli import packs

    return packs.make(options.folder, options.out, as_json=options.json)
