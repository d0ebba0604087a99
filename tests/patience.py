"""How long a test waits for what must come, on whatever machine and whatever else it has to do.

It says nothing of how quick the program is, and must never: what comes late on a busy machine has come. Where a test
holds the program to a time, it counts the processor's seconds, or takes the quickest of several: a busy machine makes
a time longer, never shorter.
"""

PATIENCE_S = 30
PATIENCE_MS = PATIENCE_S * 1000
