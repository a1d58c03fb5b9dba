"""How a proof's tasks reach a Python peer and how its answers go back.

A task is one network: its nodes in topological order (operation, path, attributes, inputs, weights), its outputs, and
named tensors. All tensors of all tasks lie one after another in one file, little-endian, row-major; answers are
float64. The peer starts at once, since importing a framework takes seconds, and waits for a line that names the folder.
"""

import json
import os
import sys
import traceback

import numpy as np

TYPES = {"float32": np.dtype("<f4"), "int32": np.dtype("<i4")}


def read_tasks(folder):
    """Yields (task, tensors by name) for every task in the folder."""
    with open(os.path.join(folder, "tasks.json"), encoding="utf-8") as file:
        tasks = json.load(file)
    with open(os.path.join(folder, "tensors.bin"), "rb") as file:
        data = file.read()
    for task in tasks:
        tensors = {}
        for name, entry in task["tensors"].items():
            count = int(np.prod(entry["shape"], dtype=np.int64))
            flat = np.frombuffer(data, TYPES[entry["dtype"]], count, entry["offset"])
            tensors[name] = flat.reshape(entry["shape"])
        yield task, tensors


def serve(name, answer):
    """Waits for a folder on standard input, answers all its tasks, and writes `<name>.json` and `<name>.bin` there.

    `answer(task, tensors)` returns arrays by name; what it raises becomes that task's answer.
    """
    folder = sys.stdin.readline().strip()
    if not folder:
        return
    index, chunks, offset = {}, [], 0
    for task, tensors in read_tasks(folder):
        try:
            results = answer(task, tensors)
        except Exception:
            index[task["name"]] = {"error": traceback.format_exc()}
            continue
        entries = {}
        for key, value in results.items():
            array = np.asarray(value, dtype="<f8", order="C")
            entries[key] = {"offset": offset, "shape": list(array.shape)}
            chunks.append(array.tobytes())
            offset += array.nbytes
        index[task["name"]] = {"tensors": entries}
    with open(os.path.join(folder, name + ".bin"), "wb") as file:
        file.write(b"".join(chunks))
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(index, file)
