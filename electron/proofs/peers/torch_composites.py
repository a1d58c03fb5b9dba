"""Every composite against the paper's module (`paper_modules.py`) in float64.

A weight of ours reaches its module by name: `tried/se/fc1/kernel` is the weight of the layer that module `tried` keeps
as `se`, then `fc1`. A weight that finds no place, or a place that gets no weight, is an error.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch
import torch.nn.functional as F
import wire
from paper_modules import KINDS
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


class Network(nn.Module):
    """A convolution, the module on trial, and a dense layer on all that it gives."""

    def __init__(self, task, tensors):
        super().__init__()
        rows, columns, entering, channels = tensors["before/kernel"].shape
        self.before = nn.Conv2d(entering, channels, (rows, columns), bias=False)
        params = dict(task["params"])
        if task["kind"] == "fc-head":
            height, width = tensors["images"].shape[1:3]
            params["size"] = [height - rows + 1, width - columns + 1]
        self.tried = KINDS[task["kind"]](channels, mistake=task["mistake"], **params)
        self.logits = nn.Linear(*tensors["logits/kernel"].shape)

    def forward(self, images):
        y = self.tried(self.before(images.permute(0, 3, 1, 2)))
        y = y.permute(0, 2, 3, 1) if y.dim() == 4 else y
        return self.logits(y.flatten(1)), y


def layer_of(network, path):
    """The layer that a path of ours names."""
    at = network
    for name in path.split("/"):
        inner = getattr(at, "INNER", {}).get(name)
        at = getattr(getattr(at, inner) if inner else at, name)
    return at


ROLES = {
    "kernel": "weight", "bias": "bias", "gamma": "weight", "beta": "bias", "mean": "running_mean",
    "variance": "running_var",
}


def theirs(value):
    """A kernel in PyTorch's layout: [out, in, rows, columns], or [out, in]."""
    return value.permute(3, 2, 0, 1) if value.dim() == 4 else value.T if value.dim() == 2 else value


def ours(value):
    return value.permute(2, 3, 1, 0) if value.dim() == 4 else value.T if value.dim() == 2 else value


def place(network, task, tensors):
    """Fills the network; returns the tensors that hold our weights, by our names."""
    held = {}
    for name in task["weights"]:
        path, role = name.rsplit("/", 1)
        held[name] = getattr(layer_of(network, path), ROLES[role])
        value = theirs(torch.from_numpy(tensors[name].copy()).double())
        if held[name].shape != value.shape:
            raise ValueError(f"{name}: {tuple(value.shape)} does not fit {tuple(held[name].shape)}")
        held[name].data.copy_(value)
    everything = [*network.parameters(), *(b for n, b in network.named_buffers() if not n.endswith("tracked"))]
    missing = {id(tensor) for tensor in everything} - {id(tensor) for tensor in held.values()}
    if missing:
        raise ValueError(f"{len(missing)} tensors of the reference got no weight")
    for name, value in tensors.items():
        if name.startswith("mask:"):
            mask = torch.from_numpy(value.copy()).double()
            layer_of(network, name[5:]).mask = mask.permute(0, 3, 1, 2) if mask.dim() == 4 else mask
    return held


def answer(task, tensors):
    """Inference: logits, losses, what the module gives. Training: loss, gradients, moved statistics."""
    labels = torch.from_numpy(tensors["labels"].copy()).long()
    images = torch.from_numpy(tensors["images"].copy()).double().requires_grad_()
    network = Network(task, tensors).double()
    held = place(network, task, tensors)

    network.eval()
    with torch.no_grad():
        tested, given = network(images)
    network.train()
    trained, _ = network(images)
    loss = F.cross_entropy(trained, labels)
    loss.backward()

    results = {
        "predict/logits": tested,
        "predict/probabilities": tested.softmax(1),
        "evaluate/loss": F.cross_entropy(tested, labels, reduction="sum"),
        "evaluate/correct": (tested.argmax(1) == labels).sum(),
        "value/" + task["result"] + "/0": given,
        "train/loss": loss,
        "train/correct": (trained.argmax(1) == labels).sum(),
        "gradient/images": images.grad,
    }
    for name, tensor in held.items():
        if name in task["trainable"]:
            results["gradient/" + name] = ours(torch.zeros_like(tensor) if tensor.grad is None else tensor.grad)
        else:
            results["after/" + name] = tensor
    return {name: value.detach().numpy() for name, value in results.items()}


if __name__ == "__main__":
    wire.serve("torch_composites", answer)
