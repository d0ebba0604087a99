"""`occasions.csv`: what was held, cancelled or moved without the program, between the log and the cells, both ways."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from facilitator.exchange.sheets.cells import back, band_of, clock_of, day_of, grade_band, number_of
from facilitator.exchange.sheets.columns import GRADE_BANDS, Column
from facilitator.exchange.sheets.dialect import SCHEMA_VERSION, guard, unguard
from facilitator.journal.occasions import sealed
from facilitator.journal.tables.ids import OCCASION
from facilitator.journal.tables.rows import FEW, band
from facilitator.planning.days import school_year
from facilitator.planning.occasions import Occasion, Problem, Revision, problems

KIND = {
    "pupils": "elevpass", "staff": "personalpass", "apt": "APT", "training": "utbildning", "supervision": "handledning",
    "parents": "föräldramöte",
}  # fmt: skip
STATUS = {"held": "genomfört", "partial": "delvis", "moved": "flyttat", "cancelled": "inställt"}
CAUSE = {
    "": "", "time": "tid", "illness": "sjukdom", "room": "lokal", "schedule": "schema", "group": "händelse i gruppen",
    "technical": "teknik", "other": "annat",
}  # fmt: skip
AUDIENCE = {
    "pupils": "elever", "staff": "personal", "mentors": "mentorer", "leaders": "ledare", "both": "mentorer och ledare",
    "guardians": "vårdnadshavare",
}  # fmt: skip
WHY = {
    "": "", "mistyped": "fel inmatat", "learned": "ny uppgift", "replanned": "omplanerat", "mistaken": "inlagt av misstag",
    "chosen": "valt mellan versioner",
}  # fmt: skip
BANDS = ("0", "1–5", "6 eller fler")

OCCASIONS: tuple[Column, ...] = (
    Column(
        "tillfalle_id", "string", "Tillfällets id, skapat på datorn. Säger inget om grupp eller person.", True,
        pattern=OCCASION.pattern,
    ),
    Column("schema_version", "integer", "Version av kolumnerna i den här filen.", True),
    Column("appversion", "string", "Programversion som uppgiften lades in med.", True),
    Column("sort", "string", "Vilken sorts tillfälle det är.", True, tuple(KIND.values())),
    Column(
        "status", "string", "Vad det blev av. Hållna pass med elever står i sessions.csv, också de som lagts in efteråt.",
        True, tuple(STATUS.values()),
    ),
    Column("orsak_kod", "string", "Varför det inte blev som planerat.", codes=tuple(c for c in CAUSE.values() if c)),
    Column("skola_kod", "string", "Skolan, så som den är inlagd."),
    Column("grupp_kod", "string", "Gruppens kod. Tom för vuxna och för flera grupper. Aldrig namn."),
    Column("arskurs_band", "string", "Årskursband efter gruppens kod.", codes=tuple(GRADE_BANDS.values())),
    Column("malgrupp", "string", "Vilka tillfället var till för, som roll.", True, tuple(AUDIENCE.values())),
    Column("lasar", "string", "Läsår, juli till juni.", True),
    Column("datum", "date", "Dagen då det hölls eller skulle ha hållits.", True),
    Column("starttid", "time", "När det började, lokal tid, på fem minuter när."),
    Column("flyttat_till", "date", "Den nya dagen för det som flyttades."),
    Column("program", "string", "Programmet som tillfället hör till."),
    Column("pass_id", "string", "Passets id i innehållet."),
    Column("antal_ledare_vuxna", "integer", "Antal vuxna som ledde."),
    Column("antal_mentorer", "integer", "Antal mentorer som ledde."),
    Column("antal_deltagare", "integer", "Antal deltagare. Tomt när de var färre än 6; se bandet."),
    Column("antal_deltagare_band", "string", "Antal deltagare som band.", codes=BANDS),
    Column("faktisk_min", "integer", "Minuter enligt den som lade in det."),
    Column("inlagt_datum", "date", "Dagen då uppgiften lades in eller rättades.", True),
    Column("rattning_kod", "string", "Varför uppgiften rättades.", codes=tuple(c for c in WHY.values() if c)),
)  # fmt: skip


def cells(standing: Iterable[Revision]) -> Iterator[list[Any]]:
    """The cells of occasions as they stand, in the order of `OCCASIONS`; what was taken back is left out."""
    for one in standing:
        said = one.values
        if said.status == "withdrawn":
            continue
        few = said.few or (said.present is not None and 0 < said.present < FEW)
        yield [
            one.occasion, SCHEMA_VERSION, guard(one.program_version), KIND[said.kind], STATUS[said.status],
            CAUSE[said.cause], guard(said.school), guard(said.group), grade_band(said.group), AUDIENCE[said.audience],
            school_year(said.day), said.day.isoformat(), said.at.isoformat("minutes") if said.at else "",
            said.moved_to.isoformat() if said.moved_to else "", guard(said.programme), guard(said.lesson),
            said.adults, said.mentors, None if few else said.present,
            band(1) if few else band(said.present), said.minutes, one.wall[:10], WHY[one.why],
        ]  # fmt: skip


_COLUMNS: Mapping[Problem, str] = {
    "unknown": "sort", "kind": "sort", "form": "sort", "audience": "malgrupp", "group": "grupp_kod", "lesson": "pass_id",
    "minutes": "faktisk_min", "cause": "orsak_kod", "moved-to": "flyttat_till", "future": "datum", "day": "datum",
    "at": "starttid", "leaders": "antal_ledare_vuxna", "mentors": "antal_mentorer", "present": "antal_deltagare",
    "school": "skola_kod",
}  # fmt: skip
"""Where what the rules find stands in the file."""


class Unfit(ValueError):
    """Cells that can be read but do not go together; `column`: the one to look at."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


def account(row: Mapping[str, str], device: str) -> Revision:
    """The account that the cells of an occasion tell of, as if `device` had written it.

    Raises Unfit, ValueError, or KeyError for a code that is not known.
    """
    present = number_of(row["antal_deltagare"])
    few = band_of(row["antal_deltagare_band"], present) == band(1)
    said = Occasion(
        kind=_KIND[row["sort"]], status=_STATUS[row["status"]], day=day_of(row["datum"]),
        at=clock_of(row["starttid"]) if row["starttid"] else None, minutes=number_of(row["faktisk_min"]),
        school=unguard(row["skola_kod"]), group=unguard(row["grupp_kod"]), audience=_AUDIENCE[row["malgrupp"]],
        programme=unguard(row["program"]), lesson=unguard(row["pass_id"]), cause=_CAUSE[row["orsak_kod"]],
        moved_to=day_of(row["flyttat_till"]) if row["flyttat_till"] else None,
        adults=number_of(row["antal_ledare_vuxna"]), mentors=number_of(row["antal_mentorer"]),
        present=present, few=few,
    )  # fmt: skip
    if found := problems(said):
        raise Unfit(_COLUMNS.get(found[0], "sort"))
    if not OCCASION.fullmatch(row["tillfalle_id"]):
        raise Unfit("tillfalle_id")
    day = day_of(row["inlagt_datum"])
    return sealed(
        Revision(
            occasion=row["tillfalle_id"], number=1, previous="", set_aside="", why=_WHY[row["rattning_kod"]],
            wall=f"{day.isoformat()}T00:00:00Z", device=device, program_version=unguard(row["appversion"]), values=said,
            hash="",
        )
    )  # fmt: skip


_KIND, _STATUS, _CAUSE, _AUDIENCE, _WHY = map(back, (KIND, STATUS, CAUSE, AUDIENCE, WHY))
