"""Runs exported models for Inlay's parity check: one JSON request a line on stdin, one JSON answer a line on stdout.

{"op": "keras", "model": FILE, "inputs": FILE, "from": 0, "to": 8, "fetch": {NAME: LAYER}, "out": FILE}
    loads a .keras file (safe mode) and writes, as safetensors, the outputs of the layers, and of the model under
    "output:0", "output:1", ... for these examples
{"op": "saved-model", ..., "fetch": {NAME: TENSOR}}
    the same for a SavedModel folder: tensors of its graph by name, and its serving_default signature's outputs under
    "serving_default:NAME"
{"op": "variables", "model": FILE, "out": FILE}
    writes every variable of a .keras file, as loaded, as "LAYER:INDEX"

Inputs are safetensors with one tensor a model input, by its name. An answer is {"ok": true, ...} or
{"ok": false, "error": TEXT}.
"""

import json
import os
import sys

# TensorFlow and Keras print as they please: answers keep the real stdout to themselves.
ANSWERS = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from safetensors.numpy import load_file, save_file  # noqa: E402

loaded = {"stamp": None, "model": None}


def stamp(path):
    """Tells a file from another that stands in its place later."""
    found = os.stat(os.path.join(path, "saved_model.pb") if os.path.isdir(path) else path)
    return path, found.st_ino, found.st_mtime_ns, found.st_size


def model_at(path, load):
    """The model of a request; the last one is kept, since a check asks for it part by part."""
    found = stamp(path) if os.path.exists(path) else None
    if found is None or loaded["stamp"] != found:
        loaded.update(stamp=None, model=None)
        keras.backend.clear_session()
        loaded.update(model=load(path), stamp=found)
    return loaded["model"]


def write(path, tensors):
    save_file({name: np.ascontiguousarray(value, np.float32) for name, value in tensors.items()}, path)


def examples(request):
    tensors = load_file(request["inputs"])
    return {name: value[request["from"] : request["to"]] for name, value in tensors.items()}


def run_keras(request):
    model = model_at(request["model"], lambda path: keras.saving.load_model(path, compile=False))
    fetch = request["fetch"]
    # Values that several names share are computed once; the model's own outputs come in the same pass.
    layers = sorted(set(fetch.values()))
    # Not get_layer: it knows nothing of the keras.ops calls among them.
    known = {operation.name: operation for operation in model.operations}
    inner = keras.Model(model.inputs, [*(known[layer].output for layer in layers), *model.outputs])
    parts = examples(request)
    values = [np.asarray(value) for value in inner([parts[tensor.name] for tensor in model.inputs], training=False)]
    by_layer = dict(zip(layers, values))
    ends = {f"output:{index}": value for index, value in enumerate(values[len(layers) :])}
    write(request["out"], {**{name: by_layer[layer] for name, layer in fetch.items()}, **ends})
    return {"version": keras.__version__}


def run_saved_model(request):
    model = model_at(request["model"], tf.saved_model.load)
    signature = model.signatures["serving_default"]
    feeds = {name: tf.constant(value) for name, value in examples(request).items()}
    served = signature(**feeds)
    fetch = request["fetch"]
    pruned = model.prune([request["feeds"][name] for name in feeds], list(fetch.values()))
    values = pruned(*feeds.values())
    write(
        request["out"],
        {
            **{name: value.numpy() for name, value in zip(fetch, values)},
            **{f"serving_default:{name}": value.numpy() for name, value in served.items()},
        },
    )
    return {"version": tf.__version__}


def variables(request):
    model = model_at(request["model"], lambda path: keras.saving.load_model(path, compile=False))
    tensors = {}
    for layer in model.layers:
        for index, value in enumerate(layer.get_weights()):
            tensors[f"{layer.name}:{index}"] = value
    write(request["out"], tensors)
    return {"version": keras.__version__}


OPS = {"keras": run_keras, "saved-model": run_saved_model, "variables": variables}

for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"ok": True, **OPS[request["op"]](request)}
    except Exception as error:  # whatever a library raises is an answer
        answer = {"ok": False, "error": f"{type(error).__name__}: {error}"}
    ANSWERS.write(json.dumps(answer) + "\n")
