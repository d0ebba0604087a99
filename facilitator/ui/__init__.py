"""What people see: desk, console, stage and the parts they share.

PySide6 puts itself before Python's `import` and reads the source of every module that is imported after it, to see
whether the module asks for another spelling of Qt's names (`from __feature__ import …`); Python then keeps all that
source in memory. Nothing here asks for it, so Python's own `import` is put back: 16 MB and a sixth of the imports' time.
"""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401  # puts itself there

builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
linecache.clearcache()
