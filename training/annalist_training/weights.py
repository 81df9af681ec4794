"""The shipped file: 8-bit rows, header, checksum. FORMAT.md of the predictor is the contract; `read` is the reference reader."""

from __future__ import annotations

import json
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from blake3 import blake3
from torch import Tensor

from . import features
from .inventory import Inventory
from .kinds import KINDS
from .network import DISTANCE_BOUNDS, Dims, Network

MAGIC = b"ANNLM\0\0\x02"
ALIGN = 64
LAYERS = ("upos", "xpos", "feats", "lemma", "names", "deprel", "roles")

EVENT_HEADS = ("predicate", "role_predicate", "role_word", "role_out", "event", "event_out")


def tensors_of(network: Network) -> dict[str, Tensor]:
    """All tensors under their names in the file. Matrices are [out, in]; tables are [rows, width]."""
    rows = network.vectors.clone()
    rows[: network.trained] += network.word.detach()
    out: dict[str, Tensor] = {"word": rows, "affix": network.affix, "ngram": network.ngram}

    def linear(name: str, layer: torch.nn.Linear) -> None:
        out[f"{name}.w"], out[f"{name}.b"] = layer.weight, layer.bias

    linear("input", network.input)
    out["input_norm.w"], out["input_norm.b"] = network.input_norm.weight, network.input_norm.bias
    for number, layer in enumerate((network.lstm0, network.lstm1)):
        for side in ("fwd", "bwd"):
            lstm = getattr(layer, side).lstm
            out[f"lstm{number}.{side}.wx"] = lstm.weight_ih_l0
            out[f"lstm{number}.{side}.wh"] = lstm.weight_hh_l0
            out[f"lstm{number}.{side}.b"] = lstm.bias_ih_l0 + lstm.bias_hh_l0
    for tag, head in network.tags.items():
        linear(tag, head)
    linear("names_low", network.names_low)
    out["names_high.w"] = network.names_high.weight
    linear("names_out", network.names_out)
    for head in EVENT_HEADS:
        linear(head, getattr(network, head))
    out["names_trans"], out["names_start"] = network.chain.scores()
    linear("arc_dep", network.arc_dep)
    linear("arc_head", network.arc_head)
    out["arc_u"], out["arc_bias"], out["arc_root"], out["distance"] = network.arc_u, network.arc_bias, network.arc_root, network.distance
    linear("lab_dep", network.lab_dep)
    linear("lab_head", network.lab_head)
    linear("lab_out", network.lab_out)
    return {name: t.detach().float().contiguous() for name, t in out.items()}


def quantise(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as 8-bit integers and one scale a row; rounding half to even."""
    scales = np.abs(matrix).max(1) / 127.0
    safe = np.where(scales == 0, 1.0, scales)
    return np.clip(np.rint(matrix / safe[:, None]), -127, 127).astype(np.int8), scales.astype(np.float32)


def write(path: Path, name: str, network: Network, inventory: Inventory) -> None:
    """Writes the weights file."""
    blob = bytearray()
    entries: list[dict] = []

    def put(data: bytes) -> int:
        blob.extend(b"\0" * (-len(blob) % ALIGN))
        at = len(blob)
        blob.extend(data)
        return at

    for key, tensor in tensors_of(network).items():
        array = tensor.numpy()
        rows, cols = array.shape if array.ndim == 2 else (1, array.shape[0])
        if array.ndim == 2 and key != "names_trans":
            values, scales = quantise(array)
            entries.append({"name": key, "dtype": "i8", "rows": rows, "cols": cols, "offset": put(values.tobytes()), "scale_offset": put(scales.astype("<f4").tobytes())})
        else:
            entries.append({"name": key, "dtype": "f32", "rows": rows, "cols": cols, "offset": put(array.astype("<f4").tobytes())})
    header = {
        "name": name,
        "dims": network.dims.as_dict(),
        "words": inventory.words,
        "affix_buckets": features.AFFIX_BUCKETS,
        "ngram_buckets": features.NGRAM_BUCKETS,
        "kinds": [{"name": kind, "words": " ".join(w for w, mask in inventory.kinds.items() if mask >> bit & 1)} for bit, kind in enumerate(KINDS)],
        "labels": {layer: getattr(inventory, layer) for layer in LAYERS},
        "distance_buckets": list(DISTANCE_BOUNDS),
        "viterbi": "names_trans",
        "tensors": entries,
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    body = MAGIC + struct.pack("<I", len(text)) + text
    body += b"\0" * (-len(body) % ALIGN)
    body += bytes(blob)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body + blake3(body).digest())


def read(path: Path) -> tuple[Network, Inventory]:
    """The network as shipped (8-bit rows expanded) with its inventory."""
    data = path.read_bytes()
    if data[:8] != MAGIC or blake3(data[:-32]).digest() != data[-32:]:
        raise ValueError(f"{path} is no whole weights file")
    (length,) = struct.unpack_from("<I", data, 8)
    header = json.loads(data[12 : 12 + length])
    base = (12 + length + ALIGN - 1) // ALIGN * ALIGN
    found: dict[str, Tensor] = {}
    for e in header["tensors"]:
        rows, cols, at = e["rows"], e["cols"], base + e["offset"]
        if e["dtype"] == "i8":
            scales = np.frombuffer(data, "<f4", rows, base + e["scale_offset"])
            array = np.frombuffer(data, np.int8, rows * cols, at).reshape(rows, cols).astype(np.float32) * scales[:, None]
        else:
            array = np.frombuffer(data, "<f4", rows * cols, at).reshape(rows, cols).copy()
        found[e["name"]] = torch.from_numpy(array)
    labels = header["labels"]
    kinds: Counter[str] = Counter()
    for bit, kind in enumerate(header["kinds"]):
        for word in kind["words"].split():
            kinds[word] |= 1 << bit
    inventory = Inventory(
        header["words"], 0, labels["upos"], labels["xpos"], labels["feats"], labels["lemma"], labels["deprel"], labels["names"], labels["roles"], dict(kinds)
    )
    network = Network(inventory, Dims(**header["dims"]), found["word"])
    network.word.data.zero_()
    with torch.no_grad():
        for name, parameter in _targets(network).items():
            parameter.copy_(found[name].reshape(parameter.shape))
        network.chain.fixed_trans.zero_()
        network.chain.fixed_start.zero_()
        for layer in (network.lstm0, network.lstm1):
            for side in (layer.fwd, layer.bwd):
                side.lstm.bias_hh_l0.zero_()
    return network.eval(), inventory


def _targets(network: Network) -> dict[str, Tensor]:
    """Parameter that each tensor of the file is copied to (the word table apart)."""
    out: dict[str, Tensor] = {"affix": network.affix, "ngram": network.ngram}
    out["names_high.w"] = network.names_high.weight
    for name in ("input", "input_norm", "names_low", "names_out", "arc_dep", "arc_head", "lab_dep", "lab_head", "lab_out", *EVENT_HEADS):
        out[f"{name}.w"], out[f"{name}.b"] = getattr(network, name).weight, getattr(network, name).bias
    for number, layer in enumerate((network.lstm0, network.lstm1)):
        for side in ("fwd", "bwd"):
            lstm = getattr(layer, side).lstm
            out[f"lstm{number}.{side}.wx"], out[f"lstm{number}.{side}.wh"], out[f"lstm{number}.{side}.b"] = lstm.weight_ih_l0, lstm.weight_hh_l0, lstm.bias_ih_l0
    for tag, head in network.tags.items():
        out[f"{tag}.w"], out[f"{tag}.b"] = head.weight, head.bias
    out |= {"names_trans": network.chain.trans, "names_start": network.chain.start}
    out |= {n: getattr(network, n) for n in ("arc_u", "arc_bias", "arc_root", "distance")}
    return out
