"""How long to try: `PASSLEDAREN_DURABILITY=40` makes 8,000 kills and 16,000 power cuts out of the usual 200 and 400."""

import os

TIMES = int(os.environ.get("PASSLEDAREN_DURABILITY", "1"))
