"""A command line that is written wrong: told in the interface's language, and as JSON where that was asked for."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from facilitator.overriding import override

_MISUSED = 2
"""What argparse leaves with."""


class WrongUsage(Exception):
    """What was asked cannot be meant; the message says how it is written."""


class Misread(SystemExit):
    """The command line could not be read; the way to write it has been shown, and `words` say what was wrong."""

    def __init__(self, code: int, words: str) -> None:
        self.words = words
        super().__init__(code)


class Parser(argparse.ArgumentParser):
    """Reads a command line, and says what is wrong in a way that can be answered as JSON too."""

    @override
    def error(self, message: str) -> NoReturn:
        """Show how it is written, and leave with the words. Raises Misread."""
        try:
            super().error(message)
        except SystemExit as left:
            raise Misread(int(left.code or 0), message) from None
        except OSError:  # how it is written cannot be shown, and not every Python 3.11 leaves that at that
            raise Misread(_MISUSED, message) from None


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether an answer as JSON is asked for, also where the rest cannot be read."""
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return any(one.startswith("--j") and "--json".startswith(one) for one in before)
