"""A tiny chat model with a real byte-level BPE tokenizer and a chat template, random weights; nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

TEMPLATE = (
    "{% if messages[0]['role'] != 'system' %}<|im_start|>system\nBe kind.<|im_end|>\n{% endif %}"
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_CORPUS = ["The answer is 61 because 57+4 equals 61.", "x+55=95,x=?", "Sorry, I don't know.", "system user assistant"]


def chat_tokenizer(template: str | None = TEMPLATE) -> PreTrainedTokenizerFast:
    """Byte-level BPE trained on a few lines; a message ends with <|im_end|>, a text with <|endoftext|>."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    made.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    made.train_from_iterator(
        _CORPUS, trainers.BpeTrainer(vocab_size=320, special_tokens=special, initial_alphabet=alphabet)
    )
    # As many base models: no padding token, and another end for texts than for messages.
    named = dict.fromkeys(["eos_token"], "<|endoftext|>")
    return PreTrainedTokenizerFast(tokenizer_object=made, chat_template=template, **named)


def chat_model(tokenizer: PreTrainedTokenizerFast, *, context: int = 256) -> PreTrainedModel:
    """A Llama of one layer whose settings penalise repetition and name both ends, as Qwen's do."""
    import torch
    from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=1,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=context,
            bos_token_id=None,
            eos_token_id=tokenizer.eos_token_id,
        )
    )
    ends = [tokenizer.convert_tokens_to_ids(each) for each in ("<|im_end|>", "<|endoftext|>")]
    model.generation_config = GenerationConfig(
        eos_token_id=ends, do_sample=True, temperature=0.7, repetition_penalty=5.0, pad_token_id=ends[1]
    )
    return model.eval()


def saved_chat_model(folder: Path, template: str | None = TEMPLATE) -> Path:
    """The folder of such a model."""
    tokenizer = chat_tokenizer(template)
    folder.mkdir(parents=True)
    chat_model(tokenizer).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
