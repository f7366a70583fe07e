"""Writes the model that `e5_weights` reads as a standard sentence-transformers folder."""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from embeddings.e5_weights import E5File

BEGIN, PAD, END, UNKNOWN, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
# Two sentences are compared, neither is a passage to be found by the other: then the model card has "query: " for both.
PROMPTS = {"query": "query: ", "document": "passage: "}
_ASIDE = "\uf8ff"


def write_folder(model: E5File, folder: Path) -> None:
    """Write configuration, tokenizer and weights to `folder`; the same model gives the same bytes.

    Weights are float16: each is a 4-bit number times a float16 scale, so they lose less than one part in 2,000, and any
    program that reads the folder widens them to float32 as `config.json` says.
    """
    save_file(
        {name: np.ascontiguousarray(tensor, dtype=np.float16) for name, tensor in sorted(model.tensors.items())},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    tokenizer(model).save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _configurations(model).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def tokenizer(model: E5File) -> Tokenizer:
    """Return the unigram tokenizer; its offsets are characters of the text as given."""
    found = Tokenizer(models.Unigram(model.pieces, unk_id=[piece for piece, _ in model.pieces].index(UNKNOWN)))
    found.normalizer = _normalizer(model.characters)
    found.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    found.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    found.add_special_tokens([BEGIN, PAD, END, UNKNOWN, MASK])
    numbers = {name: found.token_to_id(name) for name in (BEGIN, END)}
    found.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}", pair=f"{BEGIN} $A {END} {END} $B {END}", special_tokens=list(numbers.items())
    )
    return found


def _normalizer(characters: dict[str, str]) -> normalizers.Normalizer:
    """Return NFKC with the exceptions that the map has: sentencepiece's "nmt_nfkc".

    NFKC also composes a letter and its accent, which the map, of single characters, leaves to the model's full form.
    """
    odd = {key: value for key, value in characters.items() if value != unicodedata.normalize("NFKC", key)}
    steps = [
        normalizers.Replace(Regex(_one_of(key for key in odd if odd[key] == value)), value)
        for value in sorted(set(odd.values()))
    ]
    # The wave dash of Chinese, Japanese and Korean has a piece of its own: NFKC must not see it.
    aside = [] if "～" in characters else [normalizers.Replace("～", _ASIDE)]
    back = [normalizers.Replace(_ASIDE, "～")] if aside else []
    return normalizers.Sequence([*steps, *aside, normalizers.NFKC(), *back])


def _one_of(characters: Iterable[str]) -> str:
    """Return a regular expression for any one of the characters."""
    return "[" + "".join(f"\\x{{{ord(each):x}}}" for each in sorted(characters)) + "]"


def _configurations(model: E5File) -> dict[str, Any]:
    """Return the JSON files of the folder."""
    longest = model.positions
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_size": model.hidden,
            "num_hidden_layers": model.layers,
            "num_attention_heads": model.heads,
            "intermediate_size": model.inner,
            "hidden_act": "gelu",
            "layer_norm_eps": round(model.epsilon, 18),
            "max_position_embeddings": model.positions,
            "type_vocab_size": model.types,
            "vocab_size": model.vocabulary,
            "pad_token_id": 1,
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": longest,
            "bos_token": BEGIN,
            "cls_token": BEGIN,
            "eos_token": END,
            "sep_token": END,
            "pad_token": PAD,
            "unk_token": UNKNOWN,
            "mask_token": MASK,
            "clean_up_tokenization_spaces": False,
            "model_input_names": ["input_ids", "attention_mask"],
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {
            "max_seq_length": longest,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": "query",
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": model.hidden,
            "pooling_mode_mean_tokens": True,
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
    }
