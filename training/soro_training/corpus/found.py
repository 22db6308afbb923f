"""What a reader finds in a file: a text and where it stood, or why it cannot be read."""

from dataclasses import dataclass

SAMPLE = 500  # letters of a rejected document that are kept


@dataclass(frozen=True, slots=True)
class Found:
    """One document of a source. With a `problem`, the name of a reason, `text` is what was seen of it.

    `place` says where it stood within its source. Documents of one `group` (its place where it is empty) are
    parts of one text and are held out together. `licence` replaces the source's where it is given, and
    `is_heldout` what would be drawn.
    """

    place: str
    text: str
    problem: str = ""
    group: str = ""
    licence: str = ""
    is_heldout: bool | None = None
