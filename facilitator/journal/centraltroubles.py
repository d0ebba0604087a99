"""What a database on a server refuses, told as something a person can do something about; never with the password."""

from typing import Any

from sqlalchemy import URL

from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.paths import command_name

_FULL = ("53100", "53200")
_READ_ONLY = ("42501", "25006")
_WAITED = ("55P03", "57014")
_CROWDED = ("53300",)
_FOREIGN = ("42P01", "42703")
_HIDDEN = "•••"


def trouble_of(error: BaseException, url: URL) -> WorldTrouble:
    """What an error of the driver means for the person at the keyboard."""
    state = getattr(error, "sqlstate", None) or ""
    if state in _FULL:
        return WorldTrouble(
            _("The server has no room left."),
            _("Ask whoever looks after the database. What is already there is safe."),
            kind=Trouble.FULL,
        )
    if state in _READ_ONLY:
        return WorldTrouble(
            _("The user of the database may not write to it."),
            _("Let the user own the database, or ask whoever looks after it."),
            kind=Trouble.READ_ONLY,
        )
    if state in _WAITED:
        return WorldTrouble(
            _("Somebody else has been writing to the database for a long time."),
            _("Try again in a while. Nothing has been changed."),
            kind=Trouble.LOCKED,
        )
    if state in _CROWDED:
        return WorldTrouble(
            _("Too many are using the database at once."), _("Try again in a while."), kind=Trouble.LOCKED
        )
    if state in _FOREIGN:
        return foreign()
    if state and not state.startswith(("08", "28", "3D", "57P")):
        return WorldTrouble(
            _("The database could not be read or written: {reason}.").format(reason=_words(error, url)),
            _("Ask whoever looks after the database. Nothing has been changed."),
        )
    return _not_reached(error, url)


def _not_reached(error: BaseException, url: URL) -> WorldTrouble:
    """No connection, or one that was lost. The server tells why in its own language, so only names are looked for."""
    words, connection = _words(error, url), getattr(error, "pgconn", None)
    if connection is not None and (connection.used_password or connection.needs_password):
        return WorldTrouble(
            _("The database did not accept the password for {user}.").format(user=url.username or ""),
            _("Write it in the file .pgpass, or ask whoever looks after the database."),
        )
    if f'"{url.database}"' in words and "databas" in words:
        return WorldTrouble(
            _("There is no database named {name} on that server.").format(name=url.database),
            _("Check the address, or ask whoever looks after the server to make it."),
            kind=Trouble.MISSING,
        )
    if url.username and f'"{url.username}"' in words:
        return WorldTrouble(
            _("The database does not let {user} in.").format(user=url.username),
            _("Check the address, or ask whoever looks after the server."),
        )
    return WorldTrouble(
        _("The database cannot be reached: {reason}.").format(reason=words),
        _(
            "Check the address and the network and try again. Of what was being taken in, nothing has been kept."
        ),
        kind=Trouble.MISSING,
    )


def _words(error: BaseException, url: URL) -> str:
    """The driver's own words, in one line and without the password."""
    words = " ".join(str(error).split())
    password: Any = url.password
    if password:
        words = words.replace(str(password), _HIDDEN)
    return words.rstrip(".")


def no_url() -> WorldTrouble:
    """What was given is no address; it is not shown, since it may hold a password."""
    return WorldTrouble(
        _("The address of the database cannot be used."),
        _(
            "It is written postgresql://USER@SERVER/DATABASE. Packages go into a log on this computer with “{command} merge”."
        ).format(command=command_name()),
    )


def without_driver() -> WorldTrouble:
    """The extra is not installed, or the bundle has been built without it."""
    return WorldTrouble(
        _("The part that speaks with PostgreSQL is not installed."),
        _(
            "Install it with: pip install “passledaren[postgres]”. The installed desktop program never has it."
        ),
        kind=Trouble.MISSING,
    )


def empty() -> WorldTrouble:
    """Nobody has taken anything in yet."""
    return WorldTrouble(
        _("There is nothing in the database yet."),
        _("Take packages in first: “{command} central --db … import …”.").format(command=command_name()),
        kind=Trouble.MISSING,
    )


def newer(found: int, known: int) -> WorldTrouble:
    """The database was made by a newer program."""
    return WorldTrouble(
        _(
            "The database was made by a newer Passledaren (log version {found}, this program knows {known})."
        ).format(found=found, known=known),
        _("Install the newest Passledaren. The database has not been touched."),
        kind=Trouble.TOO_NEW,
    )


def older(found: int, known: int) -> WorldTrouble:
    """The database waits for somebody to take something in."""
    return WorldTrouble(
        _(
            "The database was made by an older Passledaren (log version {found}, this program needs {known})."
        ).format(found=found, known=known),
        _("Take packages in with this program first: that brings the database up to date."),
    )


def foreign() -> WorldTrouble:
    """The database holds something else."""
    return WorldTrouble(
        _("The database holds something else than a Passledaren log."),
        _("Make a database of its own for Passledaren. This one has not been touched."),
        kind=Trouble.FOREIGN,
    )


def wrong_letters(encoding: str) -> WorldTrouble:
    """The database cannot hold every letter."""
    return WorldTrouble(
        _("The database cannot hold every letter: it is made for {encoding}.").format(encoding=encoding),
        _("Make it again with the encoding UTF8."),
    )


def damaged(what: str) -> WorldTrouble:
    """Rows that do not add up."""
    return WorldTrouble(
        _("What the database holds does not add up: {what}.").format(what=what.rstrip(".")),
        _("Ask whoever looks after it for its last backup, or take the packages into a new database."),
        kind=Trouble.DAMAGED,
    )
