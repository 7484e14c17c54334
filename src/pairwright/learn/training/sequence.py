"""Which row is trained on when: one column of row numbers for the whole run, known before its first step.

So a run that is resumed meets the rows it would have met, and trainers take them as they come.
Each pass over the data has an order of its own. Within eight batches rows are sorted by length, and the batches
then shuffled: on `arithmetic` with the math tokenizer a row is 22.2 tokens, padded to 27.7 in batches at random and
to 22.9 so; sorting more than eight gains half a token more, and makes batches of one kind of question.
"""

from __future__ import annotations

import numpy as np

from pairwright.keyed import Integers, Permutation

_TOGETHER = 8


def sequence(lengths: Integers, *, rows: int, batch: int, seed: int) -> Integers:
    """The numbers of the rows (int64) in the order in which they are trained on.

    Args:
        lengths: the tokens of each row of the data (int64).
        rows: how many are trained on in all; the data is gone through as often as that takes.
        batch: rows a step.
        seed: another seed, another order.

    >>> sequence(np.array([5, 9, 5]), rows=6, batch=2, seed=1)[:3].sum()
    np.int64(3)

    """
    passes = (
        Permutation(lengths.size, seed=seed, stream=f"training/pass-{n}") for n in range(-(-rows // lengths.size))
    )
    numbers = np.concatenate([each(np.arange(lengths.size)) for each in passes])[:rows]
    whole = rows // (_TOGETHER * batch) * _TOGETHER * batch
    stretches = numbers[:whole].reshape(-1, _TOGETHER * batch)
    by_length = np.take_along_axis(stretches, np.argsort(lengths[stretches], axis=1, kind="stable"), axis=1)
    batches = by_length.reshape(-1, _TOGETHER, batch)
    keys = Permutation(batches.shape[0] * _TOGETHER, seed=seed, stream="training/batches")
    order = np.argsort(keys(np.arange(keys.size)).reshape(-1, _TOGETHER), axis=1)
    shuffled = np.take_along_axis(batches, order[:, :, None], axis=1)
    return np.concatenate([shuffled.reshape(-1), numbers[whole:]])
