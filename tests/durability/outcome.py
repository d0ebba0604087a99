"""What came of a program whose disk refused something."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.errors import Trouble
from facilitator.journal.folder import LOG
from tests.durability.explained import assert_explained, told
from tests.durability.leader import Ack
from tests.durability.nursery import Message


@dataclass
class Outcome:
    """What a program has said and how it ended."""

    said: list[Message]
    code: int

    @property
    def refused(self) -> bool:
        """Whether it could not open the log at all."""
        return self.said[-1][0] == "refused"

    @property
    def acks(self) -> list[Ack]:
        """What it has promised."""
        return [what for word, what in self.said if word == "ack"]

    @property
    def safe(self) -> list[Ack]:
        """What must be there: all promises, and what it said lay in the side file at last."""
        kept = {(ack[0], ack[1]): ack for ack in self.acks}
        spilled = [what[1:] for word, what in self.said if word == "waiting"]
        if not self.refused and self.said[-1][1][0] == "spilled":
            kept |= {(ack[0], ack[1]): ack for ack in spilled if (ack[0], ack[1]) not in kept}
        return list(kept.values())

    def assert_honest(self, folder: Path, orders: int) -> None:
        """It did not crash; it explained itself, or it carried out all its orders and told how they stand."""
        assert self.code == 0
        if self.refused:
            trouble = told(self.said[-1][1])
            assert_explained(trouble, trouble.kind, folder / LOG)
            assert trouble.kind in (Trouble.OTHER, Trouble.FULL)
            return
        status, seq = self.said[-1][1]
        assert seq == orders
        if status == "saved":
            assert len(self.acks) == orders
        else:
            assert status in ("spilled", "unsaved")
            assert len(self.acks) < orders
        if status == "spilled":
            assert len(self.safe) == orders
