"""A session as it can go between laptops: its chained facts without any free text, and what the laptop added to them.

What the group wrote and the leader's note never leave (docs/adr/0014): the chain holds only their salted digests, so it
proves whole without them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from facilitator.content.script import Script
from facilitator.journal import reading
from facilitator.journal.reading import LEFT_OUT, Row
from facilitator.journal.tables import chain, ids, schema, steptexts
from facilitator.journal.tables.chain import APART
from facilitator.journal.tables.rows import countable, session_row, step_row
from facilitator.planning.groups import SCHOOL_LENGTH, code_problem
from facilitator.session.facts import FACTS, PassEnded, PassStarted, TextsForgotten
from facilitator.session.fold import folded
from facilitator.session.state import Entry
from facilitator.session.summary import summarise

FIELDS: Final = ("session", "device", "school", "utc_offset_min", "program_version", "facts", "head")
ADDED: Final = ("school", "utc_offset_min", "program_version", "device")
"""What a laptop adds to the facts."""
_TEXT_KEY: Final = f'"{APART}"'
_LAST_YEAR: Final = 9000
_LATEST_MS: Final = 221_845_392_000_000  # that year begins
"""A clock may have stood anywhere, but days have to be reckoned with; what comes later in a laptop's log has a later id."""
_LONGEST_WORD, _LONGEST_DATA = 80, 64 * 1024
_MOST_MS: Final = 1 << 53
MOST_FACTS: Final = 20_000
"""In one session; a long lesson has some hundred."""
_DAY_MIN: Final = 24 * 60

FactLine = tuple[int, str, str, int, str]
"""`at_ms`, wall, kind, version, data (canonical JSON); the number of the fact is its place."""


class NotOurs(ValueError):
    """What no program of ours would have written."""


class TextInChain(Exception):
    """A session from the first version of the log holds free text in its chain, so it cannot leave."""


@dataclass(frozen=True, slots=True)
class Version:
    """One account of a session. `hashes`: of every fact. `texts` (salt and text by fact) and `note` are known only of
    an account that stood on this laptop and was set aside."""

    session: str
    device: str
    school: str
    utc_offset_min: int
    program_version: str
    facts: tuple[FactLine, ...]
    hashes: tuple[str, ...]
    texts: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    note: tuple[str, str] | None = None

    @property
    def seq(self) -> int:
        """How many facts."""
        return len(self.facts)

    @property
    def head(self) -> str:
        """The hash of the last fact."""
        return self.hashes[-1]

    @property
    def start(self) -> dict[str, Any]:
        """The data of the first fact: group, lesson and how it began."""
        found: dict[str, Any] = json.loads(self.facts[0][4])
        return found

    @property
    def group(self) -> str:
        """The group's code."""
        found: str = self.start["group"]
        return found

    @property
    def started(self) -> str:
        """When it began (wall time, ISO)."""
        return self.facts[0][1]

    @property
    def added(self) -> tuple[str, int, str, str]:
        """What the laptop added to the facts."""
        return self.school, self.utc_offset_min, self.program_version, self.device

    @property
    def rank(self) -> tuple[Any, ...]:
        """What decides which of two accounts stands until somebody chooses: the longer one, else a rule that is the same
        on every laptop."""
        return self.seq, self.head, self.added

    def goes_on_from(self, other: "Version") -> bool:
        """Whether this account holds everything that the other one does."""
        return (
            self.added == other.added and other.seq <= self.seq and self.hashes[other.seq - 1] == other.head
        )

    def shared(self, other: "Version") -> int:
        """How many facts both begin with."""
        pairs = zip(self.hashes, other.hashes, strict=False)
        return next((place for place, (one, two) in enumerate(pairs) if one != two), min(self.seq, other.seq))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version as rows, ready to be written: nothing is left to go wrong but the disk. `steps`: a value for every column
    in order; `words`: what the steps' numbers stand for."""

    version: Version
    row: dict[str, Any]
    steps: list[tuple[Any, ...]]
    words: dict[int, steptexts.Text]
    texts: list[dict[str, Any]]
    script: Script

    @property
    def facts(self) -> list[tuple[Any, ...]]:
        """The facts as rows, a value for every column in order."""
        both = zip(self.version.facts, self.version.hashes, strict=True)
        return [(self.version.session, seq, *line, digest) for seq, (line, digest) in enumerate(both, 1)]


def plain(version: Version) -> dict[str, Any]:
    """A version as it travels, without texts."""
    return {
        "session": version.session, "device": version.device, "school": version.school,
        "utc_offset_min": version.utc_offset_min, "program_version": version.program_version,
        "facts": [[at, wall, kind, number, json.loads(data)] for at, wall, kind, number, data in version.facts],
        "head": version.head,
    }  # fmt: skip


def from_plain(data: Any) -> Version:
    """A version that has come. Raises NotOurs, or what Python raises over values that are not as they should be."""
    if not isinstance(data, dict) or data.keys() != set(FIELDS):
        raise NotOurs("fields")
    facts = tuple(_line(line) for line in data["facts"])
    return checked(
        data["session"], data["device"], data["school"], data["utc_offset_min"], data["program_version"], facts,
        data["head"],
    )  # fmt: skip


def checked(
    own: str, device: str, school: Any, utc_offset_min: Any, program_version: Any,
    facts: tuple[tuple[Any, Any, str, int, str], ...], head: str,
) -> Version:  # fmt: skip
    """A version of values that have come, each kind of fact with its data looked at before. Raises as `from_plain`."""
    if not ids.ID.fullmatch(own) or ids.made_ms(own) > _LATEST_MS or not ids.DEVICE.fullmatch(device):
        raise NotOurs("id")
    if type(utc_offset_min) is not int or abs(utc_offset_min) >= _DAY_MIN:
        raise NotOurs("utc_offset_min")
    for name, text, most in (
        ("school", school, SCHOOL_LENGTH),
        ("program_version", program_version, _LONGEST_WORD),
    ):
        if not isinstance(text, str) or len(text) > most or not text.isprintable():
            raise NotOurs(name)
    if not 0 < len(facts) <= MOST_FACTS:
        raise NotOurs("facts")
    earlier = 0
    for at_ms, wall, *_happened in facts:
        if type(at_ms) is not int or not earlier <= at_ms < _MOST_MS:
            raise NotOurs("at_ms")
        if not isinstance(wall, str) or not ids.WALL.fullmatch(wall):
            raise NotOurs("wall")
        if not 1970 <= datetime.fromisoformat(wall).year < _LAST_YEAR:
            raise NotOurs("wall")
        earlier = at_ms
    hashes = chained(own, facts)
    if hashes[-1] != head:
        raise NotOurs("head")
    return Version(own, device, school, utc_offset_min, program_version, facts, hashes)


def _line(line: Any) -> FactLine:
    at_ms, wall, kind, number, data = line
    text = chain.canonical(data)
    check_happened(kind, number, data, text)
    return at_ms, wall, kind, number, text


def check_happened(kind: Any, number: Any, data: Any, text: str) -> None:
    """Look at what a fact says happened; `text`: its data as canonical JSON. Raises NotOurs."""
    if type(number) is not int or number < 1:
        raise NotOurs("number")
    if not isinstance(kind, str) or not kind.isascii() or not kind.isprintable() or len(kind) > _LONGEST_WORD:
        raise NotOurs("kind")
    if not isinstance(data, dict) or holds_text(kind, data) or len(text) > _LONGEST_DATA:
        raise NotOurs("data")


def holds_text(kind: str, data: Mapping[str, Any]) -> bool:
    """Whether a stored fact holds free text that ought to lie beside the chain."""
    known = FACTS.get(kind)
    return known is not None and any(data.get(name) for name in known.typed)


def chained(session: str, facts: Sequence[FactLine]) -> tuple[str, ...]:
    """The hashes of facts in a row."""
    found, previous = [], session
    for seq, (at_ms, wall, kind, number, data) in enumerate(facts, 1):
        previous = chain.sealed(previous, seq, at_ms, wall, kind, number, data)
        found.append(previous)
    return tuple(found)


def stored(connection: Connection, row: Row, *, texts: bool = False) -> Version:
    """The version that stands in the log; with `texts` and note, to set it aside.

    Raises Broken when its chain does not hold, and without `texts` TextInChain when a text would leave with it.
    """
    own = row["session"]
    rows = reading.fact_rows(connection, own)
    reading.entries(row, rows)  # refuses when chain or texts do not hold
    if not texts and any(holds_text(fact["kind"], json.loads(fact["data"])) for fact in rows):
        raise TextInChain(own)
    kept = {}
    note = None
    if texts:
        kept = {
            fact["seq"]: (fact["salt"], fact["text"]) for fact in rows if fact["salt"] not in (None, LEFT_OUT)
        }
        found = connection.execute(schema.note.select().where(schema.note.c.session == own)).first()
        note = None if found is None else (found.salt, found.text.decode("utf-8", "surrogatepass"))
    facts = tuple((one["at_ms"], one["wall"], one["kind"], one["version"], one["data"]) for one in rows)
    hashes = tuple(one["hash"] for one in rows)
    return Version(
        own,
        row["device"],
        row["school"],
        row["utc_offset_min"],
        row["program_version"],
        facts,
        hashes,
        kept,
        note,
    )


def prepare(version: Version, scripts: Mapping[str, Script]) -> Prepared:
    """The rows of a version: as if it had been led here, but for its texts.

    Raises NotOurs, Broken, KeyError for a lesson that is not among `scripts`, or what Python raises over odd values.
    """
    own = version.session
    entries, texts = _entries(version)
    start = entries[0].fact
    if not isinstance(start, PassStarted) or start.rehearsal or code_problem(start.group):
        raise NotOurs("start")
    script = scripts[start.lesson_hash]
    if any(isinstance(entry.fact, PassStarted) for entry in entries[1:]) or start.lesson != script.lesson.id:
        raise NotOurs("start")
    summary = summarise(folded(own, script, entries))
    ended = next((entry.wall for entry in reversed(entries) if isinstance(entry.fact, PassEnded)), "")
    if not ended or summary.status == "running":
        raise NotOurs("running")
    kept = dict(zip(ADDED, version.added, strict=True)) | {
        "imported": False,
        "ended": ended,
        "head": version.head,
    }
    steps = [step_row(own, step) for step in summary.steps]
    row = session_row(summary, kept, steps)
    if not countable(row):
        raise NotOurs("numbers")
    return Prepared(version, row, *steptexts.apart(steps), texts, script)


def _entries(version: Version) -> tuple[list[Entry], list[dict[str, Any]]]:
    """The entries of a version whose hashes have been worked out, and the rows of the texts beside them."""
    if not any(_TEXT_KEY in line[4] or line[2] == TextsForgotten.kind for line in version.facts):
        return [
            Entry(seq, at_ms, wall, reading.fact_of(kind, number, data))
            for seq, (at_ms, wall, kind, number, data) in enumerate(version.facts, 1)
        ], []
    rows, texts = [], []
    for seq, (at_ms, wall, kind, number, data) in enumerate(version.facts, 1):
        row: dict[str, Any] = {
            "session": version.session, "seq": seq, "at_ms": at_ms, "wall": wall, "kind": kind, "version": number,
            "data": data, "salt": None, "text": None,
        }  # fmt: skip
        if APART in json.loads(data):
            row["salt"], row["text"] = version.texts.get(seq, (LEFT_OUT, ""))
            texts.append({name: row[name] for name in ("session", "seq", "salt", "text")})
        rows.append(row)
    return reading.entries_of(rows), texts


def as_text(version: Version) -> str:
    """A version as it is kept beside the log, with the texts and the note it had here."""
    more = {"texts": [[seq, *pair] for seq, pair in version.texts.items()], "note": version.note}
    return chain.canonical(plain(version) | more)


def from_text(text: str) -> Version:
    """A version that was kept. Raises what Python raises over text that is not one."""
    data = json.loads(text)
    note, texts = data.pop("note"), data.pop("texts")
    facts = tuple(
        (at, wall, kind, number, chain.canonical(one)) for at, wall, kind, number, one in data["facts"]
    )
    return Version(
        data["session"], data["device"], data["school"], data["utc_offset_min"], data["program_version"], facts,
        chained(data["session"], facts), {seq: (salt, words) for seq, salt, words in texts},
        None if note is None else (note[0], note[1]),
    )  # fmt: skip
