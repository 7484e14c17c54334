"""Ways to ask, with the answer worked out in plain Python that shares no code with the verifier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random

import numpy as np
import polars as pl
import pytest

from pairwright import score_column
from pairwright.verify.exact import polynomials
from pairwright.verify.exact.roots import real_roots, without_roots

# {} is the question.
TEMPLATES = [
    "{}\nPlease reason step by step, and put your final answer within \\boxed{{}}.",
    '{} Let\'s think step by step and output the final answer after "####".',
    "Solve the following math problem step by step. The last line of your response should be of the form Answer: "
    "$Answer (without quotes) where $Answer is the answer to the problem.\n\n{}\n\nRemember to put your answer on "
    'its own line after "Answer:".',
    "Given the following problem, reason and give a final answer to the problem.\nProblem: {}\nYour response "
    'should end with "The final answer is [answer]" where [answer] is the response to the problem.',
    "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n"
    "### Instruction:\n{}\n\n### Response:",
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n{}<|im_end|>\n"
    "<|im_start|>assistant\n",
    "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n{}<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\n",
    "<s>[INST] {} [/INST]",
    "A conversation between User and Assistant. The user asks a question, and the Assistant solves it. The assistant "
    "first thinks about the reasoning process in the mind and then provides the user with the answer.\n"
    "User: {}\nAssistant: <think>",
    "Solve the following math problem. Make sure to put the answer (and only answer) inside \\boxed{{}}.\n\n{}",
    "{} [2 marks]",
    "{} You must show all your working. (3)",
    "Without a calculator: {}",
    "{} Give your answer in its simplest form.",
]
BODIES = ["{} = ?", "What is {}?", "Calculate {}.", "Compute ${}$."]


def verdicts(questions: Sequence[str], completions: Sequence[str]) -> list[str]:
    frame = pl.DataFrame({"question": questions, "completion": completions})
    return score_column(frame)["verdict"].to_list()


def calculation(random: Random) -> tuple[str, Fraction]:
    a, b, c = (random.randint(2, 60) for _ in range(3))
    kinds: list[tuple[str, Fraction]] = [
        (f"{a} + {b}", Fraction(a + b)),
        (f"{a} - {b} * {c}", Fraction(a - b * c)),
        (f"({a} + {b}) * {c}", Fraction((a + b) * c)),
        (f"{a * b} / {a}", Fraction(b)),
        (f"{a}/{b} + {c}", Fraction(a, b) + c),
    ]
    return random.choice(kinds)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_changes_nothing_of_the_question_in_it(template: str) -> None:
    random = Random(template)  # noqa: S311
    for body in BODIES:
        made = [calculation(random) for _ in range(5)]
        questions = [template.format(body.format(text)) for text, _ in made]
        assert verdicts(questions, [f"The answer is {value}." for _, value in made]) == ["RIGHT"] * 5, body
        assert verdicts(questions, [f"The answer is {value + 1}." for _, value in made]) == ["WRONG"] * 5, body


def test_a_whole_number_is_asked_for_where_there_is_one() -> None:
    for many in (1, 30):
        pairs = [(above, below) for above in range(many, many + 12) for below in (3, 4)]
        questions = [f"What is {above}/{below}? Answer with a single integer." for above, below in pairs]
        said = verdicts(questions, [f"The answer is {Fraction(above, below)}." for above, below in pairs])
        assert said == ["UNPARSED" if above % below else "RIGHT" for above, below in pairs]


def test_signs_between_two_calculations() -> None:
    random = Random(13)  # noqa: S311
    wordings: list[Callable[[str, str], str]] = [
        lambda a, b: f"Fill in <, > or =: {a} ○ {b}",
        lambda a, b: f"{a} ___ {b} (use <, > or =)",
        lambda a, b: f"Compare {a} and {b} using <, > or =.",
        lambda a, b: f"Which sign makes this true: {a} ☐ {b}?",
    ]
    for wording in wordings:
        pairs = [(calculation(random), calculation(random)) for _ in range(12)]
        pairs += [(each, each) for each, _ in pairs[:2]]
        questions = [wording(one[0], other[0]) for one, other in pairs]
        right = ["<" if one[1] < other[1] else ">" if one[1] > other[1] else "=" for one, other in pairs]
        assert verdicts(questions, right) == ["RIGHT"] * len(pairs), questions[0]
        turned = [{"<": ">", ">": "=", "=": "<"}[each] for each in right]
        assert verdicts(questions, turned) == ["WRONG"] * len(pairs)
        alike = [f"Do {one[0]} and {other[0]} have the same value?" for one, other in pairs]
        assert verdicts(alike, ["yes" if each == "=" else "no" for each in right]) == ["RIGHT"] * len(pairs)


@pytest.mark.parametrize(
    "wording",
    [
        "Work out {} ÷ {}, giving your answer as a quotient and a remainder.",
        "What is {} / {}? Give your answer with a remainder.",
        "{} divided by {} = ? (write your answer with a remainder, like 3 R 1)",
        "Divide {} by {}. State the quotient and remainder.",
        "\\( {} \\div {} \\) with remainder",
    ],
)
def test_quotient_and_remainder(wording: str) -> None:
    pairs = [(above, below) for above in range(40, 90, 7) for below in (6, 9, 11)]
    questions = [wording.format(*pair) for pair in pairs]
    right = [f"{above // below} R {above % below}" for above, below in pairs]
    assert verdicts(questions, right) == ["RIGHT"] * len(pairs)
    alone = [f"Divide {above} by {below} and give the remainder." for above, below in pairs]
    assert verdicts(alone, [str(above % below) for above, below in pairs]) == ["RIGHT"] * len(pairs)
    assert "RIGHT" not in verdicts(alone, [str(above % below + 1) for above, below in pairs])


def test_powers_with_broken_exponents() -> None:
    cases = [(root, above, below) for root in (2, 3, 5) for above in (1, 2, 3) for below in (2, 3, 4)]
    for wording in ("{}^({}/{}) = ?", "Compute ${}^{{\\frac{{{}}}{{{}}}}}$.", "Evaluate ${}^{{{}/{}}}$."):
        questions = [wording.format(root**below, above, below) for root, above, below in cases]
        assert verdicts(questions, [str(root**above) for root, above, _ in cases]) == ["RIGHT"] * len(cases)
        assert "RIGHT" not in verdicts(questions, [str(root**above + 1) for root, above, _ in cases])
    negative = [f"{root**below}^(-{above}/{below}) = ?" for root, above, below in cases]
    assert verdicts(negative, [f"1/{root**above}" for root, above, _ in cases]) == ["RIGHT"] * len(cases)
    # No fraction is the root of 2 or of 3.
    assert verdicts(["2^(1/2) = ?", "9^(1/3) = ?", "5^(0/0) = ?", "0^0 = ?"], ["1"] * 4) == ["UNPARSED"] * 4


def said(roots: Sequence[int | Fraction]) -> str:
    return " or ".join(f"x = {root}" for root in roots)


def polynomial(factors: Sequence[Sequence[int]]) -> list[int]:
    """The product of polynomials, lowest powers first."""
    product = [1]
    for factor in factors:
        longer = [0] * (len(product) + len(factor) - 1)
        for i, a in enumerate(product):
            for j, b in enumerate(factor):
                longer[i + j] += a * b
        product = longer
    return product


def written(coefficients: Sequence[int]) -> str:
    powers = ["", "*x", *(f"*x^{power}" for power in range(2, len(coefficients)))]
    terms = [f"{c}{power}" for power, c in reversed(list(zip(powers, coefficients, strict=True))) if c]
    return " + ".join(terms).replace("+ -", "- ")


def test_all_real_roots_of_powers_up_to_the_sixth() -> None:
    random = Random(7)  # noqa: S311
    wordings = ["Solve {} = 0 over the reals.", "Find every real number x for which {} = 0.", "{} = 0, x = ?"]
    for number in range(60):
        roots = sorted(random.sample(range(-6, 7), random.randint(1, 4)))
        # What has no real root may be a factor; what has irrational ones leaves the answer open.
        others = random.choice([[], [[1, 0, 1]], [[3, 1, 1]], [[-2, 0, 1]]]) if len(roots) < 4 else []
        factors = [[-root, 1] for root in roots] + [[-roots[0], 1]] * random.randint(0, 1) + others
        question = wordings[number % 3].format(written(polynomial(factors)))
        whole, part = verdicts([question] * 2, [said(roots), said(roots[1:] or [roots[0] + 1])])
        assert whole == ("UNPARSED" if others == [[-2, 0, 1]] else "RIGHT"), question
        assert part in {"UNPARSED", "WRONG"}, question


def test_absolute_values() -> None:
    random = Random(5)  # noqa: S311
    for _ in range(40):
        a, b, c, d = random.randint(1, 3), random.randint(-9, 9), random.randint(0, 9), random.randint(0, 20)
        question = f"Solve |{a}x {'+' if b >= 0 else '-'} {abs(b)}| + {c} = {d}."
        roots = sorted({Fraction(sign * (d - c) - b, a) for sign in (1, -1)})
        assert all(abs(a * root + b) + c == d for root in roots) or d < c
        (verdict,) = verdicts([question], [said(roots)])
        assert verdict == ("RIGHT" if d >= c else "UNPARSED"), question
        assert verdicts([question], [said([roots[0] + 1, roots[-1] + 2])]) != ["RIGHT"]


@pytest.mark.parametrize(
    ("wording", "holds"),
    [
        ("If {} = 0 and x > {}, what is x?", lambda root, bound: root > bound),
        ("Solve {} = 0 for x ≥ {}.", lambda root, bound: root >= bound),
        ("{} = 0, x < {}. Find x.", lambda root, bound: root < bound),
        ("Find the positive solution of {} = 0.", lambda root, _: root > 0),
        ("What is the negative root of {} = 0?", lambda root, _: root < 0),
    ],
)
def test_the_one_root_that_a_condition_allows(wording: str, holds: Callable[[int, int], bool]) -> None:
    for one in range(-4, 5):
        for other in range(one, 5):
            for bound in (0, 2):
                question = wording.format(written(polynomial([[-one, 1], [-other, 1]])), bound)
                allowed = {root for root in (one, other) if holds(root, bound)}
                found = verdicts([question] * 2, [f"x = {one}", f"x = {other}"])
                right = ["RIGHT" if len(allowed) == 1 and root in allowed else "other" for root in (one, other)]
                assert [each if each == "RIGHT" else "other" for each in found] == right, question


def test_what_is_left_of_a_polynomial_without_some_of_its_roots() -> None:
    random = Random(3)  # noqa: S311
    for _ in range(200):
        roots = {Fraction(random.randint(-9, 9), random.randint(1, 7)) for _ in range(random.randint(1, 3))}
        again = [root for root in roots for _ in range(random.randint(1, 2))]
        quadratic = random.choice([[1, 0, 1], [2, 1, 1], [7, -3, 2]])
        coefficients = polynomial([*([-root.numerator, root.denominator] for root in again), quadratic])
        known = sorted(roots)[random.randint(0, 1) :]
        claims = [polynomials.Fraction([np.array([each.numerator])], [np.array([each.denominator])]) for each in known]
        columns = [np.array([each], dtype=object) for each in coefficients]
        left = without_roots(columns, claims, (1,))
        rest = len(roots) - len(known)
        counted = int(real_roots(left, (1,))[0])
        # Of higher powers than the cube the most there can be is told.
        assert counted == rest or (counted > rest > 0 and len(again) > 1)
