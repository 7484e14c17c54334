"""How a question is put to a model: by its chat template, plainly, or in a text of one's own; with examples.

What is asked, what is trained on and what is scored go through the same three pieces of text: what stands before
the question, what stands between it and the answer, and what ends the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

AUTO, CHAT, PLAIN = "auto", "chat", "plain"
_PLACE = "{question}"
_MOST_BYTES = 1 << 16
_MOST_SHOTS = 100
# Nobody writes these, so they are found again in what a template makes of them.
_QUESTION, _ANSWER = "\ue000question\ue001", "\ue000answer\ue001"
_BEGINS = r"^\s"
_BETWEEN_SHOTS = "\n\n"
Message = dict[str, str]


@dataclass(frozen=True)
class Prompting:
    """What is to be said around a question.

    Attributes:
        form: 'chat' (the model's chat template), 'plain' (nothing), the path of a text file with {question} in it, or
            'auto': chat where the tokenizer has a template.
        system: a system message; in other forms than chat a paragraph at the beginning.
        shots: questions with their answers, shown first.

    >>> Prompting(shots=(("2+2=?", "The answer is 4."),)).messages("57+4=?")[0]
    {'role': 'user', 'content': '2+2=?'}
    """

    form: str = AUTO
    system: str | None = None
    shots: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.shots) > _MOST_SHOTS:
            raise ModelError(f"shots: {len(self.shots)} should be at most {_MOST_SHOTS}")
        self._frame()

    def messages(self, question: str) -> list[Message]:
        """The conversation that asks it."""
        said = [{"role": "system", "content": self.system}] if self.system is not None else []
        for asked, answer in self.shots:
            said += [{"role": "user", "content": asked}, {"role": "assistant", "content": answer.strip()}]
        return [*said, {"role": "user", "content": question}]

    def around(self) -> tuple[str, str]:
        """What stands before and after the question where there is no chat template."""
        before, after = self._frame()
        shots = "".join(
            f"{before}{asked}{after}{_apart(after, answer)}{_BETWEEN_SHOTS}" for asked, answer in self.shots
        )
        system = "" if self.system is None else f"{self.system}{_BETWEEN_SHOTS}"
        return f"{system}{shots}{before}", after

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"prompt": self.form, "system": self.system, "shots": [list(each) for each in self.shots]}

    def _frame(self) -> tuple[str, str]:
        """The text of the file, before and after its place for the question."""
        if self.form in {AUTO, CHAT, PLAIN}:
            return "", ""
        path = Path(self.form)
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise ModelError(f"prompt: {path} has over {_MOST_BYTES:,} bytes; is it the right file?")
            text = path.read_text(encoding="utf-8").removesuffix("\n")
        except (OSError, UnicodeDecodeError, ValueError) as error:
            if isinstance(error, ModelError):
                raise
            line = getattr(error, "strerror", None) or "no text"
            raise ModelError(f"prompt: {self.form!r} is not chat, plain or a text file ({line})") from error
        if text.count(_PLACE) != 1:
            raise ModelError(
                f"prompt: {path} holds {_PLACE} {text.count(_PLACE)} times; write it once, where it belongs"
            )
        before, after = text.split(_PLACE)
        return before, after


def _apart(after: str, answer: str) -> str:
    """An answer with the space before it that nothing else makes."""
    return answer if after[-1:].isspace() or answer[:1].isspace() else f" {answer}"


@dataclass(frozen=True)
class Prompts:
    """The same for one tokenizer, as text.

    Attributes:
        form: 'chat', 'plain', or the file's name.
        before, after: what stands around a question.
        lead: what stands between that and an answer which begins with no space.
        bare: no special token is added by the tokenizer, since the text has them.
        ends: the tokens that end an answer; the first is the one to learn.
        separator: a text that ends an answer too; None: a following question does.

    """

    form: str
    before: str
    after: str
    lead: str
    bare: bool
    ends: tuple[int, ...]
    separator: str | None = None

    @classmethod
    def of(cls, prompting: Prompting, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast) -> Prompts:
        """The pieces for a model.

        Raises:
            ModelError: chat is asked for, and there is no template, or it refuses these messages.

        """
        from pairwright.learn.folders import end_tokens

        ends = end_tokens(model, tokenizer)
        if prompting.form == CHAT and not tokenizer.chat_template:
            raise ModelError("prompt: this model has no chat template; take --prompt plain, or a text file")
        if prompting.form == CHAT or (prompting.form == AUTO and tokenizer.chat_template):
            return _by_template(prompting, tokenizer, ends)
        before, after = prompting.around()
        form = PLAIN if prompting.form == AUTO else prompting.form
        separator = _BETWEEN_SHOTS.strip(" ") if prompting.shots else None
        return cls(form, before, after, _apart(after, "")[:1], bare=False, ends=tuple(ends), separator=separator)

    def texts(self, questions: pl.Series) -> pl.Series:
        """Whole prompts (String), as they are sent."""
        return (
            questions.rename("prompt").to_frame().select(_joined(self.before, pl.col("prompt"), self.after)).to_series()
        )

    def answers(self, answers: pl.Series) -> pl.Series:
        """Answers as they follow a prompt, to be learnt; null stays null."""
        text = pl.col("answer")
        if self.form == CHAT:
            said = pl.lit(self.lead) + text.str.strip_chars_start()
        else:
            said = pl.when(text.str.contains(_BEGINS)).then(text).otherwise(pl.lit(self.lead) + text)
        return answers.rename("answer").to_frame().select(said.alias("answer")).to_series()

    def encoded(self, tokenizer: PreTrainedTokenizerFast, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of whole prompts."""
        found: list[list[int]] = tokenizer(list(texts), add_special_tokens=not self.bare)["input_ids"]
        return found


def _joined(before: str, text: pl.Expr, after: str) -> pl.Expr:
    return pl.concat_str([pl.lit(before), text, pl.lit(after)]).alias("prompt")


def _by_template(prompting: Prompting, tokenizer: PreTrainedTokenizerFast, ends: list[int]) -> Prompts:
    """The pieces that the chat template puts around a question and its answer, found by asking it once."""
    asked = prompting.messages(_QUESTION)
    prompt = _rendered(tokenizer, asked, prompt=True)
    whole = _rendered(tokenizer, [*asked, {"role": "assistant", "content": _ANSWER}], prompt=False)
    if prompt.count(_QUESTION) != 1:
        raise ModelError("prompt: the chat template does not say each question once; take --prompt plain")
    before, after = prompt.split(_QUESTION)
    lead, tail = "", ""
    if whole.startswith(prompt) and _ANSWER in whole[len(prompt) :]:
        lead, tail = whole[len(prompt) :].split(_ANSWER, 1)
    closing = tokenizer(tail, add_special_tokens=False)["input_ids"][:1] if tail else []
    special = set(tokenizer.all_special_ids) | set(ends)
    first = [each for each in closing if each in special]
    return Prompts(CHAT, before, after, lead, bare=True, ends=tuple(dict.fromkeys([*first, *ends])))


def _rendered(tokenizer: PreTrainedTokenizerFast, messages: list[Message], *, prompt: bool) -> str:
    try:
        text: str = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=prompt)
    except Exception as error:
        # A template is a program of its maker, with errors of its own (Gemma's knows no system message).
        line = " ".join(str(error).split())[:120] or type(error).__name__
        raise ModelError(f"prompt: the chat template refuses these messages ({line}); take --prompt plain") from error
    return text
