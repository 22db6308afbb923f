"""How long an answer will take on this computer, from the speeds that were measured on it."""

from dataclasses import dataclass

# Tajik prose in Gemma 3's tokens: 2.4 a word of about seven characters with its space.
CHARACTERS_A_TOKEN = 3
# The prompts ask for at most about 80 words.
USUAL_ANSWER_TOKENS = 200


@dataclass(frozen=True, slots=True)
class Forecast:
    """Measured speeds in tokens a second; 0 where nothing has been measured yet."""

    reading: float = 0.0
    writing: float = 0.0

    def seconds(self, text: str) -> float | None:
        """Seconds until the answer to a question is whole, or None before the first measurement.

        The conversation itself costs nothing: it is read while the learner types.
        """
        if not self.reading or not self.writing:
            return None
        return len(text) / CHARACTERS_A_TOKEN / self.reading + USUAL_ANSWER_TOKENS / self.writing
