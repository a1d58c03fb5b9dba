"""Scores an exported .keras file on the raw MNIST test files: nothing of Inlay's takes part.

usage: score_keras.py EXPORT_FOLDER IDX_FOLDER  ->  {"accuracy": ..., "images": ...}
"""

import json
import pathlib
import sys

import keras
import numpy


def idx(path, offset):
    return numpy.frombuffer(path.read_bytes(), dtype=numpy.uint8, offset=offset)


def main():
    export, data = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    record = json.loads((export / "export.json").read_text())
    prepared = record["files"]["model.keras"]["preprocessing"]
    images = idx(data / "t10k-images-idx3-ubyte", 16).reshape(-1, 28, 28, 1).astype("float32")
    labels = idx(data / "t10k-labels-idx1-ubyte", 8)
    images = images * prepared["scale"]
    images = (images - numpy.float32(prepared["mean"])) / numpy.float32(prepared["deviation"])
    model = keras.models.load_model(export / "model.keras")
    chosen = model.predict(images, batch_size=250, verbose=0).argmax(axis=1)
    print(json.dumps({"accuracy": float((chosen == labels).mean()), "images": len(labels)}))


main()
