"""How long to try: `PASSLEDAREN_DURABILITY=40` makes 8,000 kills and 12,000 power cuts out of every day's 200 and 300."""

import os

TIMES = int(os.environ.get("PASSLEDAREN_DURABILITY", "1"))
