"""The bundled e5 on flat batches: sentence vectors over windows of any length, and token vectors of any layer."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from embeddings.bert import FlatBert
from embeddings.packing import Batch
from embeddings.protocol import TokenVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Encoding, Tokenizer
    from transformers import BertModel

# Texts tokenised together: enough to sort well, few enough that memory stays flat.
TEXTS_A_SLICE = 2048
WORD_MARK = "▁"
SPECIAL = 2  # a begin and an end mark around every window
# The log probabilities in a unigram tokenizer's JSON: reading all of it takes five times as long.
_SCORE = re.compile(r",(-?\d+(?:\.\d+)?(?:e-?\d+)?)\]")


class FlatEncoder:
    """Sentence and token vectors of a BERT model with mean pooling, from its sentence-transformers form."""

    texts_a_slice = TEXTS_A_SLICE

    def __init__(self, model: "SentenceTransformer") -> None:
        with torch.no_grad():
            self.bert = FlatBert(cast("BertModel", model.transformers_model))
        self.tokenizer: Tokenizer = model.tokenizer.backend_tokenizer
        # The tokenizer may not be changed while another thread uses it; adapted copies of this encoder share both.
        self._asking = Lock()
        self.marks = (model.tokenizer.cls_token_id, model.tokenizer.sep_token_id)
        self.word_mark = self.tokenizer.token_to_id(WORD_MARK)
        self.window = self.bert.longest - SPECIAL

    @cached_property
    def information(self) -> npt.NDArray[np.float32]:
        """float32 [vocabulary], nats: how much each piece says, the negative log probability of the unigram model."""
        said = self.tokenizer.to_str()
        size = self.tokenizer.get_vocab_size(with_added_tokens=False)
        scores = _SCORE.findall(said, said.index('"vocab":'))[:size]
        return -np.array(scores, dtype=np.float32)

    def encode_packed(self, texts: Sequence[str]) -> Iterator[tuple[slice, Tensor]]:
        """Yield float32 [n, width], unit length, for one slice of `texts` after another.

        A text longer than a window is cut into windows; its vector is the mean over all their tokens.
        """
        for first in range(0, len(texts), TEXTS_A_SLICE):
            rows = slice(first, min(first + TEXTS_A_SLICE, len(texts)))
            windows, owners = self._windows([encoding.ids for encoding in self._encodings(texts[rows])])
            sums = torch.zeros((rows.stop - rows.start, self.bert.width), device=self.bert.positions.device)
            for batch, hidden in self.bert.hidden(windows, len(self.bert.layers)):
                means = [
                    hidden[group.start : group.end].view(group.count, group.length, -1).mean(1, dtype=torch.float32)
                    * max(group.length - SPECIAL, 1)
                    for group in batch.groups
                ]
                sums.index_add_(0, torch.from_numpy(owners[batch.rows]).to(sums.device), torch.cat(means))
            yield rows, functional.normalize(sums, dim=1)

    def encode_tokens(self, texts: Sequence[str], layer: int) -> Iterator[TokenVectors]:
        """Yield each text's token vectors after `layer` layers; the layers above are not run."""
        for first in range(0, len(texts), TEXTS_A_SLICE):
            encodings = self._encodings(texts[first : first + TEXTS_A_SLICE], offsets=True)
            windows, owners = self._windows([encoding.ids for encoding in encodings])
            starts = np.concatenate([[0], np.cumsum([len(window) - SPECIAL for window in windows])])
            found = np.empty((starts[-1], self.bert.width), dtype=np.float32)
            for batch, hidden in self.bert.hidden(windows, layer):
                for row, vectors in _inner(batch, hidden):
                    found[starts[row] : starts[row + 1]] = vectors
            first_window = np.searchsorted(owners, np.arange(len(encodings) + 1))
            for text, encoding in enumerate(encodings):
                own = slice(starts[first_window[text]], starts[first_window[text + 1]])
                offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
                # A word's mark that no longer piece took up stands for no character.
                ids = np.array(encoding.ids, dtype=np.int64)
                said = ids != self.word_mark
                yield TokenVectors(offsets[said], found[own][said], self.information[ids[said]])

    def _encodings(self, texts: Sequence[str], *, offsets: bool = False) -> "list[Encoding]":
        # transformers switches padding and truncation on in the same tokenizer whenever it uses it.
        with self._asking:
            self.tokenizer.no_padding()
            self.tokenizer.no_truncation()
            encode = self.tokenizer.encode_batch if offsets else self.tokenizer.encode_batch_fast
            return list(encode(list(texts), add_special_tokens=False))

    def _windows(self, texts: Sequence[list[int]]) -> tuple[list[npt.NDArray[np.int32]], npt.NDArray[np.int64]]:
        """Return the windows of all texts, each between its marks, and int64 which text each is of."""
        begin, end = self.marks
        windows, owners = [], []
        for text, ids in enumerate(texts):
            for start in range(0, max(len(ids), 1), self.window):
                windows.append(np.array([begin, *ids[start : start + self.window], end], dtype=np.int32))
                owners.append(text)
        return windows, np.array(owners, dtype=np.int64)


def _inner(batch: Batch, hidden: Tensor) -> Iterator[tuple[int, npt.NDArray[np.float32]]]:
    """Yield each window's number and its tokens' vectors, unit length, without the marks."""
    vectors = functional.normalize(hidden.float(), dim=1).cpu().numpy()
    row = 0
    for group in batch.groups:
        block = vectors[group.start : group.end].reshape(group.count, group.length, -1)
        for each in block[:, 1:-1]:
            yield int(batch.rows[row]), each
            row += 1
