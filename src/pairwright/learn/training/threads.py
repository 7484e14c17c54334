"""With how many threads a model is trained on a processor: found out on a first batch, where it is large.

PyTorch's threads wait for each other by spinning, in vain where other work wants the cores (`learn/pace.py`). How sums
are rounded depends on the number of threads, so smaller models are always trained with all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairwright.learn.pace import LARGE, dtype_of, fastest

if TYPE_CHECKING:
    from transformers import PreTrainedModel

    from pairwright.learn.training.tokens import Tokens

_ROWS = 4


def threads_for(model: PreTrainedModel, tokens: Tokens, *, large: int = LARGE) -> int:
    """The number of threads with which a step is fastest now.

    Args:
        model: to be trained; it is left as it is.
        tokens: what it is to be trained on.
        large: the parameters from which on it is tried; other models get all threads.

    """
    import torch

    usual: int = torch.get_num_threads()
    if model.device.type != "cpu" or model.num_parameters() < large or torch.accelerator.is_available():
        return usual
    ids = [torch.tensor(each) for each in tokens.frame["prompt_ids"].head(_ROWS).to_list()]
    batch = torch.nn.utils.rnn.pad_sequence(ids, batch_first=True)

    def trial(tried: PreTrainedModel) -> None:
        tried(input_ids=batch).logits.float().mean().backward()
        tried.zero_grad(set_to_none=True)

    return fastest(model, trial, dtype_of(model), side_by_side=False)[1].threads
