"""Around the answer to a story, or to a question whose right answer is stated, a solution may tell of anything."""

import pytest

from pairwright import score

_TULIPS = "Maya planted 14 rows of tulips with 6 tulips in each row. Rabbits ate 9 tulips. How many tulips are left?"
# Nothing of it is read, so that the stated answer alone counts.
_UNREAD = (
    "Maya planted 14 rows of tulips, 6 in each. Quietly the hungry rabbits, whose burrow is near, gnawed 9 of her"
    " tulips. How many tulips are left?"
)
_QUESTIONS = pytest.mark.parametrize("question", [_TULIPS, _UNREAD])

_RIGHT = (
    r"Maya planted 14*6=84 tulips. Hungry rabbits came and ate 9 of them. So Maya has $\boxed{75}$ tulips left.",
    "Maya grew 84 tulips because each row has six of them. The rabbits nibbled 9 tulips. The answer is 75 tulips.",
    "Maya planted 84 tulips and rabbits ate 9 tulips. Therefore, the answer (arabic numerals) is 75.",
    "She planted 14 rows of 6 tulips. She now owns 84 tulips\nRabbits ate 9 tulips, and she kept 84-9=75\nA: 75",
    "The rabbits did not eat more than 9 tulips. Maya planted 84, so 75 tulips survived. #### 75",
    r"She planted 14*6 = 84 tulips and lost nine to rabbits. The number of tulips left is $84 - 9 = \boxed{75}$.",
    "Maya planted 84 tulips. 84 - 9 = ?\n\n84 - 9 = 75\n\nRabbits left Maya 75 tulips. The answer is 75.",
    "```python\nrows = 14\ntulips = rows * 6 - 9\nprint(tulips)\n```\n```output\n75\n```\n"
    r"Rabbits left Maya $\boxed{75}$ tulips.",
    r"The rabbits left \\boxed{75} tulips of Maya's rows.",
)
_NOT_RIGHT = (
    "The answer is 75 tulips per pot.",
    "The answer is 75 more tulips.",
    "My brother says the answer is 75.",
    "It is wrong to say this. The answer is 75.",
    "That can't be right. The answer is 75.",
    "I cannot tell what is left. The answer is 75.",
    "Pretend that the answer is 75.",
    "Half of the answer is 75.",
    "The answer is 75 or 76 tulips.",
    "The answer is 75 times 2.",
    "The answer is 75 tulips short of a hundred.",
    "The answer is 75 tulips too many.",
    "Somebody in another class with other tulips found that the answer is 75.",
    "The answer is 75. Rabbits ate 9 tulips of Maya's neighbour, so 66 tulips are left.",
    r"There are $\boxed{75}$ tulips minus those that rabbits ate.",
    r"There are not $\boxed{75}$ tulips left.",
    r"Had the rabbits eaten 9 tulips, there would be $\boxed{75}$ tulips left.",
    r"If the rabbits ate 9 tulips, Maya would have $\boxed{75}$ tulips left.",
    r"About $\boxed{75}$ tulips are left.",
    r"At least $\boxed{75}$ tulips are left.",
    r"Twice $\boxed{75}$ tulips are left.",
    r"There were $\boxed{75}$ tulips before rabbits came.",
    r"There are $\boxed{75}$ tulips left. But rabbits ate two tulips of Maya again.",
    r"The neighbour shouted that $\boxed{75}$ tulips are left.",
    r"Maya hoped that $\boxed{75}$ tulips are left.",
    r"A fool would say that $\boxed{75}$ tulips are left.",
    r"The rabbits left -$\boxed{75}$ tulips.",
    r"There are $\boxed{75}$ dozen tulips left.",
    r"So $\boxed{75}$ tulips are left, or rather 74.",
    r"Is it true that $\boxed{75}$ tulips are left?",
)


@_QUESTIONS
@pytest.mark.parametrize("solution", _RIGHT)
def test_a_solution_that_tells_the_story_gives_its_answer(question: str, solution: str) -> None:
    assert score(question, solution, answer=75).verdict.name == "RIGHT"
    assert score(question, solution, answer=74).verdict.name != "RIGHT" or question == _TULIPS


@_QUESTIONS
@pytest.mark.parametrize("said", _NOT_RIGHT)
def test_what_takes_the_answer_back_or_changes_it_leaves_none(question: str, said: str) -> None:
    before = "Maya planted 84 tulips and rabbits ate 9 tulips. "
    assert score(question, before + said, answer=75).verdict.name != "RIGHT"


def test_a_word_of_the_question_disowns_nothing() -> None:
    asked = "A shop with broken lamps has 3 bad lamps in each of 5 boxes. How many bad lamps do they guess there are?"
    assert score(asked, "Each box has bad lamps, 3 of them, so 15 broken lamps. The answer is 15.", answer=15).sound


@pytest.mark.parametrize("said", ["The answer is 25%.", "25 is 25% of 100. The answer is 25 %.", "Answer: 25 percent"])
def test_percent_may_stand_behind_what_is_asked_in_percent(said: str) -> None:
    assert score("What percent of all the plants in the nursery are still flowering?", said, answer=25).sound


def test_the_total_time_is_what_is_asked_for_under_both_names() -> None:
    asked = "Amalia took 6 hours and Megan 2 more. Calculate the total time they all took to do their chores."
    assert score(asked, r"The total time they took for their chores is $\boxed{14}$ hours.", answer=14).sound


@pytest.mark.parametrize("stated", [r"\frac{3}{4}", r"\dfrac{3}{4}", "3/4", "0.75"])
def test_a_stated_answer_may_be_written_in_latex(stated: str) -> None:
    assert score("What is the ratio in the drawing?", r"It is $\boxed{\frac{3}{4}}$.", answer=stated).sound
    assert (
        score("What is the ratio in the drawing?", r"It is $\boxed{\frac{2}{3}}$.", answer=stated).verdict.name
        == "WRONG"
    )


@pytest.mark.parametrize(
    "told",
    [
        "Tom ate a third of the pies, and Ann ate a quarter of the pies.",
        "Tom ate a third of the pies. Then Ann ate a quarter of the pies.",
        "Tom ate half of the pies and gave a third of them to Ann.",
    ],
)
def test_a_second_part_of_the_same_things_may_be_of_all_or_of_the_rest(told: str) -> None:
    assert score(f"Tom had 12 pies. {told} How many pies are left?", "6").expected is None
    assert score("Tom had 12 pies. Tom ate a third of the pies. How many pies are left?", "8").sound
