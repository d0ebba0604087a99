"""The columns of the CSV set, in their fixed order; new ones only ever come last.

Names, codes and texts are Swedish whatever language the program shows: they belong to the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from facilitator.journal.tables.ids import ID

Kind = Literal["string", "integer", "number", "boolean", "date", "time"]

STATUS = {"done": "genomfört", "partial": "delvis"}
OUTCOME = {"held": "genomfört", "shortened": "kortat", "skipped": "hoppat", "not-reached": "ej nått"}
REASON = {
    "": "", "time": "tid", "age": "ålder", "language": "språk", "question": "gruppens fråga", "technical": "teknik",
    "sensitive": "känsligt läge", "other": "annat",
}  # fmt: skip
WEIGHT = {"core": "kärna", "flexible": "flexibel", "optional": "valbar", "protected": "skyddad"}
CORE = ("core", "protected")
GROUP_FORM = {1: "helklass", 2: "halvgrupp", 3: "mindre grupp"}
GRADE_BANDS = {"F123": "åk F–3", "456": "åk 4–6", "789": "åk 7–9", "P": "personal"}
BANDS = ("0", "1–5", "6 eller fler")
ROOM = {1: "ja", 2: "delvis", 3: "nej"}
NEEDS = {0: "inget", 1: "handledning", 2: "innehåll", 3: "lokal", 4: "tid"}
FILLED_BY = {1: "mentor", 2: "lärare", 3: "koordinator"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, its type, what it means, and the codes it may hold (empty: any)."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    codes: tuple[str, ...] = ()
    pattern: str = ""


def _id(meaning: str) -> Column:
    return Column("tillfalle_id", "string", meaning, True, pattern=ID.pattern)


_SCHEMA = Column("schema_version", "integer", "Version av kolumnerna i den här filen.", True)

CONDITIONS: Mapping[str, Column] = {
    "room": Column(
        "rum_tillrackligt", "string", "Om rummet räckte för det som skulle göras, enligt ledarna.", codes=tuple(ROOM.values())
    ),
    "adult_there": Column("vuxen_i_rummet", "boolean", "Om en vuxen var med i rummet hela passet."),
    "took_part": Column(
        "delaktighet", "integer", "Hur delaktig gruppen var som helhet, enligt ledarna: 1 låg, 5 hög. Tomt i grupper med färre än 6."
    ),
    "understood": Column(
        "forstaelse", "integer", "Hur väl gruppen som helhet förstod, enligt ledarna: 1 låg, 5 hög. Tomt i grupper med färre än 6."
    ),
    "felt_safe": Column(
        "trygghet_i_rummet", "integer",
        "Hur trygg stämningen var i gruppen som helhet, enligt ledarna: 1 låg, 5 hög. Tomt i grupper med färre än 6.",
    ),
    "opt_out": Column(
        "avstaende_mojligt", "boolean", "Om ledarna sa att man får avstå. Ingen uppgift om någon gjorde det."
    ),
    "team_told": Column(
        "elevhalsa_informerad_fore", "boolean",
        "Om elevhälsan visste om passet innan. Frågas bara för pass på risknivå 3, annars tomt.",
    ),
    "needs": Column("behov_av_stod", "string", "Vad ledarna mest behöver stöd med.", codes=tuple(NEEDS.values())),
    "filled_by": Column(
        "fyller_i_roll", "string", "Vilken roll den hade som fyllde i. Aldrig vem.", codes=tuple(FILLED_BY.values())
    ),
}  # fmt: skip
"""What came with version 6 of the log, by its name there: one cell each, last in the file."""

SESSIONS: tuple[Column, ...] = (
    _id("Tillfällets id, skapat på datorn. Säger inget om grupp eller person."),
    _SCHEMA,
    Column("appversion", "string", "Programversion som förde loggen.", True),
    Column("innehallsversion", "string", "Version av passets text.", True),
    Column("innehall_kontrollsumma", "string", "SHA-256 av den passtext som kördes.", True),
    Column("skola_kod", "string", "Skolan, så som gruppen är inlagd."),
    Column("grupp_kod", "string", "Gruppens kod, till exempel 6B eller 6B-h1. Aldrig namn."),
    Column("arskurs_band", "string", "Årskursband efter gruppens kod.", codes=tuple(GRADE_BANDS.values())),
    Column("lasar", "string", "Läsår, juli till juni.", True),
    Column("datum", "date", "Dagen då passet började, lokal tid.", True),
    Column("starttid", "time", "När passet började, lokal tid, avrundat nedåt till 5 minuter.", True),
    Column("slutdatum", "date", "Dagen då passet avslutades, lokal tid.", True),
    Column("sluttid", "time", "När passet avslutades, lokal tid, avrundat nedåt till 5 minuter.", True),
    Column("utc_minuter", "integer", "Hur många minuter före UTC datorns klocka gick.", True),
    Column("program", "string", "Programmet som passet hör till.", True),
    Column("pass_id", "string", "Passets id i innehållet.", True),
    Column("pass_beteckning", "string", "Passets korta beteckning."),
    Column("pass_titel", "string", "Passets titel."),
    Column(
        "status",
        "string",
        "Om passet leddes till slutet eller delvis. Säger inget om tiden; se karnmoment_kortade.",
        True,
        tuple(STATUS.values()),
    ),
    Column("antal_ledare_vuxna", "integer", "Antal vuxna som ledde."),
    Column("antal_mentorer", "integer", "Antal mentorer som ledde."),
    Column("gruppform", "string", "Hur gruppen var samlad.", codes=tuple(GROUP_FORM.values())),
    Column("antal_deltagare", "integer", "Antal deltagare. Tomt när de var färre än 6; se bandet."),
    Column("antal_deltagare_band", "string", "Antal deltagare som band.", codes=BANDS),
    Column("forberedelse_min", "integer", "Förberedelse i minuter, enligt ledaren."),
    Column("planerad_min", "integer", "Passets planerade längd i minuter.", True),
    Column("faktisk_min", "number", "Faktisk tid i minuter utan pauser, en decimal.", True),
    Column("faktisk_s", "integer", "Faktisk tid i sekunder utan pauser.", True),
    Column("paus_s", "integer", "Pausad tid i sekunder.", True),
    Column("avbrott_s", "integer", "Tid då programmet inte var i gång under passet, i sekunder.", True),
    Column("karnmoment_planerade", "integer", "Antal kärnmoment i passet (kärna och skyddade moment).", True),
    Column("karnmoment_hallna", "integer", "Antal kärnmoment som hölls, hela eller kortade.", True),
    Column("ordning_foljd", "boolean", "Om momenten kom i planerad ordning.", True),
    Column("stodlista_visad", "boolean", "Om stödlistan visades.", True),
    Column("kvarstund_gjord", "boolean", "Om en vuxen stannade kvar efteråt. Ingen uppgift om vem."),
    Column("hur_gick_det", "integer", "Ledarens bedömning av passet, 1 till 4."),
    Column("sista_moment", "string", "Momentet som visades sist.", True),
    Column("logg_klar", "boolean", "Om loggen är färdigställd.", True),
    Column(
        "karnmoment_kortade",
        "integer",
        "Antal av de hållna kärnmomenten som lämnades innan deras minsta tid var nådd.",
        True,
    ),
    Column(
        "inlagt_i_efterhand",
        "boolean",
        "Om passet hölls utan programmet och lades in efteråt. Då är tiderna de som ledaren minns, och momentens minuter "
        "är passets fördelade efter planen.",
        True,
    ),
    *CONDITIONS.values(),
)

STEPS: tuple[Column, ...] = (
    _id("Tillfället som momentet hör till."),
    _SCHEMA,
    Column("moment_id", "string", "Momentets id i passet.", True),
    Column("ordning_planerad", "integer", "Momentets plats i passet.", True),
    Column("ordning_faktisk", "integer", "I vilken ordning momentet kom. Tomt när det inte nåddes."),
    Column("titel", "string", "Momentets namn."),
    Column("form", "string", "Momentets form: formatets egna engelska kod, till exempel look-back.", True),
    Column("vikt", "string", "Hur fast momentet hör till passet.", True, tuple(WEIGHT.values())),
    Column("karnmoment", "boolean", "Om momentet räknas som kärnmoment.", True),
    Column("planerad_min", "integer", "Planerade minuter.", True),
    Column("faktisk_min", "number", "Faktisk tid i minuter utan pauser, en decimal.", True),
    Column("faktisk_s", "integer", "Faktisk tid i sekunder utan pauser.", True),
    Column("paus_s", "integer", "Pausad tid i sekunder.", True),
    Column("genomforande", "string", "Vad det blev av momentet.", True, tuple(OUTCOME.values())),
    Column(
        "andring_kod",
        "string",
        "Varför momentet hoppades över.",
        codes=tuple(c for c in REASON.values() if c),
    ),
)

SCENARIOS: tuple[Column, ...] = (
    _id("Tillfället där scenariot användes."),
    _SCHEMA,
    Column("moment_id", "string", "Momentets id i passet.", True),
    Column(
        "scenario_id",
        "string",
        "Scenariots id i innehållet: passets eget, eller det som var valt i stället.",
        True,
    ),
    Column("scenario_titel", "string", "Scenariots titel i texten som kördes."),
)
"""One row a step whose scenario was told, in the spreadsheet only: it is worked out from the texts of the lessons, which no CSV
set holds, and a set is read back exactly."""
