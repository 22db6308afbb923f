"""What stands in the header of a model file, read by ggml's own reader without its tensors."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MAGIC = b"GGUF"

_UINT32, _INT32, _STRING, _ARRAY = 4, 5, 8, 9


@dataclass(frozen=True, slots=True)
class Header:
    """The header's content; `end` is how many bytes the file must have. Missing numbers are 0."""

    architecture: str
    name: str
    template: str
    end: int
    eos: int
    eot: int
    layers: int
    embedding: int
    feed_forward: int
    heads: int
    key_value_heads: int  # of all layers together
    key_length: int
    value_length: int
    window: int  # of sliding attention, in tokens; 0 for none


class _Params(ctypes.Structure):
    _fields_ = (("no_alloc", ctypes.c_bool), ("ctx", ctypes.c_void_p))


_PROTOTYPES = {
    "gguf_init_from_file": (ctypes.c_void_p, (ctypes.c_char_p, _Params)),
    "gguf_free": (None, (ctypes.c_void_p,)),
    "gguf_find_key": (ctypes.c_int64, (ctypes.c_void_p, ctypes.c_char_p)),
    "gguf_get_kv_type": (ctypes.c_int, (ctypes.c_void_p, ctypes.c_int64)),
    "gguf_get_arr_type": (ctypes.c_int, (ctypes.c_void_p, ctypes.c_int64)),
    "gguf_get_arr_n": (ctypes.c_size_t, (ctypes.c_void_p, ctypes.c_int64)),
    "gguf_get_arr_data": (ctypes.POINTER(ctypes.c_int32), (ctypes.c_void_p, ctypes.c_int64)),
    "gguf_get_val_str": (ctypes.c_char_p, (ctypes.c_void_p, ctypes.c_int64)),
    "gguf_get_val_u32": (ctypes.c_uint32, (ctypes.c_void_p, ctypes.c_int64)),
    "gguf_get_data_offset": (ctypes.c_size_t, (ctypes.c_void_p,)),
    "gguf_get_n_tensors": (ctypes.c_int64, (ctypes.c_void_p,)),
    "gguf_get_tensor_offset": (ctypes.c_size_t, (ctypes.c_void_p, ctypes.c_int64)),
    "gguf_get_tensor_size": (ctypes.c_size_t, (ctypes.c_void_p, ctypes.c_int64)),
}


class Reader:
    """ggml's reader of GGUF files, in the library `ggml` (libggml-base)."""

    def __init__(self, ggml: ctypes.CDLL) -> None:
        self._ggml = ggml
        for name, (result, arguments) in _PROTOTYPES.items():
            function = getattr(ggml, name)
            function.restype = result
            function.argtypes = arguments

    def read(self, path: str) -> Header | None:
        """The header of the file, None where ggml cannot read it: it breaks off, or is not one."""
        with self._opened(path) as file:
            return self._header(file) if file else None

    @contextmanager
    def _opened(self, path: str) -> Iterator[int | None]:
        file = self._ggml.gguf_init_from_file(path.encode(), _Params(True, None))
        try:
            yield file
        finally:
            self._ggml.gguf_free(file)

    def _header(self, file: int) -> Header:
        architecture = self._text(file, "general.architecture")
        layers = self._number(file, f"{architecture}.block_count")
        embedding = self._number(file, f"{architecture}.embedding_length")
        heads = self._number(file, f"{architecture}.attention.head_count")
        head_length = embedding // heads if heads else 0
        return Header(
            architecture=architecture,
            name=self._text(file, "general.name"),
            template=self._text(file, "tokenizer.chat_template"),
            end=self._end(file),
            eos=self._number(file, "tokenizer.ggml.eos_token_id", -1),
            eot=self._number(file, "tokenizer.ggml.eot_token_id", -1),
            layers=layers,
            embedding=embedding,
            feed_forward=self._number(file, f"{architecture}.feed_forward_length"),
            heads=heads,
            key_value_heads=self._total(file, f"{architecture}.attention.head_count_kv", layers, heads),
            key_length=self._number(file, f"{architecture}.attention.key_length", head_length),
            value_length=self._number(file, f"{architecture}.attention.value_length", head_length),
            window=self._number(file, f"{architecture}.attention.sliding_window"),
        )

    def _end(self, file: int) -> int:
        """Where the last tensor ends, in bytes from the beginning of the file."""
        ggml = self._ggml
        ends = [
            ggml.gguf_get_tensor_offset(file, place) + ggml.gguf_get_tensor_size(file, place)
            for place in range(ggml.gguf_get_n_tensors(file))
        ]
        return int(ggml.gguf_get_data_offset(file) + max(ends, default=0))

    def _find(self, file: int, key: str) -> tuple[int, int]:
        """The place and type of a key; a place of -1 means that it is missing."""
        place = self._ggml.gguf_find_key(file, key.encode())
        return place, self._ggml.gguf_get_kv_type(file, place) if place >= 0 else -1

    def _text(self, file: int, key: str) -> str:
        place, kind = self._find(file, key)
        if kind != _STRING:
            return ""
        return str(self._ggml.gguf_get_val_str(file, place).decode("utf-8", "replace"))

    def _number(self, file: int, key: str, default: int = 0) -> int:
        place, kind = self._find(file, key)
        if kind == _ARRAY:
            return max(self._numbers(file, place), default=default)
        return int(self._ggml.gguf_get_val_u32(file, place)) if kind == _UINT32 else default

    def _total(self, file: int, key: str, layers: int, default: int) -> int:
        """A number of each layer, added up over all layers; it stands there once or for each layer."""
        place, kind = self._find(file, key)
        if kind == _ARRAY:
            return sum(self._numbers(file, place))
        return layers * self._number(file, key, default)

    def _numbers(self, file: int, place: int) -> list[int]:
        if self._ggml.gguf_get_arr_type(file, place) not in (_UINT32, _INT32):
            return []
        return list(self._ggml.gguf_get_arr_data(file, place)[: self._ggml.gguf_get_arr_n(file, place)])
