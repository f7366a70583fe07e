"""Writes the model that `e5_weights` reads as a standard sentence-transformers folder."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from safetensors.numpy import save_file
from sentencepiece import SentencePieceNormalizer, set_min_log_level
from sentencepiece.sentencepiece_model_pb2 import ModelProto  # type: ignore[attr-defined]  # made when it is imported

from embeddings.e5_weights import E5File

BEGIN, PAD, END, UNKNOWN, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
# Two sentences are compared, neither is a passage to be found by the other: then the model card has "query: " for both.
PROMPTS = {"query": "query: ", "document": "passage: "}
_ERRORS: Final = 2
_KINDS: Final = {
    UNKNOWN: ModelProto.SentencePiece.UNKNOWN,
    **dict.fromkeys((BEGIN, PAD, END, MASK), ModelProto.SentencePiece.CONTROL),
}


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
    (folder / "tokenizer.model").write_bytes(pieces_model(model))
    for name, content in _configurations(model).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def pieces_model(model: E5File) -> bytes:
    """Return the sentencepiece model: the unigram pieces under their numbers, and the normaliser.

    That is sentencepiece's "nmt_nfkc", which also composes a letter and its accent; of single characters the file's own
    map counts, as newer releases treat some of them otherwise.
    transformers' own tokenizer of such models keeps no table of the pieces beside it: a fifth of the memory of others.
    """
    found = ModelProto()
    for piece, score in model.pieces:
        found.pieces.add(piece=piece, score=score, type=_KINDS.get(piece, ModelProto.SentencePiece.NORMAL))
    numbers = {piece: number for number, (piece, _) in enumerate(model.pieces) if piece in _KINDS}
    trainer = found.trainer_spec
    trainer.model_type = trainer.UNIGRAM
    trainer.unk_id, trainer.pad_id = numbers[UNKNOWN], numbers[PAD]
    trainer.bos_id, trainer.eos_id = numbers[BEGIN], numbers[END]
    set_min_log_level(_ERRORS)  # it tells standard error of every map that it compiles
    characters = dict(SentencePieceNormalizer(rule_name="nmt_nfkc").Decompile()) | model.characters
    normalizer = SentencePieceNormalizer(norm_map=list(characters.items()))
    found.normalizer_spec.ParseFromString(normalizer.serialized_normalizer_spec())
    return bytes(found.SerializeToString(deterministic=True))


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
            "tokenizer_class": "SentencePieceBackend",
            "special_tokens_pattern": "cls_sep",
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
