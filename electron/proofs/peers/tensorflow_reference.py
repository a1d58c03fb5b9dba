"""The second reference: every primitive in TensorFlow's own high-level functions, differentiated by GradientTape."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf
import wire


class Run:
    """One pass through a network, training or not."""

    def __init__(self, task, weights, masks, training):
        self.task, self.weights, self.masks, self.training = task, weights, masks, training
        self.values, self.moved = {}, {}

    def forward(self, images, labels):
        for node in self.task["nodes"]:
            inputs = [self.values[tuple(source)] for source in node["inputs"]]
            if node["op"] == "input":
                outputs = [images]
            elif node["op"] == "cross-entropy":
                outputs = [cross_entropy(node["attrs"], inputs[0], labels)]
            else:
                outputs = OPS[node["op"]](self, node, node["attrs"], inputs)
            for index, value in enumerate(outputs):
                self.values[(node["path"], index)] = value

    def weight(self, node, role):
        name = node["path"] + "/" + role
        return self.weights[name] if name in node["weights"] else None

    def biased(self, node, x):
        bias = self.weight(node, "bias")
        return x if bias is None else tf.nn.bias_add(x, bias)


def cross_entropy(a, logits, labels):
    """Every example's own loss, [n]; the labels' weight, if any, multiplies the example's (smoothed) loss."""
    classes = logits.shape[1]
    target = tf.one_hot(labels, classes) * (1 - a["labelSmoothing"]) + a["labelSmoothing"] / classes
    loss = tf.nn.softmax_cross_entropy_with_logits(target, logits)
    if a["classWeights"] is not None:
        loss = loss * tf.gather(tf.constant(a["classWeights"], tf.float32), labels)
    return loss * a["weight"]


def pad(x, pads, value=0.0):
    top, bottom, left, right = pads
    return tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]], constant_values=value)


def conv2d(run, node, a, x):
    wide = pad(x[0], a["padding"])
    return [run.biased(node, tf.nn.conv2d(wide, run.weight(node, "kernel"), a["stride"], "VALID", dilations=a["dilation"]))]


def depthwise(run, node, a, x):
    """One channel at a time: TensorFlow's depthwise kernel takes neither unequal strides nor strides with dilation."""
    kernel, parts = run.weight(node, "kernel"), []
    wide = pad(x[0], a["padding"])
    for channel in range(kernel.shape[2]):
        one = slice(channel, channel + 1)
        part = tf.nn.conv2d(wide[..., one], kernel[:, :, one], a["stride"], "VALID", dilations=a["dilation"])
        parts.append(part)
    return [run.biased(node, tf.concat(parts, 3))]


def dense(run, node, a, x):
    return [run.biased(node, tf.matmul(x[0], run.weight(node, "kernel")))]


def dropconnect(run, node, a, x):
    kernel = run.weight(node, "kernel")
    if not run.training:
        return [run.biased(node, tf.matmul(x[0], kernel * (1 - a["rate"])))]
    masked = run.masks[node["path"]] * kernel
    return [run.biased(node, tf.matmul(x[0][:, None], masked)[:, 0])]


def batch_norm(run, node, a, x):
    mean, variance = (run.weights[node["path"] + "/" + role] for role in ("mean", "variance"))
    if run.training:
        axes = list(range(x[0].shape.rank - 1))
        batch_mean, batch_variance = tf.nn.moments(x[0], axes)
        count = float(tf.size(x[0])) / x[0].shape[-1]
        kept = a["momentum"]
        run.moved[node["path"] + "/mean"] = mean * kept + batch_mean * (1 - kept)
        run.moved[node["path"] + "/variance"] = variance * kept + batch_variance * (count / (count - 1)) * (1 - kept)
        mean, variance = batch_mean, batch_variance
    gamma, beta = run.weight(node, "gamma"), run.weight(node, "beta")
    return [tf.nn.batch_normalization(x[0], mean, variance, beta, gamma, a["epsilon"])]


def lrn(run, node, a, x):
    radius = (a["size"] - 1) // 2
    return [tf.nn.local_response_normalization(x[0], radius, bias=a["k"], alpha=a["alpha"], beta=a["beta"])]


ACTIVATIONS = {
    "relu": lambda x, slope: tf.nn.relu(x),
    "relu6": lambda x, slope: tf.nn.relu6(x),
    "leaky-relu": lambda x, slope: tf.nn.leaky_relu(x, slope),
    "elu": lambda x, slope: tf.keras.activations.elu(x, slope),
    "gelu": lambda x, slope: tf.nn.gelu(x, approximate=False),
    "silu": lambda x, slope: tf.nn.silu(x),
    "sigmoid": lambda x, slope: tf.nn.sigmoid(x),
    "hard-sigmoid": lambda x, slope: tf.keras.activations.hard_sigmoid(x),
    "hard-swish": lambda x, slope: tf.keras.activations.hard_silu(x),
    "tanh": lambda x, slope: tf.nn.tanh(x),
    "softplus": lambda x, slope: tf.nn.softplus(x),
}


def starts_along(extent, kernel, stride, before, after, ceil):
    """Where windows start along one axis, in the padded input."""
    end = before + extent + after
    starts = range(0, end - kernel + 1, stride)
    if ceil:
        last = starts[-1] + stride
        rest = starts[-1] + kernel < end
        starts = [*starts, last] if rest else starts
        starts = [start for start in starts if start < before + extent]
    return list(starts)


def windows(x, a, padding, overhang):
    """All values of all windows: [n, rows, columns, kernel rows * kernel columns, c]."""
    _, height, width, _ = x.shape
    top, bottom, left, right = a["padding"]
    rows = starts_along(height, a["kernel"][0], a["stride"][0], top, bottom, a["ceil"])
    columns = starts_along(width, a["kernel"][1], a["stride"][1], left, right, a["ceil"])
    wide = pad(pad(x, a["padding"], padding), [0, a["kernel"][0], 0, a["kernel"][1]], overhang)
    values = []
    for dy in range(a["kernel"][0]):
        line = tf.gather(wide, [start + dy for start in rows], axis=1)
        values += [tf.gather(line, [start + dx for start in columns], axis=2) for dx in range(a["kernel"][1])]
    return tf.stack(values, 3)


def max_pool(run, node, a, x):
    return [tf.reduce_max(windows(x[0], a, -float("inf"), -float("inf")), 3)]


def avg_pool(run, node, a, x):
    counted = 1.0 if a["countPadding"] else 0.0
    divisor = tf.reduce_sum(windows(tf.ones_like(x[0]), a, counted, 0.0), 3)
    return [tf.reduce_sum(windows(x[0], a, 0.0, 0.0), 3) / divisor]


def crop(run, node, a, x):
    top, bottom, left, right = a["cropping"]
    _, height, width, _ = x[0].shape
    return [x[0][:, top : height - bottom, left : width - right]]


def channel_pad(run, node, a, x):
    return [tf.pad(x[0], [[0, 0]] * (x[0].shape.rank - 1) + [[a["before"], a["after"]]])]


def upsample(run, node, a, x):
    size = [x[0].shape[1] * a["factor"][0], x[0].shape[2] * a["factor"][1]]
    return [tf.image.resize(x[0], size, a["mode"])]


def dropout(run, node, a, x):
    return [x[0] * run.masks[node["path"]] / (1 - a["rate"]) if run.training else x[0]]


def prelu(run, node, a, x):
    return [tf.maximum(x[0], 0) + run.weight(node, "slope") * tf.minimum(x[0], 0)]


OPS = {
    "conv2d": conv2d,
    "depthwise-conv2d": depthwise,
    "dense": dense,
    "batch-norm": batch_norm,
    "lrn": lrn,
    "activation": lambda run, node, a, x: [ACTIVATIONS[a["fn"]](x[0], a["slope"])],
    "prelu": prelu,
    "softmax": lambda run, node, a, x: [tf.nn.softmax(x[0])],
    "branch-softmax": lambda run, node, a, x: tf.unstack(tf.nn.softmax(tf.stack(x, -1)), axis=-1),
    "max-pool": max_pool,
    "avg-pool": avg_pool,
    "global-mean": lambda run, node, a, x: [tf.reduce_mean(x[0], [1, 2], a["keepDims"])],
    "global-max": lambda run, node, a, x: [tf.reduce_max(x[0], [1, 2], a["keepDims"])],
    "add": lambda run, node, a, x: [tf.add_n(x)],
    "multiply": lambda run, node, a, x: [x[0] * x[1]],
    "concat": lambda run, node, a, x: [tf.concat(x, -1)],
    "split": lambda run, node, a, x: tf.split(x[0], a["sizes"], -1),
    "affine": lambda run, node, a, x: [x[0] * tf.constant(a["scale"], tf.float32) + tf.constant(a["shift"], tf.float32)],
    "clip": lambda run, node, a, x: [tf.clip_by_value(x[0], a["min"], a["max"])],
    "reshape": lambda run, node, a, x: [tf.reshape(x[0], [-1, *a["shape"]])],
    "pad": lambda run, node, a, x: [pad(x[0], a["padding"], a["value"])],
    "crop": crop,
    "channel-pad": channel_pad,
    "subsample": lambda run, node, a, x: [x[0][:, :: a["stride"][0], :: a["stride"][1]]],
    "upsample": upsample,
    "dropout": dropout,
    "drop-path": dropout,
    "dropconnect-dense": dropconnect,
    "identity": lambda run, node, a, x: [tf.identity(x[0])],
}


def head(task):
    return next(output for output in task["outputs"] if output["role"] == "class")


def total(run):
    """Every example's loss over all heads."""
    return tf.add_n([run.values[tuple(output["loss"])] for output in run.task["outputs"]])


def correct(run, labels):
    guesses = tf.argmax(run.values[tuple(head(run.task)["logits"])], 1, tf.int32)
    return tf.reduce_sum(tf.cast(guesses == labels, tf.int32))


def answer(task, tensors):
    """Values and losses of inference; loss, gradients and moved statistics of one training pass."""
    labels, images = tf.constant(tensors["labels"]), tf.constant(tensors["images"])
    masks = {name[5:]: tf.constant(value) for name, value in tensors.items() if name[:5] == "mask:"}
    weights = {name: tf.constant(tensors[name]) for name in task["weights"]}
    sources = {"images": images, **{name: weights[name] for name in task["trainable"]}}

    tested = Run(task, weights, masks, False)
    tested.forward(images, labels)
    trained = Run(task, weights, masks, True)
    with tf.GradientTape() as tape:
        for source in sources.values():
            tape.watch(source)
        trained.forward(images, labels)
        loss = tf.reduce_mean(total(trained))
    gradients = tape.gradient(loss, sources, unconnected_gradients="zero")

    logits = tested.values[tuple(head(task)["logits"])]
    results = {
        "predict/logits": logits,
        "predict/probabilities": tf.nn.softmax(logits),
        "evaluate/loss": tf.reduce_sum(total(tested)),
        "evaluate/correct": correct(tested, labels),
        "train/loss": loss,
        "train/correct": correct(trained, labels),
    }
    losses = [output["loss"][0] for output in task["outputs"]]
    for (path, index), value in tested.values.items():
        if path not in losses:
            results[f"value/{path}/{index}"] = value
    results.update({"gradient/" + name: value for name, value in gradients.items()})
    results.update({"after/" + name: value for name, value in trained.moved.items()})
    return {name: value.numpy() for name, value in results.items()}


if __name__ == "__main__":
    wire.serve("tensorflow_reference", answer)
