"""A small pack that nothing is wrong with, for tests to break."""

import json
from collections.abc import Mapping

from soro_tutor import paths
from soro_tutor.domain.curriculum import Topic
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.item import Item
from soro_tutor.exchange import pack
from soro_tutor.exchange.pack import Pack

TOPIC = Topic("physics.7.force", Subject.PHYSICS, 7, {"tg": "Қувва", "ru": "Сила", "en": "Force"})
TOPICS: Mapping[str, Topic] = {TOPIC.id: TOPIC}

HEAD = """
subject = "physics"
title = "Физика: санҷиш"
author = "Муаллим"
licence = "CC BY 4.0"
"""
ITEM = """
[[item]]
id = "phy-7-force-unit"
topic = "physics.7.force"
grade = 7
form = "choice"
difficulty = 2
statement = 'Воҳиди қувва кадом аст, агар $F = m a$ бошад?'
options = [
    { text = "нютон", right = true },
    { text = "ҷоул", misconception = "Шояд шумо воҳиди кору энергияро ба ёд овардед." },
    { text = "ватт", misconception = "Шояд шумо воҳиди тавоноиро ба ёд овардед." },
    { text = "паскал", misconception = "Шояд шумо воҳиди фишорро ба ёд овардед." },
]
hints = [
    "Ба формула нигоҳ кунед.",
    "Воҳид номи олими англис дорад, ки се қонуни механикаро кашф кардааст.",
    "Барои фишор $p = F / S$ аст ва воҳиди он паскал мебошад.",
]
solution = ["Қувва бо нютон чен карда мешавад."]
source = "Китоби дарсии физика, синфи 7"
"""
TEXT = HEAD + ITEM


def schema() -> dict[str, object]:
    """The schema of packs."""
    found: dict[str, object] = json.loads(
        (paths.resources() / "bank" / "schema.json").read_text(encoding="utf-8")
    )
    return found


def read(text: str) -> Pack:
    """The pack of a text, for the one topic that it knows."""
    return pack.read(text, "санҷиш.toml", schema(), TOPICS)


def written_item() -> Item:
    """The item of the pack."""
    return read(TEXT).items[0]
