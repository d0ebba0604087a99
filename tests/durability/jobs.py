"""What the forking process can give birth to. Run as a module."""

import tempfile

from tests.durability import judge, leader, plain_writer, receiver
from tests.durability.nursery import serve


def warm() -> None:
    """Do everything once, so that what is born need not do it for the first time."""
    with tempfile.TemporaryDirectory() as folder:
        leader.lead(lambda _word, _what=None: None, f"{folder}/data", folder, seed=0, orders=80)


if __name__ == "__main__":
    warm()
    serve(
        {
            "lead": leader.lead,
            "career": leader.career,
            "hindered": leader.hindered,
            "hurried": leader.hurried,
            "attempt": leader.attempt,
            "receive": receiver.receive,
            "judge": judge.judge,
            "plain": plain_writer.write,
        }
    )
