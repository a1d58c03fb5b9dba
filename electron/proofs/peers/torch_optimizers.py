"""Steps of torch.optim in float64: what our optimizers claim to do."""

import torch
import torch_reference as reference
import wire


def optimizer_of(task, groups):
    """The optimizer of torch.optim; its weight_decay is the L2 kind, except AdamW's."""
    spec, decay = task["optimizer"], task["weightDecay"]
    coupled = decay["kind"] == "l2" or spec["kind"] == "adamw"
    for group in groups:
        group["weight_decay"] = decay["lambda"] * group["decay"] if coupled else 0.0
    if spec["kind"] == "sgd":
        return torch.optim.SGD(groups, lr=1.0)
    if spec["kind"] == "momentum":
        return torch.optim.SGD(groups, lr=1.0, momentum=spec["momentum"], nesterov=spec["nesterov"])
    if spec["kind"] == "rmsprop":
        return torch.optim.RMSprop(
            groups, lr=1.0, alpha=spec["decay"], momentum=spec["momentum"], eps=spec["epsilon"]
        )
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[spec["kind"]]
    return kind(groups, lr=1.0, betas=(spec["beta1"], spec["beta2"]), eps=spec["epsilon"])


def decay_decoupled(task, groups):
    """w -= lr * lambda * w, for the optimizers that torch offers without it."""
    if task["weightDecay"]["kind"] == "decoupled" and task["optimizer"]["kind"] != "adamw":
        for group in groups:
            for weight in group["params"]:
                weight.data.mul_(1 - group["lr"] * task["weightDecay"]["lambda"] * group["decay"])


def answer(task, tensors):
    """Each step's loss, and how far every weight has come from where it started, after every step."""
    images = torch.from_numpy(tensors["images"].copy()).double()
    labels = torch.from_numpy(tensors["labels"].copy()).long()
    starts = {name: torch.from_numpy(tensors[name].copy()).double() for name in task["weights"]}
    weights = {name: value.clone() for name, value in starts.items()}
    groups = []
    for name in task["moving"]:
        learning, decay = task["multipliers"][name]
        weights[name].requires_grad_()
        groups.append({"params": [weights[name]], "multiplier": learning, "decay": decay})
    optimizer = optimizer_of(task, groups)

    results = {}
    for step, rate in enumerate(task["rates"]):
        run = reference.Run(task, weights, {}, True)
        run.forward(images, labels)
        loss = reference.total(run).mean()
        optimizer.zero_grad()
        loss.backward()
        if task["clipNorm"] is not None:
            torch.nn.utils.clip_grad_norm_([weights[name] for name in task["moving"]], task["clipNorm"])
        for group in optimizer.param_groups:
            group["lr"] = rate * group["multiplier"]
        decay_decoupled(task, optimizer.param_groups)
        optimizer.step()
        results[f"loss/{step}"] = loss.detach()
        for name, value in run.moved.items():
            weights[name] = value
        for name in starts:
            results[f"way/{step}/{name}"] = weights[name].detach() - starts[name]
    return {name: value.numpy().copy() for name, value in results.items()}


if __name__ == "__main__":
    wire.serve("torch_optimizers", answer)
