"""What our kinds hold of the field's names, and how much of reasoning-gym is read: `python -m benchmarks.coverage`.

It writes docs/coverage.md: mathematics_dataset's 56 modules (Saxton et al. 2019) and reasoning-gym's 24 generators of
arithmetic and algebra, each with our kinds or why there is none.  Of each generator so many questions are made anew and
judged against the answers that come with them.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import polars as pl

from pairwright.verify import score_column

PAGE = Path(__file__).parents[1] / "docs" / "coverage.md"
_ROWS, _SEED = 300, 77
# A module is composed where the name behind it has a question inside: its kind is held, the composed question is not.
MODULES: Mapping[str, tuple[str, ...] | str] = {
    "algebra__linear_1d": ("linear_equation", "two_step"),
    "algebra__linear_1d_composed": ("linear_equation",),
    "algebra__linear_2d": ("linear_system",),
    "algebra__linear_2d_composed": ("linear_system",),
    "algebra__polynomial_roots": ("quadratic_equation", "polynomial_roots", "factor"),
    "algebra__polynomial_roots_composed": ("polynomial_roots",),
    "algebra__sequence_next_term": ("sequence",),
    "algebra__sequence_nth_term": ("sequence",),
    "arithmetic__add_or_sub": ("additive", "decimal_sum", "signed_numbers"),
    "arithmetic__add_or_sub_in_base": ("base_sum",),
    "arithmetic__add_sub_multiple": ("chain",),
    "arithmetic__div": ("multiplicative", "fraction_quotient"),
    "arithmetic__mixed": ("order_of_operations", "nested_parentheses"),
    "arithmetic__mul": ("multiplicative", "decimal_product"),
    "arithmetic__mul_div_multiple": ("order_of_operations", "fraction_product"),
    "arithmetic__nearest_integer_root": ("root",),
    "arithmetic__simplify_surd": "answers with roots in them are no type of ours",
    "calculus__differentiate": ("derivative",),
    "calculus__differentiate_composed": ("derivative",),
    "comparison__closest": ("closest_number",),
    "comparison__closest_composed": ("closest_number",),
    "comparison__kth_biggest": ("kth_largest",),
    "comparison__kth_biggest_composed": ("kth_largest",),
    "comparison__pair": ("compare_decimals", "compare_fractions"),
    "comparison__pair_composed": ("compare_decimals",),
    "comparison__sort": ("number_sorting",),
    "comparison__sort_composed": ("number_sorting",),
    "measurement__conversion": ("unit_conversion",),
    "measurement__time": ("time_interval",),
    "numbers__base_conversion": ("base_conversion",),
    "numbers__div_remainder": ("division_with_remainder",),
    "numbers__div_remainder_composed": ("division_with_remainder",),
    "numbers__gcd": ("gcd",),
    "numbers__gcd_composed": ("gcd",),
    "numbers__is_factor": ("is_factor",),
    "numbers__is_factor_composed": ("is_factor",),
    "numbers__is_prime": ("is_prime",),
    "numbers__is_prime_composed": ("is_prime",),
    "numbers__lcm": ("lcm",),
    "numbers__lcm_composed": ("lcm",),
    "numbers__list_prime_factors": ("prime_factorization", "divisors"),
    "numbers__list_prime_factors_composed": ("prime_factorization",),
    "numbers__place_value": ("place_value",),
    "numbers__place_value_composed": ("place_value",),
    "numbers__round_number": ("round_number",),
    "numbers__round_number_composed": ("round_number",),
    "polynomials__add": ("polynomial_addition",),
    "polynomials__coefficient_named": "a coefficient by its letter is not asked for",
    "polynomials__collect": ("collect_terms",),
    "polynomials__compose": ("composed_functions",),
    "polynomials__evaluate": ("evaluate",),
    "polynomials__evaluate_composed": ("evaluate",),
    "polynomials__expand": ("expand",),
    "polynomials__simplify_power": ("exponent_laws",),
    "probability__swr_p_level_set": "draws without replacement: no kind of probability",
    "probability__swr_p_sequence": "draws without replacement: no kind of probability",
}
# Of each generator the kinds; where there is none, or its questions are not read, why.
GENERATORS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "basic_arithmetic": (("order_of_operations", "nested_parentheses"), "a quotient that is not whole is cut off"),
    "bitwise_arithmetic": (("hexadecimal_arithmetic",), "a number alone asks for nothing"),
    "calendar_arithmetic": (
        ("weekday", "leap_year", "date_interval"),
        "08/12/2022 is no one date, and behind February the kind of year counts",
    ),
    "chain_sum": (("chain", "additive"), ""),
    "complex_arithmetic": (("complex_arithmetic",), ""),
    "count_bits": (("count_bits",), ""),
    "decimal_arithmetic": (("decimal_sum", "decimal_product"), ""),
    "decimal_chain_sum": (("decimal_sum",), ""),
    "dice": ((), "probabilities of sums of dice"),
    "fraction_simplification": (("simplify_fraction",), ""),
    "gcd": (("gcd",), ""),
    "gsm_symbolic": (("story",), "stories of many sentences"),
    "intermediate_integration": ((), "integrals"),
    "lcm": (("lcm",), ""),
    "leg_counting": (("leg_counting",), ""),
    "number_format": (("compare_decimals", "number_sorting"), ""),
    "polynomial_equations": (("polynomial_roots", "quadratic_equation"), ""),
    "polynomial_multiplication": (("expand",), ""),
    "power_function": (("power",), ""),
    "prime_factorization": (("prime_factorization",), ""),
    "products": (("multiplicative", "long_multiplication"), ""),
    "simple_equations": (("linear_equation", "two_step"), ""),
    "simple_integration": ((), "integrals"),
    "time_intervals": (
        ("time_interval", "date_interval"),
        "its thousandths are cut off from floats, and time behind a weekday in brackets is left out",
    ),
}


@dataclass(frozen=True)
class Judged:
    """What became of a generator's questions: how many were read, and how many answers are not what we find."""

    rows: int
    read: int
    otherwise: int


def questions(name: str, rows: int, seed: int = _SEED) -> pl.DataFrame:
    """Questions of a generator with their answers: question, answer (String)."""
    import reasoning_gym

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = reasoning_gym.create_dataset(name, seed=seed, size=rows)
        found = [(str(each["question"]), str(each["answer"])) for each in made]
    return pl.DataFrame(found, schema=["question", "answer"], orient="row")


def judged(frame: pl.DataFrame) -> pl.DataFrame:
    """The verdict (String) on each answer that comes with a question: RIGHT and WRONG where the question is read."""
    said = frame.select("question", completion=pl.format("The answer is {}.", "answer"))
    return frame.with_columns(verdict=score_column(said)["verdict"])


def measured(name: str, rows: int) -> Judged:
    """So many questions of a generator, judged."""
    verdicts = judged(questions(name, rows))["verdict"]
    return Judged(rows, int(verdicts.is_in(["RIGHT", "WRONG"]).sum()), int((verdicts == "WRONG").sum()))


def page(rows: int) -> str:
    """docs/coverage.md."""
    return "\n".join([*_head(), *_modules(), *_generators(rows)]) + "\n"


def _head() -> Iterator[str]:
    modules = sum(isinstance(each, tuple) for each in MODULES.values())
    held = sum(bool(kinds) for kinds, _ in GENERATORS.values())
    yield "# What is covered"
    yield ""
    yield "This page is written by `python -m benchmarks.coverage`."
    yield ""
    yield f"Our kinds of problem hold {modules} of mathematics_dataset's {len(MODULES)} modules (Saxton et al. 2019)"
    yield f"and {held} of reasoning-gym's {len(GENERATORS)} generators of arithmetic and algebra, by what they ask."
    yield "`pairwright problems NAME` tells more of a kind. Not held are:"
    yield ""
    for name, why in MODULES.items():
        if isinstance(why, str):
            yield f"- `{name}`: {why}"
    for name, (kinds, why) in GENERATORS.items():
        if not kinds:
            yield f"- `{name}`: {why}"
    yield ""


def _modules() -> Iterator[str]:
    yield "## mathematics_dataset"
    yield ""
    yield "A `_composed` module puts one question into another; the kind is ours, the composition is not."
    yield ""
    yield "| module | our kinds |"
    yield "|---|---|"
    for name, kinds in MODULES.items():
        yield f"| `{name}` | {_listed(kinds) if isinstance(kinds, tuple) else '-'} |"
    yield ""


def _generators(rows: int) -> Iterator[str]:
    yield "## reasoning-gym"
    yield ""
    yield f"Of each generator {rows} questions were made by reasoning-gym {version('reasoning-gym')} as it is set, and"
    yield "put to the verifier with the answers that come with them. Read is a question of which an answer can be"
    yield "told right or wrong; judged otherwise is an answer of theirs that we find wrong."
    yield ""
    yield "| generator | our kinds | read | judged otherwise | |"
    yield "|---|---|--:|--:|---|"
    for name, (kinds, why) in GENERATORS.items():
        found = measured(name, rows)
        yield f"| `{name}` | {_listed(kinds)} | {found.read / found.rows:.0%} | {found.otherwise} | {why} |"


def _listed(kinds: tuple[str, ...]) -> str:
    return ", ".join(f"`{kind}`" for kind in kinds) or "-"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=_ROWS, help="questions of each generator")
    PAGE.write_text(page(parser.parse_args().rows), encoding="utf-8")
    print(f"written: {PAGE}")


if __name__ == "__main__":
    main()
