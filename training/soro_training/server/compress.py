"""The script that llmcompressor's own environment runs: it compresses a checkpoint, or scores one.

It is given one JSON object (a Job below) as its only word, writes its answer as JSON into the job's file, and
imports nothing of this project, since that environment does not hold it.
"""

import json
import math
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

GROUPS = (128, 64, 32)  # columns that share a scale, as vLLM's kernels for INT4 take them
WHOLE_ROW = -1
IGNORED = ["lm_head"]  # the head decides between all tokens: left as it is, as vLLM expects
COPIED = ("tokenizer*", "special_tokens_map.json", "chat_template.jinja", "added_tokens.json")


class Job(TypedDict):
    """What is to be done: with a `target` the `checkpoint` is compressed into it, without it is scored.

    `scheme` is FP8 or W4A16; `texts` a folder of JSON lines of which the Tajik ones are read, for calibration
    or for scoring, up to `tokens` of them in windows of `length`; `answer` the file to write.
    """

    checkpoint: str
    target: str
    scheme: str
    texts: str
    tokens: int
    length: int
    answer: str


def main() -> None:
    """Do the job."""
    job: Job = json.loads(sys.argv[1])
    found = compress(job) if job["target"] else score(job)
    Path(job["answer"]).write_text(json.dumps(found), encoding="utf-8")


def compress(job: Job) -> dict[str, Any]:
    """Write the checkpoint as compressed-tensors; what was done, as `method`, `group` and `calibration`."""
    from llmcompressor import oneshot  # type: ignore[import-not-found]

    tokenizer = AutoTokenizer.from_pretrained(job["checkpoint"])
    model = AutoModelForCausalLM.from_pretrained(job["checkpoint"], dtype=torch.bfloat16)
    if job["scheme"] == "FP8":
        method, group, rows = "FP8_DYNAMIC", 0, []
        oneshot(model=model, recipe=_fp8())
    else:
        method, group = "GPTQ", _group(model)
        rows = list(windows(tokenizer, job))
        oneshot(
            model=model,
            recipe=_int4(group),
            dataset=_dataset(rows),
            max_seq_length=job["length"],
            num_calibration_samples=len(rows),
            shuffle_calibration_samples=False,  # the same result each time
        )
    model.save_pretrained(job["target"], save_compressed=True)
    _copy_tokenizer(Path(job["checkpoint"]), Path(job["target"]))
    return {"method": method, "group": group, "calibration_tokens": sum(map(len, rows))}


def score(job: Job) -> dict[str, Any]:
    """Load the checkpoint as a server would and read the texts: perplexity a token, bits a byte of text."""
    tokenizer = AutoTokenizer.from_pretrained(job["checkpoint"])
    model = AutoModelForCausalLM.from_pretrained(job["checkpoint"], dtype="auto").eval()
    loss, tokens, size = 0.0, 0, 0
    for row in windows(tokenizer, job):
        ids = torch.tensor([row])
        with torch.inference_mode():
            logits = model(input_ids=ids).logits[0, :-1].float()
        loss += torch.nn.functional.cross_entropy(logits, ids[0, 1:], reduction="sum").item()
        tokens += len(row) - 1
        size += len(tokenizer.decode(row[1:]).encode("utf-8"))
    return {
        "perplexity": math.exp(loss / tokens),
        "bits_per_byte": loss / math.log(2) / size,
        "tokens": tokens,
    }


def windows(tokenizer: Any, job: Job) -> Iterator[list[int]]:
    """The first `tokens` tokens of the Tajik texts, joined, in windows begun with the begin token."""
    begin = [] if tokenizer.bos_token_id is None else [tokenizer.bos_token_id]
    room = job["length"] - len(begin)
    row: list[int] = []
    left = job["tokens"]
    for text in tajik(Path(job["texts"])):
        ids = tokenizer(text, add_special_tokens=False).input_ids[:left]
        left -= len(ids)
        row += ids
        while len(row) >= room:
            yield begin + row[:room]
            row = row[room:]
        if not left:
            break
    if len(row) > 1:
        yield begin + row


def tajik(folder: Path) -> Iterator[str]:
    """The Tajik texts of a folder of JSON lines, in the order of the files' names."""
    for file in sorted(folder.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                if document["language"] == "tg":
                    yield document["text"]


def _fp8() -> Any:
    """Weights with a scale a row, what comes in with a scale a token found as it comes: no calibration."""
    from llmcompressor.modifiers.quantization import QuantizationModifier  # type: ignore[import-not-found]

    return QuantizationModifier(targets="Linear", scheme="FP8_DYNAMIC", ignore=IGNORED)


def _int4(group: int) -> Any:
    """GPTQ (Frantar et al. 2022, arXiv 2210.17323), since rounding alone costs INT4 a nat on Tajik."""
    from compressed_tensors.quantization import QuantizationArgs, QuantizationScheme  # type: ignore[import-not-found]
    from llmcompressor.modifiers.gptq import GPTQModifier  # type: ignore[import-not-found]

    strategy = "channel" if group == WHOLE_ROW else "group"
    size = None if group == WHOLE_ROW else group
    weights = QuantizationArgs(num_bits=4, type="int", symmetric=True, strategy=strategy, group_size=size)
    scheme = QuantizationScheme(targets=["Linear"], weights=weights)
    return GPTQModifier(config_groups={"group_0": scheme}, ignore=IGNORED)


def _group(model: Any) -> int:
    """The largest of GROUPS that divides the columns of every matrix, else a scale for the whole row."""
    layers = {name: layer for name, layer in model.named_modules() if isinstance(layer, torch.nn.Linear)}
    columns = {layer.in_features for name, layer in layers.items() if name not in IGNORED}
    return next((size for size in GROUPS if all(count % size == 0 for count in columns)), WHOLE_ROW)


def _dataset(rows: list[list[int]]) -> Any:
    import datasets

    masks = [[1] * len(row) for row in rows]
    return datasets.Dataset.from_dict({"input_ids": rows, "attention_mask": masks})


def _copy_tokenizer(source: Path, target: Path) -> None:
    for pattern in COPIED:
        for file in source.glob(pattern):
            shutil.copyfile(file, target / file.name)


if __name__ == "__main__":
    main()
