"""The pieces of Gemma's vocabulary, and the forms in which files hold them: GGUF, SentencePiece, tokenizers.

A text is cut at its marked pieces (tags, runs of white space), longest first. What lies between begins as
single characters, and of all neighbours whose joined text is a piece those with the highest score are joined
first, from the left: llama.cpp's tokenizer 'llama', and SentencePiece's BPE. Hugging Face's merges are all
pairs that make a piece, in the order of the scores.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import sentencepiece
import tokenizers
from gguf import GGUFReader
from google.protobuf.message import DecodeError
from sentencepiece import sentencepiece_model_pb2 as proto
from tokenizers import AddedToken, decoders, models, normalizers, pre_tokenizers, processors

from soro_training.errors import Fault, TrainingError

SPACE = "▁"
MARKED_SCORE = -1000.0
PAD, EOS, BOS, UNKNOWN, MASK = "<pad>", "<eos>", "<bos>", "<unk>", "<mask>"
_TAGS = (
    "<table> <caption> <thead> <tbody> <tfoot> <tr> <th> <td> </table> </caption> </thead> </tbody> "
    "</tfoot> </tr> </th> </td> <h1> <h2> <h3> <h4> <h5> <h6> <blockquote> </h1> </h2> </h3> </h4> </h5> "
    "</h6> </blockquote> <strong> <em> <b> <i> <u> <s> <sub> <sup> <code> </strong> </em> </b> </i> </u> "
    "</s> </sub> </sup> </code> <a> <html> <body> <img> <span> <bbox> <ul> <li> <div> <iframe> <footer> "
    "</a> </html> </body> </img> </span> </bbox> </ul> </li> </div> </iframe> </footer>"
)


class Kind(IntEnum):
    """What a piece is; the numbers are those of GGUF and SentencePiece."""

    NORMAL = 1
    UNKNOWN = 2
    CONTROL = 3
    MARKED = 4
    UNUSED = 5
    BYTE = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of the vocabulary; its place is its id. A space is ▁ in a normal piece, itself in others."""

    text: str
    score: float
    kind: Kind


def first_pieces() -> list[Piece]:
    """The 494 pieces with which Gemma 3 begins (control tokens, tags, white space, bytes), and ▁.

    Gemma has ▁ at a later place; without it no space could be written.
    """
    control = [PAD, EOS, BOS, UNKNOWN, MASK]
    unused = [f"<unused{number}>" for number in range(99)]
    marked = ["\n" * length for length in range(1, 32)] + [" " * length for length in range(2, 32)]
    return [
        *(Piece(text, MARKED_SCORE, Kind.CONTROL) for text in control),
        Piece("[multimodal]", MARKED_SCORE, Kind.MARKED),
        *(Piece(text, MARKED_SCORE, Kind.CONTROL) for text in (*unused, "<start_of_turn>", "<end_of_turn>")),
        *(Piece(text, MARKED_SCORE, Kind.MARKED) for text in (*marked, *_TAGS.split())),
        *(Piece(f"<0x{byte:02X}>", 0.0, Kind.BYTE) for byte in range(256)),
        Piece(SPACE, 0.0, Kind.NORMAL),
    ]


def from_gguf(path: Path) -> list[Piece]:
    """The vocabulary of a GGUF file, tokens, scores and types (10 s for 262,144).

    Raises TrainingError GGUF_DAMAGED, GGUF_NOT_GEMMA (architecture) or GGUF_WITHOUT_TOKENIZER.
    """
    try:
        fields = GGUFReader(path).fields
    except (ValueError, IndexError, KeyError) as error:
        raise TrainingError(Fault.GGUF_DAMAGED, path=str(path), detail=str(error)) from error
    architecture = fields["general.architecture"].contents() if "general.architecture" in fields else ""
    if architecture != "gemma3":
        raise TrainingError(Fault.GGUF_NOT_GEMMA, path=str(path), architecture=str(architecture))
    names = [f"tokenizer.ggml.{name}" for name in ("tokens", "scores", "token_type")]
    if any(name not in fields for name in names):
        raise TrainingError(Fault.GGUF_WITHOUT_TOKENIZER, path=str(path))
    columns = [[field.parts[at] for at in field.data] for field in (fields[name] for name in names)]
    return [
        Piece(bytes(text).decode("utf-8"), float(score[0]), Kind(int(kind[0])))
        for text, score, kind in zip(*columns, strict=True)
    ]


def from_sentencepiece(content: bytes) -> list[Piece]:
    """The vocabulary of a tokenizer.model. Raises ValueError where it is none."""
    model = proto.ModelProto()
    try:
        model.ParseFromString(content)
    except DecodeError as error:
        raise ValueError(str(error)) from error
    if not model.pieces:
        raise ValueError("it holds no pieces")
    return [_from_message(message) for message in model.pieces]


def _from_message(message: Any) -> Piece:
    text, kind = message.piece, Kind(message.type)
    if kind is Kind.UNKNOWN:  # SentencePiece needs one; Gemma's GGUF calls it control
        return Piece(text, MARKED_SCORE, Kind.CONTROL)
    if kind is Kind.MARKED and not text.strip(SPACE):
        text = text.replace(SPACE, " ")
    return Piece(text, message.score, kind)


def to_sentencepiece(pieces: Sequence[Piece]) -> bytes:
    """The content of a tokenizer.model that cuts texts as these pieces do."""
    ids = {piece.text: at for at, piece in enumerate(pieces)}
    trainer = proto.TrainerSpec(
        model_type=proto.TrainerSpec.BPE,
        vocab_size=len(pieces),
        split_digits=True,
        byte_fallback=True,
        unk_piece=UNKNOWN, bos_piece=BOS, eos_piece=EOS, pad_piece=PAD,
        unk_id=ids[UNKNOWN], bos_id=ids[BOS], eos_id=ids[EOS], pad_id=ids[PAD],
    )  # fmt: skip
    normalizer = proto.NormalizerSpec(
        name="identity", add_dummy_prefix=False, remove_extra_whitespaces=False, escape_whitespaces=True
    )
    messages = [_message(piece) for piece in pieces]
    model = proto.ModelProto(pieces=messages, trainer_spec=trainer, normalizer_spec=normalizer)
    content = bytes(model.SerializeToString(deterministic=True))
    sentencepiece.SentencePieceProcessor(model_proto=content)  # refuses what it could not load later
    return content


def _message(piece: Piece) -> Any:
    text = piece.text if piece.kind is Kind.NORMAL else piece.text.replace(" ", SPACE)
    kind = Kind.UNKNOWN if piece.text == UNKNOWN else piece.kind
    return proto.ModelProto.SentencePiece(piece=text, score=piece.score, type=int(kind))


def to_tokenizers(pieces: Sequence[Piece]) -> tokenizers.Tokenizer:
    """The same vocabulary as a tokenizer of the tokenizers library, with <bos> before every text."""
    vocabulary = {piece.text: at for at, piece in enumerate(pieces)}
    model = models.BPE(
        vocab=vocabulary, merges=list(merges(pieces)), unk_token=UNKNOWN, byte_fallback=True, fuse_unk=True
    )
    made = tokenizers.Tokenizer(model)
    made.normalizer = normalizers.Replace(" ", SPACE)
    made.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    made.decoder = decoders.Sequence([decoders.Replace(SPACE, " "), decoders.ByteFallback(), decoders.Fuse()])
    made.post_processor = processors.TemplateProcessing(
        single=f"{BOS} $A", pair=f"{BOS} $A {BOS} $B", special_tokens=[(BOS, vocabulary[BOS])]
    )
    made.add_tokens([added(piece) for piece in pieces if piece.kind in {Kind.CONTROL, Kind.MARKED}])
    return made


def added(piece: Piece) -> AddedToken:
    """A piece that is found in the raw text before anything else, as tokenizers takes it."""
    return AddedToken(piece.text, normalized=False, special=piece.kind is Kind.CONTROL)


def merges(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """All pairs of pieces that join to a piece, the highest score first."""
    normal = {piece.text for piece in pieces if piece.kind is Kind.NORMAL}
    for piece in sorted((one for one in pieces if one.kind is Kind.NORMAL), key=lambda one: -one.score):
        text = piece.text
        for place in range(1, len(text)):
            if text[:place] in normal and text[place:] in normal:
                yield text[:place], text[place:]
