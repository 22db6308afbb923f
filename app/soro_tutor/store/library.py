"""sqlite-utils, imported without what it would bring along.

It imports numpy and pandas where they are installed, only to take their types into tables, and click and
dateutil (in its recipes), only for its own terminal commands. The window needs none of them. numpy alone
costs its start a quarter of a second and 12 MB, the other two 30 ms and 4 MB (tests/benchmarks/start.py).
"""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

# None is how Python notes that a module is not to be had; click must be had, to name one type.
_hidden: dict[str, Any] = {
    "numpy": None,
    "pandas": None,
    "click": SimpleNamespace(Group=object),
    "sqlite_utils.recipes": ModuleType("sqlite_utils.recipes"),
}
_hidden = {name: stand_in for name, stand_in in _hidden.items() if name not in sys.modules}
sys.modules.update(_hidden)

import sqlite_utils as sqlite_utils  # noqa: E402
from sqlite_utils import Migrations as Migrations  # noqa: E402

for _name in _hidden:
    del sys.modules[_name]
