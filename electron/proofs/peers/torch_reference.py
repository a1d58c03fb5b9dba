"""The independent reference: every primitive in PyTorch, float64, channels first."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch
import torch.nn.functional as F
import wire

torch.set_num_threads(1)


def inward(x):
    """A map from [n, h, w, c] to [n, c, h, w]; anything else as it is."""
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def outward(x):
    return x.permute(0, 2, 3, 1) if x.dim() == 4 else x


def channel_axis(x):
    return 1 if x.dim() == 4 else x.dim() - 1


def per_channel(numbers, x):
    """Constants, one per channel, shaped to meet x."""
    vector = torch.tensor(numbers, dtype=x.dtype)
    return vector.reshape([-1, 1, 1]) if x.dim() == 4 else vector


class Run:
    """One pass through a network, training or not."""

    def __init__(self, task, weights, masks, training):
        self.task, self.weights, self.masks, self.training = task, weights, masks, training
        self.values, self.moved = {}, {}

    def forward(self, images, labels):
        for node in self.task["nodes"]:
            inputs = [self.values[tuple(source)] for source in node["inputs"]]
            if node["op"] == "input":
                outputs = [inward(images)]
            elif node["op"] == "cross-entropy":
                outputs = [cross_entropy(node["attrs"], inputs[0], labels)]
            else:
                outputs = OPS[node["op"]](self, node, node["attrs"], inputs)
            for index, value in enumerate(outputs):
                self.values[(node["path"], index)] = value

    def weight(self, node, role):
        name = node["path"] + "/" + role
        return self.weights[name] if name in node["weights"] else None


def cross_entropy(a, logits, labels):
    """Every example's own loss, [n]; the labels' weight, if any, multiplies the example's (smoothed) loss."""
    loss = F.cross_entropy(logits, labels, reduction="none", label_smoothing=a["labelSmoothing"])
    if a["classWeights"] is not None:
        loss = loss * torch.tensor(a["classWeights"], dtype=logits.dtype)[labels]
    return loss * a["weight"]


def pad(x, pads, value=0.0):
    top, bottom, left, right = pads
    return F.pad(x, (left, right, top, bottom), value=value)


def conv2d(run, node, a, x):
    kernel = run.weight(node, "kernel").permute(3, 2, 0, 1).contiguous()
    return [
        F.conv2d(
            pad(x[0], a["padding"]),
            kernel,
            run.weight(node, "bias"),
            stride=a["stride"],
            dilation=a["dilation"],
            groups=a["groups"],
        )
    ]


def depthwise(run, node, a, x):
    rows, columns, channels, multiplier = run.weight(node, "kernel").shape
    kernel = run.weight(node, "kernel").permute(2, 3, 0, 1).reshape(channels * multiplier, 1, rows, columns).contiguous()
    return [
        F.conv2d(
            pad(x[0], a["padding"]),
            kernel,
            run.weight(node, "bias"),
            stride=a["stride"],
            dilation=a["dilation"],
            groups=channels,
        )
    ]


def dense(run, node, a, x):
    bias = run.weight(node, "bias")
    product = x[0] @ run.weight(node, "kernel")
    return [product if bias is None else product + bias]


def dropconnect(run, node, a, x):
    bias = run.weight(node, "bias")
    kernel = run.weight(node, "kernel")
    if run.training:
        product = torch.einsum("bi,biu->bu", x[0], run.masks[node["path"]] * kernel)
    else:
        product = x[0] @ (kernel * (1 - a["rate"]))
    return [product if bias is None else product + bias]


def batch_norm(run, node, a, x):
    names = [node["path"] + "/mean", node["path"] + "/variance"]
    mean, variance = (run.weights[name].detach().clone() for name in names)
    y = F.batch_norm(
        x[0],
        mean,
        variance,
        run.weight(node, "gamma"),
        run.weight(node, "beta"),
        training=run.training,
        momentum=1 - a["momentum"],
        eps=a["epsilon"],
    )
    if run.training:
        run.moved.update(zip(names, (mean, variance)))
    return [y]


def lrn(run, node, a, x):
    return [F.local_response_norm(x[0], a["size"], alpha=a["alpha"] * a["size"], beta=a["beta"], k=a["k"])]


ACTIVATIONS = {
    "relu": lambda x, slope: F.relu(x),
    "relu6": lambda x, slope: F.relu6(x),
    "leaky-relu": lambda x, slope: F.leaky_relu(x, slope),
    "elu": lambda x, slope: F.elu(x, slope),
    "gelu": lambda x, slope: F.gelu(x),
    "silu": lambda x, slope: F.silu(x),
    "sigmoid": lambda x, slope: torch.sigmoid(x),
    "hard-sigmoid": lambda x, slope: F.hardsigmoid(x),
    "hard-swish": lambda x, slope: F.hardswish(x),
    "tanh": lambda x, slope: torch.tanh(x),
    "softplus": lambda x, slope: torch.logaddexp(x, torch.zeros_like(x)),
}


def windows_along(extent, kernel, stride, before, after, ceil):
    """Windows along one axis, counted one by one (PyTorch's rule for the rounded-up last one)."""
    count, end = 0, extent + before + after
    while True:
        start = count * stride
        whole = start + kernel <= end
        new = start + kernel - stride < end
        if not (whole or (ceil and new)) or (ceil and start >= extent + before):
            return count
        count += 1


def symmetric(a):
    """Whether PyTorch's own pooling takes this padding."""
    top, bottom, left, right = a["padding"]
    rows, columns = a["kernel"]
    return top == bottom and left == right and top * 2 <= rows and left * 2 <= columns


def spread(x, a, padding, overhang):
    """The input with its padding, behind it as much as the last window hangs over, and the number of windows."""
    height, width = x.shape[2:]
    top, bottom, left, right = a["padding"]
    counts, behind = [], []
    for axis, (extent, before, after) in enumerate([(height, top, bottom), (width, left, right)]):
        kernel, stride = a["kernel"][axis], a["stride"][axis]
        count = windows_along(extent, kernel, stride, before, after, a["ceil"])
        counts.append(count)
        behind.append(max(0, (count - 1) * stride + kernel - extent - before - after))
    return pad(pad(x, a["padding"], padding), [0, behind[0], 0, behind[1]], overhang), counts


def max_pool(run, node, a, x):
    if symmetric(a):
        padding = (a["padding"][0], a["padding"][2])
        return [F.max_pool2d(x[0], a["kernel"], a["stride"], padding, ceil_mode=a["ceil"])]
    wide, (rows, columns) = spread(x[0], a, -torch.inf, -torch.inf)
    return [F.max_pool2d(wide, a["kernel"], a["stride"])[:, :, :rows, :columns]]


def avg_pool(run, node, a, x):
    counted = a["countPadding"]
    if symmetric(a):
        padding = (a["padding"][0], a["padding"][2])
        return [F.avg_pool2d(x[0], a["kernel"], a["stride"], padding, ceil_mode=a["ceil"], count_include_pad=counted)]
    values, (rows, columns) = spread(x[0], a, 0.0, 0.0)
    ones, _ = spread(torch.ones_like(x[0]), a, 1.0 if counted else 0.0, 0.0)
    mean, share = (F.avg_pool2d(part, a["kernel"], a["stride"]) for part in (values, ones))
    return [(mean / share)[:, :, :rows, :columns]]


def affine(run, node, a, x):
    return [x[0] * per_channel(a["scale"], x[0]) + per_channel(a["shift"], x[0])]


def crop(run, node, a, x):
    top, bottom, left, right = a["cropping"]
    height, width = x[0].shape[2:]
    return [x[0][:, :, top : height - bottom, left : width - right]]


def channel_pad(run, node, a, x):
    def zeros(count):
        shape = list(x[0].shape)
        shape[channel_axis(x[0])] = count
        return torch.zeros(shape, dtype=x[0].dtype)

    return [torch.cat([zeros(a["before"]), x[0], zeros(a["after"])], channel_axis(x[0]))]


def upsample(run, node, a, x):
    if a["mode"] == "bilinear":
        size = [extent * factor for extent, factor in zip(x[0].shape[2:], a["factor"])]
        return [F.interpolate(x[0], size=size, mode="bilinear", align_corners=False)]
    return [x[0].repeat_interleave(a["factor"][0], 2).repeat_interleave(a["factor"][1], 3)]


def dropout(run, node, a, x):
    return [x[0] * inward(run.masks[node["path"]]) / (1 - a["rate"]) if run.training else x[0]]


def global_mean(run, node, a, x):
    return [x[0].mean((2, 3), keepdim=a["keepDims"])]


def global_max(run, node, a, x):
    return [x[0].amax((2, 3), keepdim=a["keepDims"])]


OPS = {
    "conv2d": conv2d,
    "depthwise-conv2d": depthwise,
    "dense": dense,
    "batch-norm": batch_norm,
    "lrn": lrn,
    "activation": lambda run, node, a, x: [ACTIVATIONS[a["fn"]](x[0], a["slope"])],
    "prelu": lambda run, node, a, x: [F.prelu(x[0], run.weight(node, "slope"))],
    "softmax": lambda run, node, a, x: [torch.softmax(x[0], channel_axis(x[0]))],
    "branch-softmax": lambda run, node, a, x: list(torch.softmax(torch.stack(x), 0)),
    "max-pool": max_pool,
    "avg-pool": avg_pool,
    "global-mean": global_mean,
    "global-max": global_max,
    "add": lambda run, node, a, x: [sum(x[1:], x[0])],
    "multiply": lambda run, node, a, x: [x[0] * x[1]],
    "concat": lambda run, node, a, x: [torch.cat(x, channel_axis(x[0]))],
    "split": lambda run, node, a, x: list(torch.split(x[0], a["sizes"], channel_axis(x[0]))),
    "affine": affine,
    "clip": lambda run, node, a, x: [x[0].clamp(a["min"], a["max"])],
    "reshape": lambda run, node, a, x: [inward(outward(x[0]).reshape([-1, *a["shape"]]))],
    "pad": lambda run, node, a, x: [pad(x[0], a["padding"], a["value"])],
    "crop": crop,
    "channel-pad": channel_pad,
    "subsample": lambda run, node, a, x: [x[0][:, :, :: a["stride"][0], :: a["stride"][1]]],
    "upsample": upsample,
    "dropout": dropout,
    "drop-path": dropout,
    "dropconnect-dense": dropconnect,
    "identity": lambda run, node, a, x: [x[0]],
}


def answer(task, tensors):
    """Values and losses of inference; loss, gradients and moved statistics of one training pass."""
    labels = torch.from_numpy(tensors["labels"].copy()).long()
    masks = {name[5:]: torch.from_numpy(value.copy()).double() for name, value in tensors.items() if name[:5] == "mask:"}

    def leaf(name):
        return torch.from_numpy(tensors[name].copy()).double().requires_grad_()

    images, weights = leaf("images"), {name: leaf(name) for name in task["weights"]}
    tested = Run(task, weights, masks, False)
    with torch.no_grad():
        tested.forward(images, labels)
    trained = Run(task, weights, masks, True)
    trained.forward(images, labels)
    total(trained).mean().backward()

    results = {
        "evaluate/loss": total(tested).sum(),
        "evaluate/correct": correct(tested, labels),
        "train/loss": total(trained).mean(),
        "train/correct": correct(trained, labels),
        "gradient/images": images.grad,
    }
    logits = tested.values[tuple(head(task)["logits"])]
    results["predict/logits"], results["predict/probabilities"] = logits, torch.softmax(logits, 1)
    for (path, index), value in tested.values.items():
        if not is_loss(task, path):
            results[f"value/{path}/{index}"] = outward(value)
    for name in task["trainable"]:
        gradient = weights[name].grad
        results["gradient/" + name] = torch.zeros_like(weights[name]) if gradient is None else gradient
    results.update({"after/" + name: value for name, value in trained.moved.items()})
    return {name: value.detach().numpy() for name, value in results.items()}


def head(task):
    return next(output for output in task["outputs"] if output["role"] == "class")


def is_loss(task, path):
    return any(output["loss"][0] == path for output in task["outputs"])


def total(run):
    """Every example's loss over all heads."""
    return sum(run.values[tuple(output["loss"])] for output in run.task["outputs"])


def correct(run, labels):
    return (run.values[tuple(head(run.task)["logits"])].argmax(1) == labels).sum()


if __name__ == "__main__":
    wire.serve("torch_reference", answer)
