"""What of a typed text fills a gap, where the learner also typed what stands around the gap."""

from soro_tutor.domain.text import WORD, fold


def inner(text: str, statement: str, place: int) -> str:
    """`text` without the letters and words of `statement` around its gap [[place]]; '' where it has none.

    'строит' in 'он стро[[1]]т' is 'и'; '5 сол' in '[[3]] сол аст' is '5'.
    """
    before, _, after = statement.partition(f"[[{place}]]")
    typed = text.strip()
    found = _without_letters(typed, before, after) or _without_words(typed, before, after)
    return found if found != typed else ""


def _without_letters(text: str, before: str, after: str) -> str:
    """The part of a whole word that a gap within the word leaves out."""
    start, end = _letters_at_end(before), _letters_at_end(after[::-1])[::-1]
    if not (start or end) or len(text) <= len(start) + len(end):
        return ""
    is_whole = fold(text).startswith(fold(start)) and fold(text).endswith(fold(end))
    return text[len(start) : len(text) - len(end)] if is_whole else ""


def _letters_at_end(text: str) -> str:
    """The letters that `text` ends with, '' where it ends with a space or a sign."""
    return text[len(text.rstrip("".join({one for one in text if one.isalpha()}))) :]


def _without_words(text: str, before: str, after: str) -> str:
    words = text.split()
    left, right = ([fold(word) for word in WORD.findall(part)] for part in (before, after))
    folded = [" ".join(WORD.findall(fold(word))) for word in words]
    most = len(words) - 1  # one word at least is the learner's own
    start = max((count for count in range(1, most + 1) if folded[:count] == left[-count:]), default=0)
    most -= start
    end = max((count for count in range(1, most + 1) if folded[-count:] == right[:count]), default=0)
    return " ".join(words[start : len(words) - end])
