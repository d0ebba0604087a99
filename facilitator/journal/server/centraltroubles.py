"""What a database on a server refuses, told as something a person can do something about; never with the password."""

from typing import Any
from urllib.parse import quote

from sqlalchemy import URL

from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.paths import command_name

_FULL = ("53100", "53200")
_READ_ONLY = ("42501", "25006")
_WAITED = ("55P03", "57014")
_CROWDED = ("53300",)
_FOREIGN = ("42P01", "42703")
_OF_THE_CONNECTION = ("08", "28", "3D", "57P")
"""What the states begin with that are about getting in, or about having been thrown out."""
_RULES, _INVALID, _REFUSED = "pg_hba", "connection is bad: invalid ", "FATAL"
"""The file with a server's rules, how the driver speaks of an address, and what a server that answers begins with."""
_SECURED = ("SSL", "TLS", "certificate")
_SECRET = ("password", "sslpassword")
_PORT = "5432"
_HIDDEN = "•••"
_MOST_WORDS = 500


def trouble_of(error: BaseException, url: URL, *, reached: bool) -> WorldTrouble:
    """What an error of the driver means for the person at the keyboard; `reached`: there has been a connection already."""
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
    words = _words(error, url)
    if state and not state.startswith(_OF_THE_CONNECTION):
        remedy = _("Ask whoever looks after the database. Nothing has been changed.")
        return WorldTrouble(_("The database could not be read or written."), _quoting(remedy, words))
    if reached:
        remedy = _("Check the network and try again. Of what was being taken in, nothing has been kept.")
        return WorldTrouble(
            _("The connection to the database was lost."), _quoting(remedy, words), kind=Trouble.MISSING
        )
    return _not_reached(error, url, words)


def _not_reached(error: BaseException, url: URL, words: str) -> WorldTrouble:
    """Why there is no connection. The driver speaks English and the server its own language: there only names are looked for."""
    connection, place = getattr(error, "pgconn", None), _place(url)
    user = url.username or ""
    if _RULES in words:
        return WorldTrouble(
            _("The server at {place} does not let {user} in from this computer.").format(
                place=place, user=user
            ),
            _quoting(_("Ask whoever looks after the server."), words),
        )
    if f'"{url.database}"' in words and "databas" in words:
        return WorldTrouble(
            _("There is no database named {name} on that server.").format(name=url.database),
            _("Check the address, or ask whoever looks after the server to make it."),
            kind=Trouble.MISSING,
        )
    if connection is not None and (connection.used_password or connection.needs_password):
        return WorldTrouble(
            _("The database did not accept the password for {user}.").format(user=user),
            _("Write it in the file .pgpass, or ask whoever looks after the database."),
        )
    if user and f'"{user}"' in words:
        return WorldTrouble(
            _("The database does not let {user} in.").format(user=user),
            _("Check the address, or ask whoever looks after the server."),
        )
    if _INVALID in words:
        unusable = no_url()
        return WorldTrouble(unusable.message, _quoting(unusable.remedy, words))
    if any(one in words for one in _SECURED):
        return WorldTrouble(
            _("No secure connection (TLS) to {place} came about.").format(place=place),
            _quoting(_("Check sslmode in the address, or ask whoever looks after the server."), words),
        )
    if _REFUSED in words:
        return WorldTrouble(
            _("The server at {place} takes no connections now.").format(place=place),
            _quoting(_("Try again in a while, or ask whoever looks after the server."), words),
            kind=Trouble.MISSING,
        )
    return WorldTrouble(
        _("No server answers at {place}.").format(place=place),
        _quoting(_("Check the address and the network, and that the server runs."), words),
        kind=Trouble.MISSING,
    )


def _place(url: URL) -> str:
    """Where the server is looked for: a computer with its port, or the folder of a socket on this one."""
    hosts = url.host or url.query.get("host") or "localhost"
    ports = str(url.port or "") or url.query.get("port") or _PORT
    host, port = (one if isinstance(one, str) else ",".join(one) for one in (hosts, ports))
    return host if host.startswith("/") else f"{host}:{port}"


def _quoting(remedy: str, words: str) -> str:
    """The remedy, and below it the words of the driver or the server for whoever looks after it, marked as theirs."""
    quoted = _("The database’s own words: {words}").format(words=words)
    return f"{remedy}\n{quoted}"


def _words(error: BaseException, url: URL) -> str:
    """The driver's own words, in one line and without a password."""
    words = " ".join(str(error).split())
    secrets: list[Any] = [url.password, *(url.query.get(name) for name in _SECRET)]
    for secret in filter(None, secrets):
        for said in (secret, quote(secret, safe="")) if isinstance(secret, str) else secret:
            words = words.replace(str(said), _HIDDEN)
    return words[:_MOST_WORDS]


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
