"""Keras 3's side of the benchmark: one `train_on_batch` for every line on standard input.

Arguments: network, batch size, file of the batches (images float32 then labels int32, batch after batch).
"""

import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf


def nin_cifar10():
    layers = [keras.Input((32, 32, 3))]
    rows = [[(192, 5), (160, 1), (96, 1)], [(192, 5), (192, 1), (192, 1)], [(192, 3), (192, 1), (10, 1)]]
    for index, row in enumerate(rows):
        for filters, kernel in row:
            convolution = keras.layers.Conv2D(
                filters, kernel, padding="same", activation="relu", kernel_initializer="he_normal"
            )
            layers.append(convolution)
        if index < len(rows) - 1:
            layers.append(keras.layers.MaxPooling2D(3, 2, padding="same"))
            layers.append(keras.layers.Dropout(0.5))
    layers.append(keras.layers.GlobalAveragePooling2D())
    return keras.Sequential(layers)


NETWORKS = {"nin-cifar10": nin_cifar10}
SHAPES = {"nin-cifar10": (32, 32, 3)}


def read_batches(file, size, shape):
    pixels = size * int(np.prod(shape))
    data = np.fromfile(file, dtype=np.uint8).reshape(-1, 4 * (pixels + size))
    for row in data:
        images = row[: 4 * pixels].view("<f4").reshape(size, *shape)
        yield images.copy(), row[4 * pixels :].view("<i4").copy()


def main():
    network, size, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    batches = list(read_batches(file, size, SHAPES[network]))
    model = NETWORKS[network]()
    model.compile(
        optimizer=keras.optimizers.SGD(0.001, momentum=0.9),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    print(json.dumps({"parameters": model.count_params(), "versions": f"Keras {keras.__version__}, TensorFlow {tf.__version__}"}), flush=True)
    for index, _ in enumerate(sys.stdin):
        images, labels = batches[index % len(batches)]
        began = time.perf_counter()
        loss, _ = model.train_on_batch(images, labels)
        milliseconds = (time.perf_counter() - began) * 1000
        finite = bool(np.isfinite(loss))
        print(json.dumps({"ms": milliseconds, "loss": float(loss) if finite else None}), flush=True)


main()
