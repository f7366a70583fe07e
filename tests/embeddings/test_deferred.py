"""An encoder that waits to be asked: what finds nothing new to encode never loads it."""

import numpy as np
import pytest

import embeddings
from seeds.exceptions import ModelError


def test_a_name_costs_nothing_and_is_what_it_stands_for() -> None:
    waiting = embeddings.Deferred("use")
    assert waiting.name == "use"
    assert waiting.dimension == 512
    assert np.allclose(waiting.encode(["It rains."]), embeddings.load("use").encode(["It rains."]), atol=1e-3)


def test_a_name_that_is_no_model_is_said_when_it_is_asked() -> None:
    waiting = embeddings.Deferred("no-such-model-anywhere")
    with pytest.raises(ModelError, match="no-such-model-anywhere"):
        waiting.encode(["It rains."])
