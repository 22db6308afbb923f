"""The project's multiple-choice items for lm-evaluation-harness; needs nothing but its `datasets` library."""

import json
from pathlib import Path
from typing import Any

import datasets


def choices(task: str, **_: Any) -> dict[str, datasets.Dataset]:
    """The items of form choice of a task beside this folder, as the split `test`."""
    text = (Path(__file__).resolve().parents[1] / task / "items.jsonl").read_text(encoding="utf-8-sig")
    rows = [json.loads(line) for line in text.split("\n") if line.strip()]
    kept = [
        {
            "id": row["id"],
            "subject": row["subject"],
            "passage": row.get("passage", ""),
            "question": row["question"],
            "options": row["options"],
            "answer": row["answer"],
        }
        for row in rows
        if row["form"] == "choice"
    ]
    return {"test": datasets.Dataset.from_list(kept)}
