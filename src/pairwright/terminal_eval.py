"""What `eval`, `ask` and `export-task` show in a terminal, with Rich: models side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape

from pairwright.learn.asking import Answer
from pairwright.learn.evaluation.result import Evaluation, ModelScore, Share
from pairwright.learn.grading.run import Graded
from pairwright.learn.grading.tables import Tables
from pairwright.learn.tasks import TaskFolder
from pairwright.terminal import print_table, rate_of

_COLOURS = {"RIGHT": "bold green", "WRONG": "bold red"}
_SHARES = {"refusals": "refused", "unparsed": "unparsed", "wrong_reasons": "wrong reason", "no_stop": "no stop"}
# Beyond, a table shows the values with most questions.
_MOST_VALUES = 16


def print_evaluation(found: Evaluation) -> None:
    """A table of accuracies with a column for each model, one of what went wrong, and remarks."""
    names = [each.model for each in found.models]
    print_table(["right", "", "questions", *names], list(_accuracies(found)), right_from=2)
    kinds = list(_kinds(found.models))
    if kinds:
        print_table(["went wrong", *names], kinds, right_from=1)
    for line in _remarks(found):
        print(line)


def _accuracies(found: Evaluation) -> Iterator[list[str]]:
    """All, then each axis with more than one value: accuracy, and its interval in percent."""
    models = found.models
    yield ["all", "", f"{models[0].right.of:,}", *(_with_interval(each.right) for each in models)]
    for axis, values in models[0].by.items():
        if len(values) < 2:
            continue
        shown = sorted(values, key=lambda value: -values[value].of)[:_MOST_VALUES]
        for number, value in enumerate(each for each in values if each in shown):
            shares = (_with_interval(each.by[axis][value]) for each in models)
            yield ["" if number else axis, value, f"{values[value].of:,}", *shares]


def _with_interval(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:.1%}  ({100 * low:.1f}-{100 * high:.1f})"


def _kinds(models: Sequence[ModelScore]) -> Iterator[list[str]]:
    """Shares that are told apart, then each kind of mistake of any model, the most frequent first."""
    for name, title in _SHARES.items():
        shares = [getattr(each, name) for each in models]
        if any(share.count for share in shares):
            yield [title, *(f"{share.value:.1%}" for share in shares)]
    told = {"refusal", "unparsed", "wrong_reason"}
    totals: dict[str, int] = {}
    for each in models:
        for kind, count in each.mistakes.items():
            totals[kind] = totals.get(kind, 0) + count
    for kind in sorted(totals.keys() - told, key=lambda kind: -totals[kind]):
        yield [kind.replace("_", " "), *(f"{each.mistakes.get(kind, 0) / each.right.of:.1%}" for each in models)]


def _remarks(found: Evaluation) -> Iterator[str]:
    for test in found.tests:
        if test.left_out:
            yield f"{test.name}: {test.left_out:,} rows left out: unreadable, or no question that has one answer"
        if test.misstated:
            yield f"{test.name}: {test.misstated:,} stated answers are not right; models are scored by the right one"
    for each in found.models:
        rate = rate_of(each.right.of, each.seconds, "questions")
        yield f"{each.model}: {each.right.of:,} questions in {each.seconds:.1f} s ({rate}){_how(each)}"


def _how(score: ModelScore) -> str:
    """What is not as usual in how it was asked."""
    found = score.conditions
    told = [f"{found['prompt']} prompt"] if found.get("prompt") not in {None, "plain"} else []
    told += [f"{len(found['shots'])} shots"] if found.get("shots") else []
    told += [str(found["dtype"])] if found.get("dtype") not in {None, "float32"} else []
    return f"; {', '.join(told)}" if told else ""


def print_answers(answers: Sequence[Answer]) -> None:
    """Each answer with its verdict; of several models a line for each."""
    console = Console(highlight=False)
    width = max(len(each.model) for each in answers)
    for each in answers:
        name = f"[bold]{escape(each.model):<{width}}[/]  " if len(answers) > 1 else ""
        said = escape(" ".join(each.completion.split()) or "(nothing)") + ("" if each.stopped else " ...")
        verdict = f"[{_COLOURS.get(each.verdict, 'yellow')}]{each.verdict}[/]"
        console.print(f"{name}{said}  {verdict}{escape(_why(each))}", soft_wrap=True)


def _why(answer: Answer) -> str:
    """What was expected and what went wrong."""
    if answer.expected is None:
        return " (the verifier does not understand the question)"
    if answer.mistake is None:
        return ""
    kind = answer.mistake.replace("_", " ")
    if answer.mistake == "wrong_reason":
        return f" ({kind})"
    return f" ({'' if kind == 'other' else f'{kind}; '}it is {answer.expected})"


def print_tasks(made: TaskFolder) -> None:
    """The tasks, and the command that runs them."""
    print_table(["task", "questions"], [[name, f"{count:,}"] for name, count in made.tasks.items()], right_from=1)
    print(f"lm_eval --include_path {made.out} --tasks {made.group} --model hf --model_args pretrained=MODEL")


def print_graded(found: Graded) -> None:
    """Pass rates by what is known of the questions, how many questions have which, and what went wrong."""
    tables = Tables.of(dict(found.tables))
    everything = Share(tables.right, max(1, tables.answers))
    rows = [["all", "", f"{tables.answers:,}", _with_interval(everything)]]
    for axis, values in tables.by.items():
        for number, (value, (count, of)) in enumerate(sorted(values.items())[:_MOST_VALUES]):
            rows.append(["" if number else axis, value, f"{of:,}", _with_interval(Share(count, of))])
    print_table(["right", "", "answers", found.model], rows, right_from=2)
    rates = [[f"{count} of {found.samples}", f"{number:,}"] for count, number in sorted(tables.rates.items())]
    print_table(["right answers", "questions"], rates, right_from=1)
    for kind, count in tables.mistakes.most_common():
        print(f"  {kind.replace('_', ' ')}: {count:,}")
    if found.kept is not None:
        print(f"{found.kept:,} prompts are in the range that was asked for")
    rate = rate_of(tables.answers, found.seconds, "answers")
    asked = f"{tables.answers:,} answers to {tables.questions:,} questions"
    print(f"{asked} in {found.seconds:.1f} s ({rate}), in {found.out}")
