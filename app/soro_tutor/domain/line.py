"""A line of a learner's work: the equations it holds, joined by 'or', a semicolon or a comma."""

import re

from soro_tutor.domain.comparison import has_relation

_OR = re.compile(r"\s+(?:or|ё ки|ё|или|yo)\s+|\s*[;∨]\s*|,\s+", re.IGNORECASE)
_INDEX = re.compile(r"([A-Za-zА-Яа-я])(?:_\{?\d\}?|[₀-₉])")


def alternatives(text: str) -> list[str]:
    """The equations of a line: 'x = 2 or x = -2', 'x₁ = 2, x₂ = 3'; there indices are dropped."""
    parts = [part for part in _OR.split(text.strip()) if part]
    if len(parts) > 1:
        parts = [_INDEX.sub(r"\1", part) for part in parts]
    return [part if has_relation(part) else f"{parts[0].partition('=')[0]}={part}" for part in parts]
