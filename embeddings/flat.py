"""The bundled e5 on flat batches: sentence vectors over windows of any length, and token vectors of any layer."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from embeddings.bert import FlatBert
from embeddings.packing import Batch
from embeddings.pieces import Pieced, Pieces
from embeddings.protocol import TokenVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from transformers import BertModel

# Texts tokenised together: enough to sort well, few enough that memory stays flat.
TEXTS_A_SLICE = 1024
SPECIAL = 2  # a begin and an end mark around every window


class FlatEncoder:
    """Sentence and token vectors of a BERT model with mean pooling, from its sentence-transformers form."""

    texts_a_slice = TEXTS_A_SLICE

    def __init__(self, model: "SentenceTransformer") -> None:
        with torch.no_grad():
            self.bert = FlatBert(cast("BertModel", model.transformers_model))
        self.pieces = Pieces(model.tokenizer.sp_model)
        self.marks = (model.tokenizer.cls_token_id, model.tokenizer.sep_token_id)
        self.window = self.bert.longest - SPECIAL

    def encode_packed(self, texts: Sequence[str]) -> Iterator[tuple[slice, Tensor]]:
        """Yield float32 [n, width], unit length, for one slice of `texts` after another.

        A text longer than a window is cut into windows; its vector is the mean over all their tokens.
        """
        for first in range(0, len(texts), TEXTS_A_SLICE):
            rows = slice(first, min(first + TEXTS_A_SLICE, len(texts)))
            windows, owners = self._windows(self.pieces.cut_all(texts[rows]))
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
            cut = self.pieces.cut_all(texts[first : first + TEXTS_A_SLICE])
            windows, owners = self._windows(cut)
            starts = np.concatenate([[0], np.cumsum([len(window) - SPECIAL for window in windows])])
            found = np.empty((starts[-1], self.bert.width), dtype=np.float32)
            for batch, hidden in self.bert.hidden(windows, layer):
                for row, vectors in _inner(batch, hidden):
                    found[starts[row] : starts[row + 1]] = vectors
            first_window = np.searchsorted(owners, np.arange(len(cut) + 1))
            for text, own in enumerate(cut):
                rows = slice(starts[first_window[text]], starts[first_window[text + 1]])
                # A word's mark that no longer piece took up stands for no character.
                said = own.ids != self.pieces.word_mark
                yield TokenVectors(own.offsets[said], found[rows][said], self.pieces.information[own.ids[said]])

    def _windows(self, texts: Sequence[Pieced]) -> tuple[list[npt.NDArray[np.int32]], npt.NDArray[np.int64]]:
        """Return the windows of all texts, each between its marks, and int64 which text each is of."""
        begin, end = self.marks
        windows, owners = [], []
        for text, pieced in enumerate(texts):
            for start in range(0, max(len(pieced), 1), self.window):
                windows.append(np.array([begin, *pieced.ids[start : start + self.window], end], dtype=np.int32))
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
