"""The encoder as an ONNX graph, drawn by hand from the published weights.

It knows BERT as all-MiniLM-L6-v2 has it: 6 layers, 12 heads, 384 dimensions, mean pooling over
every token, unit length. It does not know where the weights come from or who runs the graph.

What is not fp32, and why. Cosine to the published model over 207 texts of our own, from a word to
256 tokens (min, mean); texts/s in batches of 32 and milliseconds for 16 tokens, with two threads on
two cores; what loading adds to memory:

    all fp32                                    1.0000 1.0000   560/s  2.1 ms  122 MB
    int8, one scale a tensor (the usual way)     .9840  .9932   930/s  1.1 ms   49 MB
    int8, one scale a row (token)                .9924  .9972   740/s  1.3 ms   50 MB
    feed-forward int8, one scale a row: this     .9973  .9989   710/s  1.4 ms   64 MB

The usual way falls below .99, and its scale looks at the whole batch: the vector of a text then
changes with its neighbours by up to 3e-2. With a scale a row it stays within 1e-7. Attention stays
fp32, as int8 there costs more likeness than it gains time. The word table is kept as fp16, whose
rounding does not show in four digits, and in a file beside the graph that is mapped, not read:
only the rows of words that were met take memory (16 MB less).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from flowery.models.embedded.weights import DIMENSIONS, MAX_TOKENS, Array

Weights = Mapping[str, Array]

LAYERS = 6
HEADS = 12
EPSILON = 1e-12
FUSED = "com.microsoft"
"""The domain of ONNX Runtime's fused operators."""


class Sketch:
    """The nodes and constants of a graph while it is drawn."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Keep a constant under its name."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def mapped(self, name: str, value: NDArray[np.generic], file: str) -> str:
        """Keep a constant whose bytes are those of a file beside the graph."""
        kind = helper.np_dtype_to_tensor_dtype(value.dtype)
        tensor = TensorProto(name=name, data_type=kind, dims=value.shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, said in (("location", file), ("offset", "0"), ("length", str(value.nbytes))):
            tensor.external_data.add(key=key, value=said)
        self.constants[name] = tensor
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add a node with one output, and give the name of that output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output


def word_table(weights: Weights) -> NDArray[np.float16]:
    """A row of 384 for each token there is."""
    return weights["embeddings.word_embeddings.weight"].astype(np.float16)


def encoder_graph(weights: Weights, words: str) -> onnx.ModelProto:
    """`ids`, `mask` (batch, tokens) int64 -> `vector` (batch, 384) of length 1. `words` is the file
    beside the graph that holds the bytes of `word_table`.
    """
    sketch = Sketch()
    hidden = embeddings(sketch, weights, words)
    sketch.node("Cast", ["mask"], "mask_int32", to=TensorProto.INT32)
    for layer in range(LAYERS):
        hidden = feed_forward(sketch, weights, layer, attention(sketch, weights, layer, hidden))
    pooled(sketch, hidden)
    return as_model(sketch)


def embeddings(sketch: Sketch, weights: Weights, words: str) -> str:
    """Word and position of each token, normalised. The one token type is added to the positions."""
    part = "embeddings."
    positions = weights[part + "position_embeddings.weight"][:MAX_TOKENS]
    positions = positions + weights[part + "token_type_embeddings.weight"][0]
    table = sketch.mapped("words", word_table(weights), words)
    sketch.node("Gather", [table, "ids"], "word_fp16")
    sketch.node("Cast", ["word_fp16"], "word", to=TensorProto.FLOAT)
    sketch.node("Shape", ["ids"], "length", start=1, end=2)
    start = sketch.constant("start", np.array([0]))
    sketch.node("Slice", [sketch.constant("positions", positions), start, "length"], "position")
    sketch.node("Add", ["word", "position"], "placed")
    norm = norm_constants(sketch, weights, part + "LayerNorm")
    return sketch.node("LayerNormalization", ["placed", *norm], "hidden", epsilon=EPSILON)


def attention(sketch: Sketch, weights: Weights, layer: int, hidden: str) -> str:
    """Twelve heads over the whole text, added to what came in, normalised."""
    part = f"encoder.layer.{layer}.attention."
    names = [part + "self." + name for name in ("query", "key", "value")]
    weight = np.concatenate([weights[name + ".weight"] for name in names]).T
    bias = np.concatenate([weights[name + ".bias"] for name in names])
    inputs = [
        hidden,
        sketch.constant(part + "weight", weight),
        sketch.constant(part + "bias", bias),
        "mask_int32",
    ]
    heads = sketch.node("Attention", inputs, part + "heads", domain=FUSED, num_heads=HEADS)
    output = sketch.constant(part + "output", weights[part + "output.dense.weight"].T)
    mixed = sketch.node("MatMul", [heads, output], part + "mixed")
    return added_and_normalised(sketch, weights, part + "output", hidden, mixed)


def feed_forward(sketch: Sketch, weights: Weights, layer: int, hidden: str) -> str:
    """Up to 1,536 dimensions, GELU, and back, added to what came in, normalised."""
    part = f"encoder.layer.{layer}."
    wide = int8_product(sketch, part + "up", hidden, weights[part + "intermediate.dense.weight"])
    bias = sketch.constant(part + "up.bias", weights[part + "intermediate.dense.bias"])
    active = sketch.node("BiasGelu", [wide, bias], part + "active", domain=FUSED)
    narrow = int8_product(sketch, part + "down", active, weights[part + "output.dense.weight"])
    return added_and_normalised(sketch, weights, part + "output", hidden, narrow)


def int8_product(sketch: Sketch, part: str, hidden: str, weight: Array) -> str:
    """hidden @ weight.T in int8: one scale a row of `hidden`, one a column of the result."""
    scale, rounded = rounded_to_int8(weight)
    row_scale = int8_row_scale(sketch, part, hidden)
    sketch.node("Div", [hidden, row_scale], part + ".scaled")
    unit = sketch.constant("unit", np.array(1, np.float32))
    middle = sketch.constant("middle", np.array(128, np.uint8))
    sketch.node("QuantizeLinear", [part + ".scaled", unit, middle], part + ".rounded")
    inputs = [part + ".rounded", sketch.constant(part + ".weight", rounded.T), middle]
    sketch.node("MatMulInteger", inputs, part + ".whole")
    sketch.node("Cast", [part + ".whole"], part + ".real", to=TensorProto.FLOAT)
    sketch.node("Mul", [part + ".real", sketch.constant(part + ".scale", scale)], part + ".column")
    return sketch.node("Mul", [part + ".column", row_scale], part + ".product")


def rounded_to_int8(weight: Array) -> tuple[Array, NDArray[np.int8]]:
    """A scale a row and the row in whole numbers -127..127."""
    scale = np.abs(weight).max(axis=1) / np.float32(127)
    return scale, np.rint(weight / scale[:, None]).astype(np.int8)


def int8_row_scale(sketch: Sketch, part: str, hidden: str) -> str:
    """The largest number of each row over 127; above zero, since it is divided by."""
    sketch.node("Abs", [hidden], part + ".size")
    last = sketch.constant("last", np.array([-1]))
    sketch.node("ReduceMax", [part + ".size", last], part + ".largest", keepdims=1)
    least = sketch.constant("least", np.array(1e-6, np.float32))
    sketch.node("Max", [part + ".largest", least], part + ".positive")
    steps = sketch.constant("steps", np.array(127, np.float32))
    return sketch.node("Div", [part + ".positive", steps], part + ".row_scale")


def added_and_normalised(
    sketch: Sketch, weights: Weights, part: str, before: str, change: str
) -> str:
    """LayerNorm(before + change + bias), as one fused operator."""
    norm = norm_constants(sketch, weights, part + ".LayerNorm")
    bias = sketch.constant(part + ".bias", weights[part + ".dense.bias"])
    inputs = [before, change, *norm, bias]
    kind = "SkipLayerNormalization"
    return sketch.node(kind, inputs, part + ".hidden", domain=FUSED, epsilon=EPSILON)


def norm_constants(sketch: Sketch, weights: Weights, part: str) -> list[str]:
    """Scale and bias of a layer norm."""
    names = (part + ".weight", part + ".bias")
    return [sketch.constant(name, weights[name]) for name in names]


def pooled(sketch: Sketch, hidden: str) -> str:
    """The mean over the tokens, at length 1; at that length the sum is as good as the mean."""
    sketch.node("Cast", ["mask"], "mask_real", to=TensorProto.FLOAT)
    middle_axis = sketch.constant("middle_axis", np.array([1]))
    sketch.node("Unsqueeze", ["mask_real", middle_axis], "mask_row")
    sketch.node("MatMul", ["mask_row", hidden], "sum_row")
    sketch.node("Squeeze", ["sum_row", middle_axis], "sum")
    return sketch.node("LpNormalization", ["sum"], "vector", axis=-1, p=2)


def as_model(sketch: Sketch) -> onnx.ModelProto:
    """The finished sketch as a file can hold it."""
    tokens = ["batch", "tokens"]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, tokens) for n in ("ids", "mask")]
    output = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", DIMENSIONS])
    constants = list(sketch.constants.values())
    graph = helper.make_graph(sketch.nodes, "all-MiniLM-L6-v2", inputs, [output], constants)
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(FUSED, 1)]
    model = helper.make_model(graph, opset_imports=opsets)
    model.ir_version = 10
    return model
