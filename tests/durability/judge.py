"""Opens what power cuts have left, and says what is wrong with it."""

from pathlib import Path

from facilitator.errors import WorldTrouble
from facilitator.journal import open_journal
from tests.durability.leader import Ack, Say
from tests.durability.verdict import wrongs


def fault(state: Path, second: Path, acks: list[Ack]) -> str:
    """What is wrong with the log in a folder after a power cut; empty when all is as promised."""
    try:
        journal = open_journal(state, second_place=second)
    except WorldTrouble as trouble:
        return f"{trouble.kind}: {trouble}"
    try:
        taken_for_damage = [f"kept: {kept.name}" for kept in state.glob("damaged-*")]
        return "; ".join([*taken_for_damage, *wrongs(journal, acks)])
    finally:
        journal.close()


def judge(say: Say, batch: str, promises: list[Ack], counts: list[int]) -> None:
    """Look at the folders 0, 1, 2 … of a batch; in each, so many of the promises must be kept."""
    second = Path(batch) / "second"
    second.mkdir()
    found = [fault(Path(batch) / str(n), second, promises[:count]) for n, count in enumerate(counts)]
    say("judged", [f"after {counts[n]} promises: {wrong}" for n, wrong in enumerate(found) if wrong])
