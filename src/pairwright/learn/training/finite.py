"""Weights that are no numbers any more end a run at once, before a checkpoint of them replaces a good one."""

from __future__ import annotations

from typing import Any

from pairwright.errors import TrainingError


def guard() -> Any:
    """A callback that looks at all weights whenever the loss is logged, a checkpoint is due, and after the last step.

    A loss that is no number ends it as soon as it is logged.
    """
    import math

    import torch
    from transformers import TrainerCallback

    class Guard(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            step = state.global_step
            due = (args.logging_steps, args.save_steps)
            if step < state.max_steps and all(step % max(1, int(every)) for every in due):
                return
            with torch.no_grad():
                sums = [parameter.detach().float().sum() for parameter in kwargs["model"].parameters()]
                finite = bool(torch.isfinite(torch.stack(sums)).all())
            if not finite:
                raise TrainingError(
                    f"step {step:,}: the weights are no numbers any more; train again at a lower learning_rate "
                    f"than {args.learning_rate:g}"
                )

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:  # noqa: ARG002
            if not math.isfinite((logs or {}).get("loss", 0.0)):
                raise TrainingError(
                    f"step {state.global_step:,}: the loss is {logs['loss']}; train again at a lower learning_rate "
                    f"than {args.learning_rate:g}"
                )

    return Guard()
