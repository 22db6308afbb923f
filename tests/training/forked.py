"""Trains in processes of its own for the tests: killed, two at once, sharded; it imports the libraries once.

Called with a folder that holds a study for each scene. The processes find in their environment what torchrun
and `accelerate launch` put there.
"""

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
import torch.distributed as dist
from tests.training import study
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard

from soro_training import __main__ as entry
from soro_training import packing, pretrain, run
from soro_training.chat import Encoder
from soro_training.objective import Objective, tensors

KILLED_AFTER = 8  # steps
SENTENCES = 20
LENGTH = 64


def main(folder: Path) -> None:
    assert pretrain.run  # imported before the first fork
    torch.set_num_threads(1)
    killed(folder / "killed")
    killed(folder / "early")
    together(lambda: entry.run(["pretrain", str(folder / "two" / "run.toml")]))
    # The gradients of the whole are reckoned in a process of their own: autograd's threads outlive no fork.
    [child] = started(lambda: whole(folder / "whole.json"), 1)
    os.waitpid(child, 0)
    together(lambda: sharded(folder / "sharded.json"))


def killed(folder: Path) -> None:
    """Kill a training in the middle, once it has told of so many steps."""
    [child] = started(lambda: entry.run(["pretrain", str(folder / "run.toml")]), 1)
    metrics = folder / "pretrain" / run.METRICS
    while not metrics.exists() or f'"step": {KILLED_AFTER}, "loss"' not in metrics.read_text("utf-8"):
        time.sleep(0.005)
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "it ended before it was killed"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def whole(out: Path) -> None:
    out.write_text(json.dumps(reckoned(an_objective(), rows())), "utf-8")


def sharded(out: Path) -> None:
    """FSDP2 as accelerate makes it: each layer a unit, and the rest, with the head that the loss uses."""
    dist.init_process_group("gloo")
    mesh, rank = init_device_mesh("cpu", (2,)), dist.get_rank()
    objective = an_objective()
    for layer in objective.model.model.layers:
        fully_shard(layer, mesh=mesh)
    fully_shard(objective, mesh=mesh)
    found = reckoned(objective, rows()[rank * 2 : rank * 2 + 2])
    if rank == 0:
        out.write_text(json.dumps(found), "utf-8")
    dist.destroy_process_group()


def an_objective() -> Objective:
    return Objective(study.a_checkpoint().model.float().train(), chunk=50)


def rows() -> list[tuple[packing.Ids, packing.Flags]]:
    texts = Encoder(study.a_checkpoint()).documents([study.sentence(number) for number in range(SENTENCES)])
    return list(packing.stream(texts, LENGTH))[:4]


def reckoned(objective: Objective, some: list[tuple[packing.Ids, packing.Flags]]) -> dict[str, float]:
    """The nats of all processes together, and the sizes of two gradients."""
    nats = objective(*tensors(packing.batch(some), torch.device("cpu")))
    workers = dist.get_world_size() if dist.is_initialized() else 1
    (nats * workers).backward()
    total = nats.detach().clone()
    if workers > 1:
        dist.all_reduce(total)
    body = objective.model.model
    parts = {"embedding": body.embed_tokens, "layer": body.layers[3].mlp.up_proj}
    sizes = {}
    for name, part in parts.items():
        gradient = part.weight.grad
        sizes[name] = float((gradient.full_tensor() if workers > 1 else gradient).norm())
    return {"nats": float(total), **sizes}


def together(work: Callable[[], object]) -> None:
    for child in started(work, 2):
        _pid, status = os.waitpid(child, 0)
        assert status == 0, "a process of two failed"


def started(work: Callable[[], object], count: int) -> list[int]:
    """That many children that do the same work, each with its rank in the environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    children = []
    for rank in range(count):
        child = os.fork()
        if child == 0:
            if count > 1:
                os.environ |= {
                    "RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(count),
                    "LOCAL_WORLD_SIZE": str(count), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port),
                }  # fmt: skip
            failed = True
            try:
                failed = bool(work())
            finally:
                sys.stdout.flush()
                os._exit(int(failed))
        children.append(child)
    return children


if __name__ == "__main__":
    main(Path(sys.argv[1]))
