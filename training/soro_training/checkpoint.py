"""A model with its tokenizer: loaded from where a run starts or from a stage, and saved for the next one."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import huggingface_hub
import torch
import transformers
from safetensors import SafetensorError
from transformers import Gemma3ForCausalLM, Gemma3TextConfig, PreTrainedTokenizerFast

from soro_training import development, pieces
from soro_training.config import BaseTable
from soro_training.disk import room
from soro_training.errors import Fault, TrainingError
from soro_training.pieces import BOS, EOS, MASK, PAD, UNKNOWN, Kind, Piece
from soro_training.run import whole_folder, write_whole

SENTENCEPIECE = "tokenizer.model"
HEAD_SIZE = 64  # of a model from scratch
WINDOW = 512
HUB_FILES = ("*.json", "*.safetensors", SENTENCEPIECE, "*.jinja")


@dataclass(slots=True)
class Checkpoint:
    """A Gemma 3 with its tokenizer, and the same vocabulary as pieces, from which the GGUF is made."""

    model: Any  # Gemma3ForCausalLM; transformers gives no types
    tokenizer: Any  # PreTrainedTokenizerFast
    pieces: list[Piece]


def load_base(base: BaseTable, seed: int) -> Checkpoint:
    """The model from which a run starts, in single precision where it comes from a GGUF.

    A model from scratch has the 495 pieces with which each Gemma begins; the tokenizer stage gives it more.
    Raises TrainingError GGUF_DAMAGED, GGUF_NOT_GEMMA, GGUF_WITHOUT_TOKENIZER, FILE_MISSING,
    PACKAGE_MISSING, CHECKPOINT_UNREADABLE, CHECKPOINT_NOT_GEMMA, HUB_UNREACHABLE.
    """
    match base.kind:
        case "gguf":
            return _from_gguf(base.source)
        case "folder":
            return load(Path(base.source))
        case "hub":
            return load(_from_hub(base))
        case "scratch":
            return scratch(base, pieces.first_pieces(), seed)


def load(folder: Path) -> Checkpoint:
    """A checkpoint that a stage has written, or any Gemma 3 in Hugging Face's form with its tokenizer.model.

    Raises TrainingError FILE_MISSING, CHECKPOINT_UNREADABLE, CHECKPOINT_NOT_GEMMA.
    """
    for path in (folder, folder / "config.json", folder / SENTENCEPIECE):
        if not path.exists():
            raise TrainingError(Fault.FILE_MISSING, path=str(path))
    try:
        vocabulary = pieces.from_sentencepiece((folder / SENTENCEPIECE).read_bytes())
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        _check_is_gemma(folder, config)
        model = _load_model(folder, config)
    except (ValueError, KeyError, OSError, SafetensorError) as error:
        raise TrainingError(Fault.CHECKPOINT_UNREADABLE, path=str(folder), detail=str(error)) from error
    written = folder / "tokenizer.json"
    made = PreTrainedTokenizerFast.from_pretrained(folder) if written.exists() else tokenizer(vocabulary)
    return Checkpoint(model, made, vocabulary)


def save(checkpoint: Checkpoint, folder: Path, beside: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write a checkpoint as Hugging Face and llama.cpp's converter read it; whole, or not at all.

    `beside` holds the texts of further files by their names. Raises TrainingError DISK_FULL.
    """
    with room(folder.parent, _size(checkpoint.model)), whole_folder(folder) as part:
        with _quiet():
            checkpoint.model.save_pretrained(part)
        checkpoint.tokenizer.save_pretrained(part)
        (part / SENTENCEPIECE).write_bytes(pieces.to_sentencepiece(checkpoint.pieces))
        _tell_marked_pieces(part / "tokenizer_config.json", checkpoint.pieces)
        for name, text in beside.items():
            (part / name).write_text(text, encoding="utf-8")


def _size(model: Any) -> int:
    """The bytes of all weights; a tied head has none of its own."""
    return sum(weight.nbytes for weight in model.parameters())


def scratch(base: BaseTable, vocabulary: Sequence[Piece], seed: int) -> Checkpoint:
    """A small Gemma 3 with weights drawn with the seed, for this vocabulary; its embedding is tied."""
    config = Gemma3TextConfig(
        vocab_size=len(vocabulary),
        hidden_size=base.embedding,
        intermediate_size=base.feed_forward,
        num_hidden_layers=base.layers,
        num_attention_heads=base.heads,
        num_key_value_heads=1,
        head_dim=HEAD_SIZE,
        query_pre_attn_scalar=HEAD_SIZE,
        max_position_embeddings=base.context,
        sliding_window=min(WINDOW, base.context),
        tie_word_embeddings=True,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Gemma3ForCausalLM(config)
    return Checkpoint(model.eval(), tokenizer(vocabulary), list(vocabulary))


def tokenizer(vocabulary: Sequence[Piece]) -> Any:
    """The vocabulary as transformers' tokenizer, with Gemma's special tokens and <bos> before each text."""
    return PreTrainedTokenizerFast(
        tokenizer_object=pieces.to_tokenizers(vocabulary),
        bos_token=BOS,
        eos_token=EOS,
        pad_token=PAD,
        unk_token=UNKNOWN,
        mask_token=MASK,
        padding_side="left",
        model_input_names=["input_ids", "attention_mask"],
        clean_up_tokenization_spaces=False,
    )


def _from_gguf(source: str) -> Checkpoint:
    path = development.gguf(source)
    if not path.is_file():
        raise TrainingError(Fault.FILE_MISSING, path=str(path))
    vocabulary = pieces.from_gguf(path)
    with _quiet():
        read = Gemma3ForCausalLM.from_pretrained(path.parent, gguf_file=path.name, dtype=torch.float32)
    config = read.config
    if hasattr(config, "quantization_config"):
        del config.quantization_config  # all of it was dequantized, but transformers would refuse to save it
    with torch.device("meta"):
        model = Gemma3ForCausalLM(config)
    return Checkpoint(_with_parts(model, read.model, read.lm_head), tokenizer(vocabulary), vocabulary)


def _from_hub(base: BaseTable) -> Path:
    try:
        found = huggingface_hub.snapshot_download(
            base.source, revision=base.revision or None, allow_patterns=list(HUB_FILES)
        )
    except (OSError, ValueError, huggingface_hub.errors.HfHubHTTPError) as error:
        detail = str(error).strip().partition("\n")[0]
        raise TrainingError(Fault.HUB_UNREACHABLE, source=base.source, detail=detail) from error
    return Path(found)


def _check_is_gemma(folder: Path, config: dict[str, Any]) -> None:
    if config.get("model_type") not in {"gemma3", "gemma3_text"}:
        kind = str(config.get("model_type", ""))
        raise TrainingError(Fault.CHECKPOINT_NOT_GEMMA, path=str(folder), architecture=kind)


def _load_model(folder: Path, config: dict[str, Any]) -> Any:
    """The language model; of a Gemma 3 that also sees pictures (4B and larger) only that part is kept."""
    with _quiet():
        if config["model_type"] == "gemma3_text":
            return Gemma3ForCausalLM.from_pretrained(folder, dtype="auto")
        whole = transformers.Gemma3ForConditionalGeneration.from_pretrained(folder, dtype="auto")
    with torch.device("meta"):
        model = Gemma3ForCausalLM(whole.config.text_config)
    return _with_parts(model, whole.model.language_model, whole.lm_head)


def _with_parts(model: Any, body: Any, head: Any) -> Any:
    """A language model without weights gets those of another one."""
    model.model, model.lm_head = body, head
    model.tie_weights()
    return model.eval()


def _tell_marked_pieces(path: Path, vocabulary: Sequence[Piece]) -> None:
    """llama.cpp's converter learns from this file alone which pieces are found before all others."""
    config = json.loads(path.read_text(encoding="utf-8"))
    config["added_tokens_decoder"] = {
        str(at): {
            "content": piece.text, "special": piece.kind is Kind.CONTROL,
            "lstrip": False, "rstrip": False, "normalized": False, "single_word": False,
        }
        for at, piece in enumerate(vocabulary) if piece.kind in {Kind.CONTROL, Kind.MARKED}
    }  # fmt: skip
    config["tokenizer_class"] = "PreTrainedTokenizerFast"  # known to transformers 4 and 5, vLLM and lm-eval
    write_whole(path, json.dumps(config, ensure_ascii=False, indent=1))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the loading bars of transformers off the terminal."""
    was_shown = transformers.utils.logging.is_progress_bar_enabled()
    transformers.utils.logging.disable_progress_bar()
    try:
        yield
    finally:
        if was_shown:
            transformers.utils.logging.enable_progress_bar()
