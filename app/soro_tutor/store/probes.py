"""The weekly probe of each learner: when it was begun, and which of its items are left."""

import json
from dataclasses import dataclass
from datetime import datetime

from soro_tutor.store import moment
from soro_tutor.store.database import Database


@dataclass(frozen=True, slots=True)
class Probe:
    """A probe; `items_left` are names of items and of generators, which draw a variant when they are put."""

    begun: datetime
    items_left: tuple[str, ...]


def keep(db: Database, learner_id: int, probe: Probe) -> None:
    """Keep how far a probe has come, in the place of what was kept before."""
    db.change(
        "INSERT OR REPLACE INTO probe (learner_id, begun, items_left) VALUES (?, ?, ?)",
        (learner_id, moment.to_text(probe.begun), json.dumps(probe.items_left)),
    )


def last(db: Database, learner_id: int) -> Probe | None:
    """The learner's last probe, None where there was none."""
    rows = db.rows("SELECT begun, items_left FROM probe WHERE learner_id = ?", (learner_id,))
    if not rows:
        return None
    return Probe(moment.from_text(rows[0]["begun"]), tuple(json.loads(rows[0]["items_left"])))
