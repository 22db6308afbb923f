"""Who is learning."""

from dataclasses import dataclass

GRADES = range(5, 12)


@dataclass(frozen=True, slots=True)
class Learner:
    """A pupil on this computer; `grade` is None for a teacher or a guest, else one of GRADES."""

    id: int
    name: str
    grade: int | None = None
    is_guest: bool = False
