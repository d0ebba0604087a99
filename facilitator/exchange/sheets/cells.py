"""Between the log's rows and the cells of the CSV files, both ways."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final

from facilitator.exchange.sheets import columns as c
from facilitator.exchange.sheets.dialect import NO, SCHEMA_VERSION, YES, Guarded, Minutes, unguard
from facilitator.journal.figures.scenariouse import TOLD, Texts
from facilitator.journal.tables.ids import ID
from facilitator.journal.tables.rows import FEW, band
from facilitator.journal.tables.steptexts import Text as StepText
from facilitator.planning.days import local_time, school_year

_WHOLE: Final = re.compile("0|[1-9][0-9]*")
_MOST: Final = 10**10
"""Beyond every number of a session, in minutes too."""
_MOST_PEOPLE: Final = 99
_DAY_MIN: Final = 24 * 60 - 1
_FIRST_YEAR: Final = 1970
"""No clock of a computer goes further back."""
STEP_ORDER = (
    "session", "text", "planned_order", "actual_order", "spent_s", "paused_s", "outcome", "reason",
)  # fmt: skip
"""The columns of a step row; what its `text` stands for comes once, beside (`journal.steptexts`)."""
_ROUND_MIN = 5


class Cells:
    """Turns rows into cells; remembers texts that come again."""

    def __init__(self) -> None:
        self._text = Guarded()
        self._minutes = Minutes()
        self._words: dict[int, tuple[Any, ...]] = {}

    def session(self, row: Mapping[str, Any]) -> list[Any]:
        """The cells of a session row in the order of `columns.SESSIONS`."""
        text = self._text
        began, began_at = _rounded(row["started"], row["utc_offset_min"])
        ended, ended_at = _rounded(row["ended"], row["utc_offset_min"])
        people = row["people"]
        return [
            row["session"], SCHEMA_VERSION, text[row["program_version"]], text[row["lesson_version"]],
            text[row["lesson_hash"]], text[row["school"]], text[row["group"]], grade_band(row["group"]),
            school_year(began), began.isoformat(), began_at, ended.isoformat(), ended_at,
            row["utc_offset_min"], text[row["programme"]], text[row["lesson"]], text[row["label"]], text[row["title"]],
            c.STATUS[row["status"]], row["adults"], row["mentors"], c.GROUP_FORM.get(row["group_form"], ""),
            None if people is not None and 0 < people < FEW else people, row["people_band"],
            row["prepared_min"], row["length_min"], self._minutes[row["spent_s"]], row["spent_s"], row["paused_s"],
            row["gap_s"], row["core_planned"], row["core_held"], _flag(row["order_kept"]), _flag(row["support_shown"]),
            "" if row["stayed"] is None else _flag(row["stayed"]), row["went"], text[row["last_step"]],
            _flag(row["finished"]), row["core_shortened"], _flag(row["late"]), *_conditions(row),
        ]  # fmt: skip

    def steps(
        self, rows: Iterable[Sequence[Any]], texts: Mapping[int, StepText]
    ) -> Iterator[tuple[Any, ...]]:
        """The cells of step rows given in `STEP_ORDER`, in the order of `columns.STEPS`; `texts`: by number."""
        text, minutes, words = self._text, self._minutes, self._words
        for number in texts.keys() - words.keys():
            words[number] = self._of_text(*texts[number])
        for own, number, place, actual, spent, paused, outcome, reason in rows:
            step, title, form, weight, core, planned = words[number]
            yield (
                own, SCHEMA_VERSION, step, place, actual or None, title, form, weight, core, planned, minutes[spent],
                spent, paused, c.OUTCOME.get(outcome) or text[outcome], c.REASON.get(reason) or text[reason],
            )  # fmt: skip

    def _of_text(self, step: str, title: str, form: str, weight: str, planned_s: int) -> tuple[Any, ...]:
        text = self._text
        cell = c.WEIGHT.get(weight) or text[weight]
        return text[step], text[title], text[form], cell, _flag(weight in c.CORE), planned_s // 60

    def scenarios(
        self,
        chunk: Iterable[Mapping[str, Any]],
        rows: Iterable[Sequence[Any]],
        words: Mapping[int, StepText],
        texts: Texts,
    ) -> Iterator[tuple[Any, ...]]:
        """The cells of the scenarios told in the steps (`rows`) of sessions, in the order of `columns.SCENARIOS`."""
        text = self._text
        ran = {row["session"]: texts.get(row["lesson_hash"], ()) for row in chunk}
        for own, number, place, *_times, outcome, _reason in rows:
            step, _title, form, *_rest = words[number]
            if form == "scenario" and outcome in TOLD:
                for one in ran[own]:
                    if one.place == place:
                        yield own, SCHEMA_VERSION, text[step], text[one.scenario], text[one.title]


def session_values(cells: Mapping[str, str]) -> dict[str, Any]:
    """The row values of a session's cells. Raises ValueError, or KeyError for a code that is not known."""
    offset, people = _offset(cells["utc_minuter"]), number_of(cells["antal_deltagare"], _MOST_PEOPLE)
    stayed = cells["kvarstund_gjord"]
    return {
        "session": _id(cells["tillfalle_id"]), "program_version": unguard(cells["appversion"]),
        "lesson_version": unguard(cells["innehallsversion"]), "lesson_hash": unguard(cells["innehall_kontrollsumma"]),
        "school": unguard(cells["skola_kod"]), "group": unguard(cells["grupp_kod"]), "utc_offset_min": offset,
        "started": _wall(day_of(cells["datum"]), cells["starttid"], offset),
        "ended": _wall(day_of(cells["slutdatum"]), cells["sluttid"], offset), "programme": unguard(cells["program"]),
        "lesson": unguard(cells["pass_id"]), "label": unguard(cells["pass_beteckning"]),
        "title": unguard(cells["pass_titel"]), "status": _STATUS[cells["status"]],
        "adults": number_of(cells["antal_ledare_vuxna"]), "mentors": number_of(cells["antal_mentorer"]),
        "group_form": _GROUP_FORM[cells["gruppform"]], "people": people,
        "people_band": band_of(cells["antal_deltagare_band"], people), "prepared_min": number_of(cells["forberedelse_min"]),
        "length_min": _whole(cells["planerad_min"]), "spent_s": _whole(cells["faktisk_s"]),
        "paused_s": _whole(cells["paus_s"]), "gap_s": _whole(cells["avbrott_s"]),
        "core_planned": _whole(cells["karnmoment_planerade"]), "core_held": _whole(cells["karnmoment_hallna"]),
        "order_kept": _FLAGS[cells["ordning_foljd"]], "support_shown": _FLAGS[cells["stodlista_visad"]],
        "stayed": int(_FLAGS[stayed]) if stayed else None, "went": number_of(cells["hur_gick_det"]),
        "last_step": unguard(cells["sista_moment"]), "finished": _FLAGS[cells["logg_klar"]],
        "late": cells["inlagt_i_efterhand"] == YES,
        **{name: _condition(name, cells[column.name]) for name, column in c.CONDITIONS.items()},
    }  # fmt: skip


def step_values(cells: Mapping[str, str]) -> dict[str, Any]:
    """The row values of a step's cells. Raises ValueError, or KeyError for a code that is not known."""
    return {
        "session": _id(cells["tillfalle_id"]), "step": unguard(cells["moment_id"]),
        "planned_order": _whole(cells["ordning_planerad"]), "actual_order": number_of(cells["ordning_faktisk"]) or 0,
        "title": unguard(cells["titel"]), "form": unguard(cells["form"]), "weight": _WEIGHT[cells["vikt"]],
        "planned_s": _whole(cells["planerad_min"]) * 60, "spent_s": _whole(cells["faktisk_s"]),
        "paused_s": _whole(cells["paus_s"]), "outcome": _OUTCOME[cells["genomforande"]],
        "reason": _REASON[cells["andring_kod"]],
    }  # fmt: skip


def grade_band(group: str) -> str:
    """The band of grades that a group's code belongs to; empty when the code says nothing."""
    return next((found for grades, found in c.GRADE_BANDS.items() if group[:1] and group[0] in grades), "")


def _conditions(row: Mapping[str, Any]) -> Iterator[object]:
    """The answers that came with version 6 of the log. In a small group a view of the whole is a view of each."""
    small = row["people_band"] == c.BANDS[1]
    for name, column in c.CONDITIONS.items():
        value = row[name]
        if value is None or (small and name in _OF_THE_GROUP):
            yield ""
        elif column.kind == "integer":
            yield value
        else:
            yield _flag(value) if column.kind == "boolean" else _CODES[name].get(value, "")


def _condition(name: str, cell: str) -> int | None:
    if not cell:
        return None
    kind = c.CONDITIONS[name].kind
    if kind == "integer":
        return _whole(cell)
    return int(_FLAGS[cell]) if kind == "boolean" else int(back(_CODES[name])[cell])


def _flag(value: object) -> str:
    return YES if value else NO


def _rounded(wall: str, utc_offset_min: int) -> tuple[date, str]:
    """The local day and clock time, rounded down."""
    exact = local_time(wall, utc_offset_min)
    return exact.date(), f"{exact.hour:02}:{exact.minute - exact.minute % _ROUND_MIN:02}"


def day_of(cell: str) -> date:
    """The day of a cell, as this program writes one. Raises ValueError."""
    day = date.fromisoformat(cell)
    if day.isoformat() != cell or day.year < _FIRST_YEAR:
        raise ValueError(cell)
    return day


def clock_of(cell: str) -> time:
    """The clock time of a cell, as this program writes one. Raises ValueError."""
    clock = time.fromisoformat(cell)
    if clock.isoformat("minutes") != cell or clock.minute % _ROUND_MIN:
        raise ValueError(cell)
    return clock


def _wall(day: date, cell: str, utc_offset_min: int) -> str:
    local = datetime.combine(day, clock_of(cell), timezone(timedelta(minutes=utc_offset_min)))
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _id(cell: str) -> str:
    if not ID.fullmatch(cell):
        raise ValueError(cell)
    return cell


def _whole(cell: str, most: int = _MOST) -> int:
    """The whole number of a cell, as this program writes one that is not negative. Raises ValueError."""
    if not _WHOLE.fullmatch(cell) or int(cell) > most:
        raise ValueError(cell)
    return int(cell)


def _offset(cell: str) -> int:
    return -_whole(cell[1:], _DAY_MIN) if cell.startswith("-") else _whole(cell, _DAY_MIN)


def number_of(cell: str, most: int = _MOST) -> int | None:
    """The whole number of a cell, as this program writes one that is not negative; None for an empty one. Raises ValueError."""
    return _whole(cell, most) if cell else None


def band_of(cell: str, people: int | None) -> str:
    """The band of a cell, which goes together with the number beside it: of few there is none. Raises ValueError."""
    few = people is None and cell == band(1)
    if not few and (cell != band(people) or cell == band(1)):
        raise ValueError(cell)
    return cell


def back(codes: Mapping[Any, str]) -> dict[str, Any]:
    """What each cell stands for, from what each value is written as."""
    return {cell: value for value, cell in codes.items()}


_FLAGS = {YES: True, NO: False}
_STATUS = back(c.STATUS)
_OUTCOME = back(c.OUTCOME)
_REASON = back(c.REASON)
_WEIGHT = back(c.WEIGHT)
_GROUP_FORM = {**back(c.GROUP_FORM), "": None}
_CODES: Mapping[str, Mapping[int, str]] = {"room": c.ROOM, "needs": c.NEEDS, "filled_by": c.FILLED_BY}
_OF_THE_GROUP = frozenset({"took_part", "understood", "felt_safe"})
