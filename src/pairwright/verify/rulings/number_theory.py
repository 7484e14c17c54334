"""Divisibility and primes, factors and divisors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings.forms import LIST, Named, Ruling, told


def _of_all(operator: str) -> Callable[[list[Tree], Named], Question]:
    """The question what an operation of any number of numbers comes to."""
    return lambda numbers, _: Question(reduce(partial(Operation, operator), numbers), Unknown("?"))


def _bits(numbers: list[Tree], _: Named) -> Question:
    """The ones, or with a number before them the bits of that value: only 1 is asked for."""
    *before, number = numbers
    is_one = [Operation("*", Constant(0), Operation("agreeing", each, Constant(1))) for each in before]
    return Question(
        reduce(partial(Operation, "+"), is_one, Operation("bits", Zero(), number)),
        Unknown("?"),
        states=("bits", (number,)),
    )


def _common(operator: str, answers: str) -> Callable[[list[Tree], Named], Question]:
    """What the divisors of both of two numbers are, or how many: those of their greatest one, which they are a fact of."""

    def common(numbers: list[Tree], _: Named) -> Question:
        greatest = Operation("gcd", *numbers)
        asked = Operation(operator, Zero(), greatest)
        return Question(asked, Unknown("?"), answers=answers, states=("gcd", tuple(numbers)))

    return common


_OF_THESE = rf"of (?:these|the)(?: following)? numbers: {LIST}"
_BITS = "(?:there )?in the binary (?:representation|form|expansion) of (?:the number )?{n}"

_LEFT = r"(?:what (?:is the )?remainder (?:do (?:you|we|i) get|is left|is there|remains)|(?:what|how much)(?: is|'s) left(?: over)?|(?:what|how much) remains)"

# "Is 0", or a statement that is true or false.
_WHETHER = r"(?:is (?:the number )?{n}|(?:true or false|is it true(?: or false)? that|t/f|state whether true or false|say whether)[:?.,]? (?:the number )?{n} is)"

RULINGS = (
    Ruling(
        (
            r"what(?: is|'s) the (?:biggest|largest|greatest|highest) (?:number|integer|whole number) (?:that|which) (?:divides|goes into|can divide)(?: both)? {n} and {n}(?: evenly| exactly| without (?:a )?remainder)?",
        ),
        _of_all("gcd"),
    ),
    Ruling(
        (
            rf"(?:find|calculate|what is) the (?:greatest|highest|largest) common (?:divisor|factor)(?: \((?:gcd|hcf|gcf)\))? {_OF_THESE}",
        ),
        _of_all("gcd"),
    ),
    Ruling(
        (rf"(?:find|calculate|what is) the (?:least|lowest|smallest) common multiple(?: \(lcm\))? {_OF_THESE}",),
        _of_all("lcm"),
    ),
    Ruling(
        (
            r"what(?: is|'s) the (?:smallest|least|lowest) (?:positive )?(?:number|integer|whole number|multiple) (?:that (?:is|can be) |which (?:is|can be) )?"
            r"(?:(?:evenly |exactly )?divisible by|divided (?:evenly |exactly )?by|common to)(?: both)? {n} and {n}",
            r"what(?: is|'s) the (?:smallest|least|lowest) (?:positive )?(?:number|integer|whole number) (?:that |which |into which )(?:both )?{n} and {n}"
            r" (?:both )?(?:divide(?: into)?|go into|divide evenly(?: into)?)",
        ),
        _of_all("lcm"),
    ),
    Ruling((f"how many (?:{{n}} bits|{{n}}['’]?s|ones|one bits) are {_BITS}",), _bits),
    Ruling(
        (
            rf"{_WHETHER} (?:evenly )?divisible by {{n}}",
            rf"{_WHETHER} an? (?:integer )?multiple of {{n}}",
            "can {n} be (?:evenly |exactly )?divided by {n} (?:evenly|exactly|without (?:a |any )?remainder)",
            "can {n} be (?:(?:evenly|exactly) divided|divided (?:evenly|exactly)) by {n}",
        ),
        lambda numbers, _: told("divides", numbers[0], numbers[1], "truth"),
    ),
    Ruling(
        (rf"{_WHETHER} a (?:factor|divisor) of {{n}}", "does {n} (?:evenly )?divide {n}(?: evenly)?"),
        lambda numbers, _: told("divides", numbers[1], numbers[0], "truth"),
    ),
    Ruling(
        (rf"{_WHETHER} (?:a )?prime(?: number)?(?: or not)?",),
        lambda numbers, _: told("prime", Zero(), numbers[0], "truth"),
    ),
    Ruling(
        (rf"{_WHETHER} (?:a )?composite(?: number)?",),
        lambda numbers, _: told("composite", Zero(), numbers[0], "truth"),
    ),
    Ruling(
        (rf"{_WHETHER} (?:an? )?even(?: number)?(?: or not)?",),
        lambda numbers, _: told("divides", numbers[0], Constant(2), "truth"),
    ),
    Ruling(
        (rf"{_WHETHER} (?:an? )?odd(?: number)?(?: or not)?",),
        lambda numbers, _: told("-", Constant(1), Operation("divides", numbers[0], Constant(2)), "truth"),
    ),
    Ruling(
        (rf"{_WHETHER} a (?:perfect )?square(?: number)?",),
        lambda numbers, _: told("square", Zero(), numbers[0], "truth"),
    ),
    Ruling(
        (
            rf"{_LEFT} (?:when|if|after) {{n}} is divided by {{n}}",
            r"(?:what is |find |calculate )?the remainder of {n} (?:when|if|after being) (?:it is )?divided by {n}",
            rf"{_LEFT} (?:when|if|after) (?:(?:you|we|i) divide|dividing) {{n}} by {{n}}",
            r"{n} ?(?:divided by|÷|/) ?{n} (?:leaves|gives|has) (?:(?:what|which) (?:remainder|rest)|a remainder of (?:what|how much)(?: number)?)",
            r"(?:when|if) {n} is divided by {n},? (?:what is (?:the remainder|left(?: over)?)|what remains|how much is left(?: over)?)",
        ),
        lambda numbers, _: told("mod", numbers[0], numbers[1]),
    ),
    Ruling(
        (
            "(?:what is|find|give|write) the prime factori[sz]ation of {n}",
            "(?:factori[sz]e|factor) {n} into (?:its )?primes?(?: factors| numbers)?",
        ),
        lambda numbers, _: told("factors of", Zero(), numbers[0], "factors"),
    ),
    Ruling(
        ("(?:list|what are|name|find) (?:all )?(?:of )?the prime factors of {n}",),
        lambda numbers, _: told("factors of", Zero(), numbers[0], "prime divisors"),
    ),
    Ruling(
        ("(?:list|what are|name|find) (?:all )?(?:of )?(?:the )?(?:positive )?(?:divisors|factors) of {n}",),
        lambda numbers, _: told("factors of", Zero(), numbers[0], "divisors"),
    ),
    Ruling(
        (
            "(?:list|what are|name|find) (?:all )?(?:of )?(?:the )?(?:positive )?common (?:divisors|factors) of {n} and {n}",
        ),
        _common("factors of", "divisors"),
    ),
    Ruling(
        ("how many (?:positive )?common (?:divisors|factors) do {n} and {n} have",),
        _common("divisor count", ""),
    ),
    Ruling(
        ("how many (?:positive )?(?:divisors|factors) does {n} have",),
        lambda numbers, _: told("divisor count", Zero(), numbers[0]),
    ),
)
