"""What the log on disk holds, read past the program once it is closed, and what the stage must have shown by it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.content.script import from_json
from facilitator.session.facts import from_plain
from facilitator.session.fold import evolve
from facilitator.session.state import Entry, blank
from facilitator.ui.stage import compose

LOG = "passledaren.db"
_FACTS = "fact LEFT JOIN typed USING (session, seq)"


@dataclass(frozen=True)
class Kept:
    """One stored fact."""

    seq: int
    kind: str
    data: dict[str, Any]


def ask(data: Path, question: str, *values: object) -> list[Any]:
    """Rows of the log."""
    with closing(sqlite3.connect(data / LOG)) as connection:
        return connection.execute(question, values).fetchall()


def only_session(data: Path) -> str:
    """The one session of the log."""
    ((session,),) = ask(data, "SELECT session FROM session")
    return str(session)


def facts(data: Path, session: str = "") -> list[Kept]:
    """The facts of a session, or of the only one."""
    rows = ask(
        data,
        f"SELECT seq, kind, data, text FROM {_FACTS} WHERE session = ? ORDER BY seq",
        session or only_session(data),
    )
    return [Kept(seq, kind, whole(plain, text)) for seq, kind, plain, text in rows]


def whole(plain: str, text: str | None) -> dict[str, Any]:
    """The data of a stored fact with its free text, which lies beside the chain."""
    found: dict[str, Any] = json.loads(plain)
    if found.pop("apart", None) is not None:
        found |= json.loads(text or "{}")
    return found


def words_by_the_log(data: Path, session: str = "") -> dict[int, str]:
    """The words that the stage must have shown after each fact, until the lesson's end."""
    session = session or only_session(data)
    ((text,),) = ask(
        data,
        "SELECT script FROM lesson_snapshot JOIN session ON lesson_hash = hash WHERE session = ?",
        session,
    )
    state, words = blank(session, from_json(text)), dict[int, str]()
    rows = ask(
        data,
        f"SELECT seq, at_ms, wall, kind, version, data, text FROM {_FACTS} WHERE session = ? ORDER BY seq",
        session,
    )
    for seq, at_ms, wall, kind, version, plain, text in rows:
        state = evolve(state, Entry(seq, at_ms, wall, from_plain(kind, version, whole(plain, text))))
        if state.ended:
            break
        words[seq] = compose.compose(state).words()
    return words
