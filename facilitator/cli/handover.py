"""Commands that hand a group's thread over to another leader: told in words first, then written or kept."""

from pathlib import Path

from facilitator import settings
from facilitator.cli import DONE
from facilitator.cli.arguments import refuse_missing
from facilitator.cli.openlog import open_log
from facilitator.content.library import Library
from facilitator.exchange.packages import handover, passpaket, picks
from facilitator.i18n import _
from facilitator.journal.threads import Parcel


def hand_over(data: Path, group: str, out: Path | None) -> int:
    """Tell what a handover of the group holds; with `out`, write it."""
    library = Library.in_use()
    journal = open_log(data)
    try:
        parcel = handover.parcel_of(journal, group, settings.peek(data, settings.PICKED))
        _tell(parcel, library)
        if out is not None:
            handover.write(parcel, out)
            print(_("Written: {file}").format(file=out))
        else:
            print(_("Nothing has been written. Add --out FILE to write it."))
    finally:
        journal.close()
    return DONE


def receive(data: Path, file: Path, *, only_look: bool) -> int:
    """Tell what a handover holds and keep it; with `only_look` it is only told."""
    refuse_missing(file)
    parcel, library = handover.read(file), Library.in_use()
    kept = settings.peek(data, settings.PICKED)
    along = picks.sort_out(parcel, library, kept)
    _tell(parcel, library)
    for doubt in (*passpaket.name_doubts(file), *picks.told_of(along, library)):
        print(doubt)
    if only_look:
        return DONE
    journal = open_log(data)
    try:
        new = handover.receive(journal, parcel)
    finally:
        journal.close()
    if new and along.new:
        settings.Settings(data).change(settings.PICKED, {**kept, **along.new})
        print(picks.kept_words(along.count))
    print(_("Received.") if new else _("It was here already: nothing has changed."))
    return DONE


def _tell(parcel: Parcel, library: Library) -> None:
    for line in handover.told(parcel, library):
        print(line)
    for text in handover.doubtful(parcel):
        print(_("Look at this: “{text}” may identify a person.").format(text=text))
