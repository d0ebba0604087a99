"""The command line. It loads only what a command needs; without a command it opens the program.

Exit codes: 0 done, 1 what was asked about is not there or not in order, 2 wrong usage, 3 the environment refused.
One rule for what is not there, or is not what it was taken for: whatever is named on the command line to be looked at, read or brought back (a lesson, its
length, a programme, a group, a school, a screen, a file or folder) is answered with 1. A file that is to be written, and
the data folder itself, belong to the environment.
"""

import argparse
import errno
import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from facilitator import i18n, paths, policy, settings
from facilitator.cli import words
from facilitator.cli.misuse import Misread, WrongUsage, wants_json
from facilitator.errors import (
    ContentFault,
    Fault,
    NoSuch,
    Trouble,
    WorldTrouble,
    lacking_letters,
    lacking_library,
    trouble_from,
)
from facilitator.i18n import _

DONE, NOT_IN_ORDER, WRONG_USAGE, REFUSED = 0, 1, 2, 3

_OUTPUT_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def run(arguments: Sequence[str]) -> int:
    """Carry out the command line; returns the exit code."""
    try:
        return _explained(arguments)
    finally:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # a window of Windows has none
                _let_go(stream)


def _explained(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what the terminal cannot show is shown as ?
            stream.reconfigure(errors="replace")
    as_json = wants_json(arguments)
    try:
        return _carry_out(arguments)
    except Misread as misread:
        if as_json:
            _answer(misread.words)
        raise
    except WrongUsage as wrong:
        return _tell(str(wrong), WRONG_USAGE, as_json=as_json)
    except NoSuch as missing:
        return _tell(_with_list(missing), NOT_IN_ORDER, as_json=as_json)
    except ContentFault as fault:
        return _tell(str(fault), NOT_IN_ORDER, as_json=as_json, faults=fault.faults)
    except WorldTrouble as trouble:
        asked_about = trouble.kind is Trouble.UNKNOWN or _is_in_what_was_named(trouble, arguments)
        code = NOT_IN_ORDER if asked_about else REFUSED
        return _tell(str(trouble), code, as_json=as_json)
    except ImportError as error:
        return _tell(str(lacking_library(error)), REFUSED, as_json=as_json)
    except UnicodeEncodeError as error:
        return _tell(str(lacking_letters(error)), REFUSED, as_json=as_json)
    except KeyboardInterrupt:
        return REFUSED
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        return DONE
    except OSError as error:
        place = error.filename or os.curdir  # without a name: the folder that one stands in is gone
        if error.filename is None and error.errno in _OUTPUT_REFUSED:
            place = _("the output")
        return _tell(str(trouble_from(error, place)), REFUSED, as_json=as_json)


def _is_in_what_was_named(trouble: WorldTrouble, arguments: Sequence[str]) -> bool:
    """Whether a file that was named to be read, or lies in a folder that was, is not what it was taken for."""
    if trouble.path is None or trouble.kind not in (Trouble.DAMAGED, Trouble.FOREIGN, Trouble.TOO_NEW):
        return False
    named = {
        Path(one)
        for before, one in pairwise(["", *arguments])
        if before != "--data" and not one.startswith("-")
    }
    return not named.isdisjoint((trouble.path, trouble.path.parent))


def _carry_out(arguments: Sequence[str]) -> int:
    try:
        _choose_language(arguments)
        from facilitator.cli import parser

        words.teach()
        options = parser.build_parser().parse_args(list(arguments))
        options.data = options.data or _own_folder()
        handler: parser.Handler = options.handler
        if handler is not parser.open_program:  # the window reads them after its first frame
            _choose_content(options.data)
        return handler(options)
    finally:
        if sys.stdout is not None:  # so that what it is refused is told, not left to the end of Python
            sys.stdout.flush()


def _own_folder() -> Path:
    """The data folder that is used when none is named. Raises WorldTrouble."""
    try:
        return paths.default_data_dir()
    except FileNotFoundError as error:
        raise WorldTrouble(
            _("This computer does not say where your own folder is."),
            _("Name a data folder with --data, or set HOME to the whole path of a folder."),
            kind=Trouble.MISSING,
        ) from error


def _choose_content(data: Path) -> None:
    """Let the lessons be those that are decided or, with the packs of the data folder, those that came with the program."""
    if policy.in_force().get(policy.rules.CONTENT_PACK):
        from facilitator.content.adding import pack

        for notice in pack.choose(policy.in_force()):
            say_error(notice)
    elif paths.is_there(data / paths.PACKS):
        from facilitator.content.adding import packs

        packs.use(data)


def _tell(text: str, code: int, *, as_json: bool, faults: Sequence[Fault] = ()) -> int:
    if as_json:
        _answer(text, faults)
    say_error(text)
    return code


def _answer(text: str, faults: Sequence[Fault] = ()) -> None:
    answer: dict[str, object] = {"ok": False, "trouble": text}
    if faults:
        answer["faults"] = [asdict(one) for one in faults]
    with suppress(OSError):  # what cannot be written is told on the other stream, and by the exit code
        print(json.dumps(answer, ensure_ascii=False), flush=True)


def _with_list(missing: NoSuch) -> str:
    """What is not there, and the command that lists what is."""
    if not missing.listed:
        return str(missing)
    lists = _("“{command}” lists them all.").format(command=f"{paths.command_name()} {missing.listed}")
    return f"{missing} {lists}"


def _let_go(stream: TextIO) -> None:
    """Write what is left; where that is refused send it nowhere, so that the end of the program does not fail on it."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_error(text: str) -> None:
    """Write a message for a person to the error stream; when that is closed or full, the exit code tells."""
    with suppress(OSError):
        print(text, file=sys.stderr)


def _choose_language(arguments: Sequence[str]) -> None:
    """The language must be known before the help text is built: --lang, else the settings, else Swedish."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", choices=("sv", "en"))
    early.add_argument("--data")
    try:
        known, _rest = early.parse_known_args(list(arguments))
    except argparse.ArgumentError:
        known = argparse.Namespace(lang=None, data=None)
    if known.lang:
        i18n.set_language(known.lang)
        return
    wanted = policy.in_force().locked.get(settings.LANGUAGE.key)
    with suppress(FileNotFoundError):  # nowhere to look what was chosen
        folder = Path(known.data) if known.data else paths.default_data_dir()
        wanted = wanted or settings.peek(folder, settings.LANGUAGE)
    i18n.set_language("en" if wanted == "en" else "sv")
