"""How much memory a model will take, reckoned from its header before it is loaded."""

from soro_tutor.engine.gguf import Header

# Every which layer of an architecture sees the whole context, where the others see a window of it.
# From llama.cpp's src/models; what is not named here is reckoned as if every layer saw everything.
FULL_LAYERS = {"gemma2": 2, "gemma3": 6, "gemma3n": 5, "cohere2": 4, "gpt-oss": 2}

HALF = 2  # bytes of a number in the cache of keys and values
FLOAT = 4
PROCESS = 60 * 2**20  # Python and the libraries


def needed(header: Header, size: int, context: int, batch: int, *, is_whole_window: bool) -> int:
    """Bytes for a file of `size` bytes; `is_whole_window` keeps all of the context in windowed layers too."""
    return (
        size + cache(header, context, batch, is_whole_window=is_whole_window) + _work(header, context, batch)
    )


def cache(header: Header, context: int, batch: int, *, is_whole_window: bool) -> int:
    """Bytes of the keys and values."""
    token = header.key_value_heads * (header.key_length + header.value_length) * HALF
    every = FULL_LAYERS.get(header.architecture, 1)
    if is_whole_window or not header.window or every == 1:
        return token * context
    windowed = min(context, header.window + batch)
    return (token * context + token * (every - 1) * windowed) // every


def _work(header: Header, context: int, batch: int) -> int:
    """Bytes of the results in between: about the widest few of one batch, its mask, and its attention."""
    widest = max(2 * header.feed_forward, 4 * header.embedding)
    return PROCESS + batch * FLOAT * (2 * widest + context * (1 + 2 * header.heads))
