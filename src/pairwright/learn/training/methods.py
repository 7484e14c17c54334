"""What TRL trains with, one entry each: its trainer, the sides of a row that it needs, our defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import Any

from pairwright.errors import TrainingError, did_you_mean
from pairwright.learn.optimizers import ADAMW_RATE

_BOTH = ("chosen", "rejected")
# The rate that refines what a model can do; SFT's teaches what is not known yet. At SFT's rate 200 steps of near
# misses took a model from 93.5 % to 87.2, at a tenth to 92.7, and with the beta of 1 (TRL has 0.1), which is
# content with a tenth of the margin, to 93.2.
_REFINING = ADAMW_RATE / 10
# As TRL has them: what pretrained models of some size bear.
_LARGE_SFT, _LARGE = 2e-5, 1e-6


@dataclass(frozen=True)
class Method:
    """One way to train.

    Attributes:
        trainer: the class of TRL; its configuration is called alike.
        needs: the sides that a row must have.
        rate, large_rate: the learning rate of models of our own sizes, and of larger ones.
        steps: how many there are by default.
        module: where TRL has it.
        asks: whether the model is asked, and its answers are rewarded; then rows are questions.
        losses: what `loss_type` may be; none: it has no such option, or tells in time.
        teaches: whether many passes over few rows do no harm: 200 steps on the 42 errors that a model made (300
            passes) took it from 94.2 % to 75.9 by DPO.
        scored_on: what it is scored on while it trains: 'questions', or 'pairs'.
        defaults: further settings that are not TRL's own.

    """

    trainer: str
    needs: tuple[str, ...]
    rate: float = _REFINING
    large_rate: float = _LARGE
    steps: int = 200
    module: str = "trl"
    asks: bool = False
    losses: tuple[str, ...] = ()
    teaches: bool = False
    scored_on: str = "questions"
    defaults: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def trainer_class(self) -> Any:
        """TRL's trainer."""
        return getattr(import_module(self.module), self.trainer)

    @property
    def config_class(self) -> Any:
        """TRL's configuration of it."""
        return getattr(import_module(self.module), self.trainer.replace("Trainer", "Config"))


def _asking(trainer: str, losses: tuple[str, ...], defaults: Mapping[str, Any], module: str = "trl") -> Method:
    return Method(trainer, (), module=module, asks=True, losses=losses, defaults=defaults)


_DPO_LOSSES = (
    *("sigmoid", "hinge", "ipo", "exo_pair", "nca_pair", "robust", "bco_pair", "sppo_hard", "aot", "aot_unpaired"),
    *("apo_zero", "apo_down", "discopop", "sft", "sigmoid_norm"),
)
_CPO_LOSSES = ("sigmoid", "hinge", "ipo", "simpo", "alphapo")
_GRPO_LOSSES = ("grpo", "dapo", "dr_grpo", "bnpo", "cispo", "sapo", "luspo", "vespo")
_ORDERED = {"shuffle_dataset": False, "num_generations": 8}
# Their rows come as they are; what they would cut to, and say of it, does not come to pass.
_AS_THEY_COME = {"max_length": 512, "remove_unused_columns": False}
METHODS = {
    "dpo": Method(
        "DPOTrainer",
        _BOTH,
        losses=_DPO_LOSSES,
        defaults={"loss_type": ["sigmoid", "sft"], "beta": 1.0, "precompute_ref_log_probs": True},
    ),
    "sft": Method("SFTTrainer", ("chosen",), ADAMW_RATE, _LARGE_SFT, 4000, losses=("nll", "dft"), teaches=True),
    "kto": Method("KTOTrainer", (), losses=("kto", "apo_zero_unpaired")),
    "orpo": Method(
        "ORPOTrainer",
        _BOTH,
        ADAMW_RATE,
        _LARGE_SFT,
        1000,
        "trl.experimental.orpo",
        teaches=True,
        defaults=_AS_THEY_COME,
    ),
    "cpo": Method("CPOTrainer", _BOTH, module="trl.experimental.cpo", losses=_CPO_LOSSES, defaults=_AS_THEY_COME),
    "reward": Method("RewardTrainer", _BOTH, ADAMW_RATE, _LARGE_SFT, 1000, teaches=True, scored_on="pairs"),
    "grpo": _asking("GRPOTrainer", _GRPO_LOSSES, _ORDERED),
    "rloo": _asking("RLOOTrainer", (), _ORDERED),
    "gmpo": _asking("GMPOTrainer", _GRPO_LOSSES, _ORDERED, "trl.experimental.gmpo"),
    "online_dpo": _asking("OnlineDPOTrainer", ("sigmoid", "ipo"), {"max_length": 512}, "trl.experimental.online_dpo"),
}


def method_named(name: str) -> Method:
    """The method of that name.

    Raises:
        TrainingError: there is none.

    >>> method_named("sft").needs
    ('chosen',)

    """
    if name not in METHODS:
        raise TrainingError(f"method: unknown method {name!r}; {did_you_mean(name, METHODS)}")
    return METHODS[name]
