"""All dialogues together: made, each language its share, none twice, none from a benchmark, some held out."""

import hashlib
import itertools
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from soro_training.corpus import contamination
from soro_training.corpus.contamination import Benchmarks, folded_words
from soro_training.dialogue.dialogue import Dialogue
from soro_training.dialogue.lessons import LessonWriter
from soro_training.dialogue.phrases import LANGUAGES
from soro_training.dialogue.school import School
from soro_training.dialogue.talks import TalkWriter
from soro_training.dialogue.terms import TermWriter
from soro_training.run import whole_folder, write_whole
from soro_tutor.domain.glossary import Term
from soro_tutor.domain.item import Item

TRAIN, HELDOUT, REPORT = "train.jsonl", "heldout.jsonl", "report.json"
_SPARE = 3.5  # another language is written for so many times its share of the items, then cut to the share

Progress = Callable[[float, float], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made: `items` items (0: all of them), and the other languages' shares.

    `repeats` is how often one and the same reply may stand in the collection. A dialogue is left out where a
    turn shares `benchmark_words` words in a row with one of the `benchmarks`, the files that the corpus was
    held against: so the conversations hold what the corpus may hold, and `release` finds nothing in them.
    """

    seed: int
    items: int = 0
    shares: dict[str, float] = field(default_factory=lambda: {"ru": 0.1, "en": 0.1})
    repeats: int = 3
    benchmark_words: int = 8
    benchmarks: tuple[Path, ...] = field(default_factory=contamination.benchmark_files)


def make(school: School, plan: Plan, folder: Path, progress: Progress) -> None:
    """Write train.jsonl, heldout.jsonl and report.json into `folder`, which is there whole or not at all."""
    kept, left_out = _cleaned(_written(school, plan, progress), plan)
    chosen = list(_in_shares(kept, plan))
    heldout = [one for one in chosen if one.is_heldout]
    train = [one for one in chosen if not one.is_heldout]
    report = {
        "train": len(train),
        "heldout": len(heldout),
        "languages": Counter(one.language for one in chosen),
        "kinds": Counter(one.kind for one in chosen),
        "left_out": left_out,
    }
    with whole_folder(folder) as part:
        for name, dialogues in ((TRAIN, train), (HELDOUT, heldout)):
            lines = (json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in dialogues)
            write_whole(part / name, "".join(lines))
        write_whole(part / REPORT, json.dumps(report, ensure_ascii=False, indent=1))


def _written(school: School, plan: Plan, progress: Progress) -> Iterator[Dialogue]:
    """The dialogues as they are made, in an order of the seed's own."""
    by_chance = lambda one: _draw(plan.seed, "order", one.id if isinstance(one, Item) else one.tg)  # noqa: E731
    subjects: list[Item | Term] = sorted((*school.items, *school.glossary.terms), key=by_chance)
    subjects = subjects[: plan.items or None]
    terms = TermWriter(school)
    for done, subject in enumerate(subjects, 1):
        name = subject.id if isinstance(subject, Item) else subject.tg
        for language in LANGUAGES:
            if language != "tg" and _draw(plan.seed, language, name) >= _SPARE * plan.shares[language]:
                continue
            chance = random.Random(f"{plan.seed}:{name}:{language}")  # noqa: S311 - a repeatable draw
            if isinstance(subject, Item):
                yield from LessonWriter(school, subject, language, chance).dialogues()
                yield from TalkWriter(school, subject, language, chance).dialogues()
            else:
                yield from terms.dialogues(subject, language, chance)
        progress(done, len(subjects))


def _cleaned(dialogues: Iterable[Dialogue], plan: Plan) -> tuple[list[Dialogue], dict[str, int]]:
    """Those that are neither a benchmark's nor there already, and how many were left out for what."""
    benchmarks = contamination.load(plan.benchmarks, plan.benchmark_words)
    seen: set[tuple[str, ...]] = set()
    replies: Counter[tuple[str, ...]] = Counter()
    left_out: Counter[str] = Counter()
    kept = []
    for one in dialogues:
        said = [folded_words(turn.text) for turn in one.turns[1:]]
        whole = tuple(itertools.chain.from_iterable(said))
        if _is_of(benchmarks, one):
            left_out["benchmark"] += 1
        elif whole in seen:
            left_out["twice"] += 1
        elif replies[said[-1]] >= plan.repeats:
            left_out["reply_repeated"] += 1
        else:
            seen.add(whole)
            replies[said[-1]] += 1
            kept.append(one)
    return kept, dict(left_out)


def _is_of(benchmarks: Benchmarks, dialogue: Dialogue) -> bool:
    """Whether a turn holds text of a benchmark, each for itself, as `release` looks for it again."""
    return any(benchmarks.find(turn.text) for turn in dialogue.turns)


def _in_shares(dialogues: list[Dialogue], plan: Plan) -> Iterator[Dialogue]:
    """Every Tajik dialogue, and of the other languages as many as their shares allow."""
    tajik = sum(one.language == "tg" for one in dialogues)
    total = tajik / (1 - sum(plan.shares.values()))
    room = {language: round(total * share) for language, share in plan.shares.items()}
    for one in sorted(dialogues, key=lambda one: _draw(plan.seed, "share", one.id)):
        if one.language != "tg":
            if not room[one.language]:
                continue
            room[one.language] -= 1
        yield one


def _draw(seed: int, purpose: str, name: str) -> float:
    """A number from 0 to 1 that is the same each time."""
    digest = hashlib.sha256(f"{seed}:{purpose}:{name}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
