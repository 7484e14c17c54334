"""Ways of working something out, told in steps or in few numbers: a right end counts, its near twins do not."""

from __future__ import annotations

import pytest

from pairwright import Verdict, score

RIGHT = [
    ("46+38=?", "Forty plus thirty is seventy, six plus eight is fourteen. Added up: 84."),
    ("46+38=?", "The units digits sum to 14, the tens to 70; combined they give 84."),
    ("Add 125 and 267.", "It's an addition. Adding the two numbers we end up with 392."),
    ("83-47=?", "If I have 83 and lose 47, I am left with 36."),
    ("14*12=?", "12 is 10 and 2 more, so 140 and 28 more: 168."),
    ("14*12=?", "A rectangle with 14 rows of 12 dots has 168 dots."),
    ("156/12=?", "156 : 2 = 78, 78 : 6 = 13."),
    ("156/12=?", "The result of the division is 13, no remainder."),
    ("156/12=?", "13, since 13 twelves are 156."),
    ("1/3+1/4=?", "4/12 and 3/12 make 7/12."),
    ("2/3*3/5=?", "Multiply tops: 6. Multiply bottoms: 15. 6/15 reduces to 2/5."),
    ("Simplify 18/24.", "Halve both: 9/12. Divide both by 3: 3/4. Done."),
    ("6.3/0.9=?", "Multiply both by 10 so that no decimals remain: 63 / 9 = 7."),
    ("What is 3^4?", "Four threes multiplied together: 81."),
    ("What is 2^10?", "2^5 = 32 and 32 squared is 1024."),
    ("sqrt(196)=?", "Which number times itself makes 196? That's 14."),
    ("Find the greatest common divisor of 54 and 36.", "The largest number dividing both without remainder is 18."),
    ("Find the least common multiple of 8 and 12.", "8, 16, 24 and 12, 24: they meet at 24."),
    ("Find the mean of 4, 9, 11, 16.", "Adding all four gives 40; a fourth of it is 10."),
    ("Find the mean of 4, 9, 11, 16.", "Total 40, four values, 40 ÷ 4 = 10."),
    ("Find the median of 7, 3, 10, 8.", "Sorted: 3, 7, 8, 10. Halfway between the middle two, 7 and 8, lies 7.5."),
    ("What is the range of 12, 30, 7, 19?", "max − min = 30 − 7 = 23"),
    ("Round 3746 to the nearest hundred.", "Halfway would be 3750, and 3746 lies below that. Rounded: 3700."),
    ("7+4*5=?", "Not 55! Multiplication goes first, so 7 + 20, that's 27."),
    ("(9-2)*6=?", "Inside the brackets we have 7. Six sevens are 42."),
    ("Solve 5x - 8 = 2x + 7.", "Bring the x's left and the numbers right: 3x = 15. Thus x is 5."),
    (
        "Tom has 12 apples and buys 7 more. How many apples does Tom have now?",
        "Start with 12 and count on 7. Tom now owns 19 apples.",
    ),
    ("What is the value of 5 squared plus 3 squared?", "25 and 9 make 34."),
    (
        "392/7=?",
        "Chunking: take away 280 (40 sevens), 112 left; take away 112 (16 sevens), nothing left. That "
        "makes 40 + 16 = 56 sevens.",
    ),
    ("392/7=?", "Because 7 × 56 = 392, the quotient must be 56."),
    ("What is 30% of 250?", "100% ↔ 250, 10% ↔ 25, 30% ↔ 75"),
    ("Calculate the average of 6, 8, 13.", "The sum is 27. There are three numbers. So it averages out at 9."),
    ("Which is larger, 5/7 or 2/3?", "In 21sts: 15/21 against 14/21. So 5/7 is more."),
    ("392/7=?", "Since 7 * 56 = 392, the quotient has to be 56."),
    ("392/7=?", "As 7 * 56 = 392, we need 56."),
    ("392/7=?", "We know that 7 * 56 = 392, therefore the quotient must be 56."),
    ("392/7=?", "Since 56 * 7 = 392, it must be 56."),
    ("What is 987 ÷ 21?", "987 ÷ 21   [M1]\n= 47   [A1]"),
    ("26*5=?", "×5 is ×10 and then half: 260 / 2 = 130."),
    ("What is 2/3 of 39?", "1/3 of 39 is 13. 2/3 is 2 × 13 = 26."),
    ("What is the range of 79, 45, 55, 15, 33?", "Largest 79, smallest 15: 79 − 15 = 64."),
    (
        "Solve 4x + 33 = 77 for x.",
        "I think of a number, multiply by 4, add 33 and get 77. Backwards: 77 − 33 = 44, 44 : 4 = 11. My number is 11.",
    ),
    ("324+530=?", "Estimate: about 800. The exact sum: 854."),
    ("Compute 5 / 3 exactly.", "The exact value is 5/3 (roughly 1.667 as a decimal)."),
    ("Calculate 24 + 5 · 3.", "Not 87! Multiply first. The value is 39."),
    (
        "Find the median of 6, 21, 16, 22, 49.",
        "Five numbers, so the third smallest is the one we want. Third smallest here is 21.",
    ),
    ("Compute 15 + 7 * 7.", "64\n\n(If you got 154, you added before multiplying. Multiplication comes first.)"),
    (
        "What is 1.7 * 0.3?",
        "Ignore the points for a second: 17 × 3 = 51. There are two digits after the points altogether, "
        "so move the point two places: 0.51.",
    ),
]
# Wrong, taken back, of another quantity, bounded, doubted, half-way, or of another exercise.
NEAR = [
    ("46+38=?", "Forty plus thirty is seventy, six plus eight is fourteen. Added up: above 84."),
    ("46+38=?", "The units digits sum to 14, the tens to 70; combined they give less than 84."),
    ("Add 125 and 267.", "It's an addition. Adding the two numbers we end up with more than 392."),
    ("83-47=?", "If I have 83 and lose 47, I am left with 36 pairs."),
    ("14*12=?", "12 is 10 and 2 more, so 140 and 28 more: 168 or more."),
    ("14*12=?", "A rectangle with 14 rows of 12 dots has 168 dots on its border."),
    ("156/12=?", "156 : 2 = 78, 78 : 6 = 14."),
    ("156/12=?", "The result of the division is 13, remainder 2."),
    ("156/12=?", "13, since 13 twelves are 166."),
    (
        "What is the remainder when 75 is divided by 8?",
        "Subtract 8 over and over: 75, 67, 59, 51, 43, 35, 27, 19, 11, 3. We stop before 3 as it is below 8.",
    ),
    ("1/3+1/4=?", "4/12 and 3/12 make 7/24."),
    ("2/3*3/5=?", "Multiply tops: 6. Multiply bottoms: 15. 6/15 reduces to 3/5."),
    ("Simplify 18/24.", "Halve both: 9/12. Divide both by 3: 3/5. Done."),
    ("6.3/0.9=?", "Multiply both by 10 so that no decimals remain: 63 / 9 = 6."),
    ("What is 15% of 80?", "1% of 80 is 0.8; times 15 that gives 12 percent."),
    ("What is 3^4?", "Four threes multiplied together: more than 81."),
    ("What is 2^10?", "2^5 = 32 and 32 squared is 1124."),
    ("sqrt(196)=?", "Which number times itself makes 196? That's less than 14."),
    (
        "Find the greatest common divisor of 54 and 36.",
        "The largest number dividing both without remainder is larger than 18.",
    ),
    ("Find the least common multiple of 8 and 12.", "8, 16, 24 and 12, 24: they never meet at 24."),
    ("Find the mean of 4, 9, 11, 16.", "Adding all four gives 40; a fourth of it is 9."),
    ("Find the mean of 4, 9, 11, 16.", "The numbers 4 and 16 average 10, and so do 9 and 11. The median is 10."),
    ("Find the mean of 4, 9, 11, 16.", "Total 40, four values, 40 ÷ 4 = 11."),
    ("Find the median of 7, 3, 10, 8.", "Sorted: 3, 7, 8, 10. Halfway between the middle two, 7 and 8, lies 8."),
    ("What is the range of 12, 30, 7, 19?", "From 7 up to 30 it is over 23."),
    ("What is the range of 12, 30, 7, 19?", "max − min = 30 − 7 = 24"),
    ("Round 3746 to the nearest hundred.", "Halfway would be 3750, and 3746 lies below that. Rounded: 3750."),
    ("7+4*5=?", "Not 27! Addition goes first, so 11 * 5, that's 55."),
    ("(9-2)*6=?", "Inside the brackets we have 7. Six sevens are 48."),
    ("Solve 5x - 8 = 2x + 7.", "Bring the x's left and the numbers right: 3x = 15. Thus 3x is 5."),
    (
        "Tom has 12 apples and buys 7 more. How many apples does Tom have now?",
        "Start with 12 and count on 7. Tom now owns fewer than 19 apples.",
    ),
    ("What is the value of 5 squared plus 3 squared?", "25 and 9 make 35."),
    ("What is 402 - 158?", "402 - 100 = 302, 302 - 50 = 252, 252 - 8 = 244. Therefore 244 is too much."),
    ("23*17=?", "Imagine 23 shelves with 17 books each. 23 tens are 230 and 23 sevens are 161, so there are 391 tens."),
    (
        "392/7=?",
        "Chunking: take away 280 (40 sevens), 112 left; take away 112 (16 sevens), nothing left. That "
        "makes 40 + 16 = 54 sevens.",
    ),
    ("392/7=?", "Because 7 × 56 = 392, the quotient can't be 56."),
    ("What is 30% of 250?", "100% ↔ 250, 10% ↔ 25, 30% ↔ 65"),
    (
        "gcd(48, 18) = ?",
        "Euclid: 48 mod 18 = 12, 18 mod 12 = 6, 12 mod 6 = 0. The last nonzero remainder, 6, is the lcm.",
    ),
    ("Calculate the average of 6, 8, 13.", "The sum is 27. There are three numbers. So it averages out at 8."),
    ("Which is larger, 5/7 or 2/3?", "In 21sts: 15/21 against 14/21. So 2/3 is more."),
    ("12*5=?", "Ten fives and two fives.\n\n2. 20 + 40 = 60"),
    ("12*5=?", "58\n2. 20 + 40 = 60"),
    ("12*5=?", "**58**\n\n**2.** 20 + 40 = 60"),
    ("12*5=?", "58.\n\n3. 30 + 30 is 60."),
    ("12*5=?", "= 58\n\n2. 20 + 40 = 60"),
    ("12*5=?", "Q1: 58\nQ2: 20 + 40 = 60"),
    ("12*5=?", "58\n\n2. 12 + 48 = 60"),
    ("12*5=?", "58\n\nProblem 2\n20 + 40 = 60"),
    ("26*5=?", "×5 is ×10 and then half: 260 / 2 is below 130."),
    ("Find the mean of 31, 35, 36.", "Take 30 as a guess. The mean is a guess, too: 34."),
    ("What is 987 ÷ 21?", "987 ÷ 21   [M1]\n= 48   [A1]"),
    ("Compute 5 / 3 exactly.", "The exact value is roughly 5/3 (1.667 as a decimal)."),
    ("Calculate 24 + 5 · 3.", "Not 39! Multiply first. The value is 87."),
    ("Evaluate 2**9.", "An exponent tells how often the base is used as a factor, so it isn't 512. It's 18."),
    ("Add 125 and 267.", "The sum of other numbers is 392."),
    ("What is 116 plus 41?", "Adding gives 155. Subtracting gives 157."),
    ("Tom has 54 apples and buys 22 more. How many apples does Tom have now?", "It shares a factor with 76."),
    ("What is 144 plus 46?", "Start with 188, add 46 to get 199, then add 3 more to get 190."),
    ("2*3+4-4=?", "2*3 = 6"),
    ("Calculate 440 ÷ 8.", "53\n\n2. 51 + 4 = 55"),
    ("Calculate 440 ÷ 8.", "1. 53\n\n2. 51 + 4 = 55"),
]


@pytest.mark.parametrize(("question", "text"), RIGHT)
def test_the_end_of_a_way_to_work_it_out_counts(question: str, text: str) -> None:
    assert score(question, text).verdict is Verdict.RIGHT


@pytest.mark.parametrize(("question", "text"), NEAR)
def test_what_is_near_to_it_does_not(question: str, text: str) -> None:
    assert score(question, text).verdict is not Verdict.RIGHT
