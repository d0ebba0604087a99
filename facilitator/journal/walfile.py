"""The -wal file as it lies there after a sudden stop, before SQLite reads it: whether something in it has been lost.

SQLite reads it up to the first frame whose sums do not hold and writes over the rest. What a power cut tears is the last
transaction, which nobody has been promised; damage can lie anywhere (sqlite.org/fileformat2, section 4).
"""

import sys
from array import array
from functools import partial
from pathlib import Path
from typing import Final

_BEGINS: Final = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_HEAD: Final = 32
"""How a -wal file begins, and how many bytes its head has; the last eight are sums over the others."""
_FRAME_HEAD: Final = 24
"""Page number, pages of the log if a transaction ends here, else zero, the salts of the file's head, sums so far."""
_WORD: Final = 0xFFFFFFFF
_BLOCK: Final = 1 << 20


def spoilt(wal: Path) -> bool:
    """Whether a -wal file begins with something else than such a file does: SQLite would take it for an empty one, and write
    over what may be left in it. The power may go before any of its beginning is on disk; then there is nothing in it yet,
    for SQLite waits until it is before it writes on.

    Raises OSError.
    """
    with wal.open("rb") as file:
        head = file.read(_HEAD)
        if len(head) < _HEAD:
            return False
        if not any(head):
            return any(block.strip(b"\0") for block in iter(partial(file.read, _BLOCK), b""))
    return head[:4] not in _BEGINS or head[-8:] != _summed(head[:-8], bytes(8), head)


def broken_off(wal: Path) -> bool:
    """Whether a whole transaction lies behind a frame of a -wal file that is not: it was begun when the one before was safe on
    disk, so what is not whole has been, and was promised. Of the last transaction nobody can tell. Raises OSError.
    """
    with wal.open("rb") as file:
        head = file.read(_HEAD)
        if len(head) < _HEAD:
            return False
        sums, size = head[-8:], _FRAME_HEAD + int.from_bytes(head[8:12], "big")
        broken = ended = False
        while len(frame := file.read(size)) == size:
            ours = frame[8:16] == head[16:24]
            follows = ours and frame[16:24] == _summed(frame[:8] + frame[_FRAME_HEAD:], sums, head)
            if broken and ended and follows:
                return True
            broken = broken or not follows
            ended, sums = ours and any(frame[4:8]), frame[16:24]
    return False


def _summed(content: bytes, before: bytes, head: bytes) -> bytes:
    """The sums over some content that follow on those `before`; the head says in which order of bytes it is read."""
    words = array("I", content)
    if (head[3:4] == _BEGINS[1][3:]) != (sys.byteorder == "big"):
        words.byteswap()
    one, two = int.from_bytes(before[:4], "big"), int.from_bytes(before[4:], "big")
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = one + first + two & _WORD
        two = two + second + one & _WORD
    return one.to_bytes(4, "big") + two.to_bytes(4, "big")
