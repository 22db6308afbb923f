"""sqlite-utils, imported without what it would bring along.

It imports numpy and pandas where they are installed, only to take their types into tables. The window needs
neither, and numpy alone costs its start a quarter of a second and 12 MB (tests/benchmarks/start.py).
"""

import sys

_hidden = [name for name in ("numpy", "pandas") if name not in sys.modules]
for _name in _hidden:
    sys.modules[_name] = None  # type: ignore[assignment]  # how Python notes that a module is not to be had

import sqlite_utils as sqlite_utils  # noqa: E402
from sqlite_utils import Migrations as Migrations  # noqa: E402

for _name in _hidden:
    del sys.modules[_name]
