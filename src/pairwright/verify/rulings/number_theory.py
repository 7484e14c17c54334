"""Divisibility and primes, factors and divisors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce

from pairwright.verify.answer_types.choices import PARITY, PRIMALITY
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


def _common_denominator(numbers: list[Tree], _: Named) -> Question | None:
    """The least one of fractions; in doubt where it is another one of them in lowest terms."""
    sides = [(each.left, each.right) for each in numbers if isinstance(each, Operation) and each.operator == "/"]
    if len(sides) != len(numbers) or any(isinstance(side, Operation) for both in sides for side in both):
        return None
    written = reduce(partial(Operation, "lcm"), (below for _, below in sides))
    reduced = (Operation("/", below, Operation("gcd", above, below)) for above, below in sides)
    return Question(
        Operation("agreeing", written, reduce(partial(Operation, "lcm"), reduced)),
        Unknown("?"),
        states=("gcd", tuple(below for _, below in sides)),
    )


_DENOMINATOR = (
    r"(?:(?:what is|what['’]s|find|give|determine|calculate|compute|state|work out) (?:the )?)?(?:(?:the )?(?:least|lowest|smallest) common denominator(?: \(lcd\))?|(?:the )?lcd)"
    r"(?: of| for|:)(?: the| these| both)?(?: following| two| three)*(?: fractions)?:?"
)
_OF_THESE = rf"of (?:these|the)(?: following)? numbers: {LIST}"
_BITS = "(?:there )?in the binary (?:representation|form|expansion) of (?:the number )?{n}"

_LEFT = (
    r"(?:what (?:is the )?remainder (?:do (?:you|we|i) get|is left|is there|remains|results)|(?:what|how much)(?: is|'s) left(?: over)?"
    r"|(?:what|how much) remains)"
)
_REST_ASKED = (
    r"(?:what(?: is|'s) (?:the remainder|left(?: over)?)|what remains|how much is left(?: over)?"
    r"|what remainder (?:do (?:you|we|i) get|is left|is there|remains|results))"
)
_EVENLY = r"(?:evenly|exactly|without (?:leaving )?(?:(?:a|any) )?remainder|with no remainder|with (?:nothing|no remainder) left(?: over)?)"

# "Is 0", or a statement that is true or false.
_SAY = r"(?:tell me|say|determine|check|decide|state|find out|verify|let me know)"
_WHETHER = (
    rf"(?:is (?:the number )?{{n}}|(?:true or false|is it true(?: or false)? that|t/f|state whether true or false|{_SAY} (?:whether|if))[:?.,]?"
    r" (?:the number )?{n} is)"
)
_OTHER = r"(?:yes or no|yes/no|or not)"
_PRIME = r"primes?(?: numbers?)?"
# What is asked of two properties of which every number has one: "Is 0 even or odd?", "0: odd or even?".
_EITHER = (
    rf"(?:{_WHETHER}|what is (?:the number )?{{n}},) (?:an? )?(?P<one>{{said}})(?: number)?,? or (?:is (?:it|the number) )?(?:an? )?(?P<other>{{said}})(?: number)?",
    r"(?P<one>{said}) or (?P<other>{said})(?: number)?[:?,-]* ?{n}",
    r"{n}(?: is|[:,]| -) (?P<one>{said}) or (?P<other>{said})",
)


def _either(said: str) -> tuple[str, ...]:
    """The phrases, the second and third time with names of their own for what is said."""
    return tuple(
        each.replace("{said}", said).replace("<one>", f"<one{place}>").replace("<other>", f"<other{place}>")
        for place, each in enumerate(_EITHER)
    )


def _of_both(ask: Callable[[Tree], Question]) -> Callable[[list[Tree], Named], Question | None]:
    """The question of a number which of two it is; none where one of them is named twice."""
    return lambda numbers, named: ask(numbers[0]) if len(set(named.values())) == 2 else None


def _next_prime(numbers: list[Tree], named: Named) -> Question:
    return told("prime below" if "below" in named else "prime above", Zero(), numbers[0])


RULINGS = (
    Ruling(
        (
            rf"{_DENOMINATOR} {{n}}(?: and|,) {{n}}",
            rf"{_DENOMINATOR} {{n}}, {{n}},? and {{n}}",
            rf"{_DENOMINATOR} {LIST}",
        ),
        _common_denominator,
    ),
    Ruling(
        (
            r"what(?: is|'s) the (?:biggest|largest|greatest|highest) (?:positive )?(?:number|integer|whole number) (?:that|which) (?:divides|goes into|can divide)(?: both)? {n} and {n}(?: evenly| exactly| without (?:a )?remainder)?",
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
            r"(?:(?:evenly |exactly )?divisible by|divided (?:evenly |exactly )?by|common to|an? multiple of)(?: both)? {n} and {n}",
            r"what(?: is|'s) the (?:smallest|least|lowest) (?:positive )?(?:number|integer|whole number) (?:that |which |into which )(?:both )?{n} and {n}"
            r" (?:both )?(?:divide(?: into)?|go into|divide evenly(?: into)?)",
        ),
        _of_all("lcm"),
    ),
    Ruling((f"how many (?:{{n}} bits|{{n}}['’]?s|ones|one bits) are {_BITS}",), _bits),
    Ruling(
        (
            rf"{_WHETHER} (?:(?:evenly|exactly) )?divisible by {{n}}(?: {_EVENLY})?",
            rf"{_WHETHER} an? (?:integer )?multiple of {{n}}",
            r"is {n} in the {n} times[ -]table",
            rf"can {{n}} be (?:evenly |exactly )?divided by {{n}} {_EVENLY}",
            "can {n} be (?:(?:evenly|exactly) divided|divided (?:evenly|exactly)) by {n}",
            rf"(?:does|will|can) {{n}} divide by {{n}} {_EVENLY}",
            rf"(?:can|could) (?:you|we|i|one) divide {{n}} by {{n}} {_EVENLY}",
            "is the remainder (?:of|when) {n} (?:is )?divided by {n} (?:equal to )?(?:zero|nothing)",
        ),
        lambda numbers, _: told("divides", numbers[0], numbers[1], "truth"),
    ),
    Ruling(
        (
            rf"{_WHETHER} a (?:factor|divisor) of {{n}}",
            rf"(?:does|will|can) {{n}} (?:evenly |exactly )?divide {{n}}(?: {_EVENLY})?",
            rf"(?:does|will|can) {{n}} (?:divide|go|fit)(?: (?:evenly|exactly) into {{n}}| into {{n}} {_EVENLY})",
        ),
        lambda numbers, _: told("divides", numbers[1], numbers[0], "truth"),
    ),
    Ruling(
        _either("even|odd"),
        _of_both(lambda number: told("-", Constant(1), Operation("divides", number, Constant(2)), PARITY)),
    ),
    Ruling(
        _either("prime|composite"),
        # 0 and 1 are neither.
        _of_both(
            lambda number: told(
                "agreeing",
                Operation("composite", Zero(), number),
                Operation("-", Constant(1), Operation("prime", Zero(), number)),
                PRIMALITY,
            )
        ),
    ),
    Ruling(
        (
            rf"(?:what(?: is|'s)|which is) the (?:smallest|least|lowest|first|next) {_PRIME}(?: (?:that|which) (?:is|comes))?(?: just| right)?"
            r" (?:greater than|larger than|bigger than|above|after|more than|over|higher than|following) {n}",
            rf"(?:which|what) (?:is the )?{_PRIME} (?:comes|follows)(?: next| right| just| directly| immediately)?(?: after)? {{n}}",
        ),
        _next_prime,
    ),
    Ruling(
        (
            rf"what(?: is|'s) the (?P<below>largest|greatest|biggest|highest|last|previous) {_PRIME}(?: (?:that|which) (?:is|comes))?(?: just| right)?"
            r" (?:less than|smaller than|below|before|under|lower than|preceding) {n}",
        ),
        _next_prime,
    ),
    Ruling(
        (rf"{_WHETHER} (?:a )?prime(?: number)?(?:,? {_OTHER}| \({_OTHER}\))?",),
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
            rf"{_LEFT} (?:when|if|after|by|on) (?:(?:you|we|i) divide|dividing) {{n}} by {{n}}",
            rf"(?:when|if) (?:you|we|i) divide {{n}} by {{n}},? {_REST_ASKED}",
            r"dividing {n} by {n} (?:leaves|gives) (?:what remainder|a remainder of (?:what|how much))",
            r"what (?:remainder )?does {n} leave (?:when|if) (?:it is )?divided by {n}",
            r"(?:the )?remainder(?: of| for|:)? {n} ?(?:divided by|÷) ?{n}",
            r"{n} ?(?:divided by|÷|/) ?{n} (?:leaves|gives|has) (?:(?:what|which) (?:remainder|rest)|a remainder of (?:what|how much)(?: number)?)",
            rf"(?:when|if) {{n}} is divided by {{n}},? {_REST_ASKED}",
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
