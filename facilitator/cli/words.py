"""The words of the library that reads the command line, in the language of the interface."""

import argparse

from facilitator.i18n import _, ngettext


def teach() -> None:
    """Let argparse ask here for its words; what is not known stays as it is."""
    vars(argparse)["_"] = _said
    vars(argparse)["ngettext"] = _counted


def _said(text: str) -> str:
    return _words().get(text, text)


def _counted(one: str, other: str, count: int) -> str:
    if one == "expected %s argument":
        return ngettext("%s value is to stand here", "%s values are to stand here", count)
    return one if count == 1 else other


def _words() -> dict[str, str]:
    return {
        "usage: ": _("usage: "),
        "options": _("options"),
        "positional arguments": _("what is named"),
        "show this help message and exit": _("show this help"),
        "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
        "the following arguments are required: %s": _("this is missing: %s"),
        "one of the arguments %s is required": _("one of these is missing: %s"),
        "unrecognized arguments: %s": _("this is not known: %s"),
        "invalid choice: %(value)r (choose from %(choices)s)": _(
            "%(value)r is not known (choose from %(choices)s)"
        ),
        "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": _(
            "%(value)r is not known, perhaps %(suggestion)r? (choose from %(choices)s)"
        ),
        "invalid %(type)s value: %(value)r": _("%(value)r is no whole number"),
        "expected one argument": _("one value is missing"),
        "expected at least one argument": _("at least one value is missing"),
        "not allowed with argument %s": _("does not go together with %s"),
        "ambiguous option: %(option)s could match %(matches)s": _("%(option)s can mean %(matches)s"),
    }
