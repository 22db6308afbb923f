"""Quality: Gopher's rules with words of our own languages, and a look at the letters of Tajik."""

from datatrove.data import Document
from datatrove.pipeline.filters import GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.utils.text import PUNCTUATION
from datatrove.utils.word_tokenizers import WordTokenizer

from soro_training.corpus.table import QualityTable
from soro_tutor.domain.text import SPECIAL

# Common words that a text of some length cannot do without; not folded, since nothing is folded there.
STOP_WORDS = {
    "tg": "ва дар ба аз ки ин он бо барои аст буд шуд ҳам як то ё мо ман ӯ худ ҳар бояд мешавад мекунад нест "
    "бар низ пас агар аммо вале чун кард карда шуда шудааст кардааст буданд доранд онҳо дигар байни",
    "ru": "и в не на что с по как это из у за от так о же для но или быть",
    "en": "the be to of and that have with a in is it for on",
}
_FEWEST_LETTERS = 200  # below which the share of the special letters says little
_FEWEST_WORDS = 80  # below which any run of four words is a large share of the text, said once or twice


class Words(WordTokenizer):
    """Words as Gopher counts them: between spaces, here small and without signs at their ends."""

    def word_tokenize(self, text: str) -> list[str]:
        """The words of a text in their order; a sign that stands alone is one too."""
        return [word.strip(PUNCTUATION) or word for word in text.lower().split()]

    def sent_tokenize(self, text: str) -> list[str]:
        """The lines, since Gopher's rules ask for no sentences."""
        return text.splitlines()

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        """The whole text."""
        return [(0, len(text))]


class Quality(BaseFilter):
    """Rejects what is too short, too long, made of signs, or lacks the common words of its language."""

    name = "quality"

    def __init__(self, table: QualityTable, **others: object) -> None:
        super().__init__(**others)
        self.least_special = table.least_special
        self.rules = {language: _gopher(table, words.split()) for language, words in STOP_WORDS.items()}
        self.other = _gopher(table, [])

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether the document is good enough; curated ones are."""
        if doc.metadata["is_curated"]:
            return True
        language = doc.metadata["language"]
        if language == "tg" and special_share(doc.text) < self.least_special:
            return False, "too_few_special"
        result: bool | tuple[bool, str] = self.rules.get(language, self.other).filter(doc)
        return result


class Repetition(GopherRepetitionFilter):
    """Rejects what says the same again and again; curated documents are not asked."""

    name = "repetition"

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether the document repeats itself little enough, or is too short to tell."""
        if doc.metadata["is_curated"] or len(doc.text.split()) < _FEWEST_WORDS:
            return True
        result: bool | tuple[bool, str] = super().filter(doc)
        return result


def special_share(text: str) -> float:
    """The share of ғ ӣ қ ӯ ҳ ҷ among the letters of a text; 1 where it is too short to tell."""
    small = text.lower()
    letters = sum(map(str.isalpha, small))
    return sum(map(small.count, SPECIAL)) / letters if letters >= _FEWEST_LETTERS else 1.0


def _gopher(table: QualityTable, stop_words: list[str]) -> GopherQualityFilter:
    return GopherQualityFilter(
        min_doc_words=table.least_words,
        max_doc_words=table.most_words,
        min_avg_word_length=table.least_word_length,
        max_avg_word_length=table.most_word_length,
        max_symbol_word_ratio=table.most_symbols,
        max_bullet_lines_ratio=table.most_bullets,
        max_ellipsis_lines_ratio=table.most_ellipses,
        max_non_alpha_words_ratio=table.least_alphabetic,  # used as the least share, whatever its name
        min_stop_words=table.least_stop_words if stop_words else 0,
        stop_words=stop_words,
        language=Words(),
    )
