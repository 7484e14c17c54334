"""Answers explained before them or behind them, in any words: a right one counts, and none is called wrong."""

from __future__ import annotations

import pytest

from pairwright import Verdict, score

RIGHT = [
    ("58+27=?", "85. This is because 50 and 20 make 70, 8 and 7 make 15, and 70 + 15 is 85."),
    ("58+27=?", "85, as 50 + 20 = 70 and 8 + 7 = 15."),
    ("58+27=?", "58 + 27 = 85 (solved in 3 steps)"),
    ("58+27=?", "We begin at 58. Two more brings us to 60, and the remaining 25 bring us to 85."),
    ("58+27=?", "Begin with 58, hop 20 to 78, hop 7 more and you arrive at 85."),
    ("58+27=?", "On the number line I jump from 58 to 78, and from there 7 further, landing at 85."),
    ("58+27=?", "58 and 20 is 78 and 7 more is 85"),
    ("58+27=?", "Round 27 up to 30: 58 + 30 = 88. Take the 3 back: 85."),
    ("58+27=?", "Tens: 5 + 2 = 7. Ones: 8 + 7 = 15. 70 + 15 is 85."),
    ("58+27=?", "8 + 7 = 15, write 5 carry 1. 5 + 2 + 1 = 8. So we read 85."),
    ("91-36=?", "91 take away 30 leaves 61, and 6 fewer leaves 55."),
    ("91-36=?", "You have 91 marbles and give 36 away. You keep 55."),
    ("91-36=?", "55. To see this, count back 30 to 61 and then 6 to 55."),
    ("24*15=?", "24 * 10 is 240, half of that is 120, together 360."),
    ("24*15=?", "Half of 24 is 12, twice 15 is 30, and 12 * 30 = 360."),
    ("24*15=?", "Double and halve: 24 × 15 = 12 × 30 = 360"),
    ("24*15=?", "24 × 15 = 360 — that is 15 rows of 24."),
    (
        "144/6=?",
        "6 goes into 14 twice, remainder 2; bring down the 4 to make 24; 6 goes into 24 four times. The "
        "quotient reads 24.",
    ),
    ("144/6=?", "24, because six times 24 is 144."),
    ("144/6=?", "24. Six groups of 24 make 144."),
    ("144/6=?", "Half of 144 is 72 and a third of 72 is 24."),
    ("144/6=?", "Share 144 euros among 6 friends and everybody receives 24."),
    ("1/2+1/3=?", "With 6 as the common denominator, 3/6 and 2/6 give 5/6."),
    ("What is 2^6?", "64. Doubling six times: 2, 4, 8, 16, 32, 64."),
    (
        "What is the least common multiple of 4 and 6?",
        "12. The multiples of 6 are 6, 12, ... and 12 is the first that 4 divides.",
    ),
    ("Round 348 to the nearest ten.", "350, because the ones digit is 8."),
    ("Which is larger, 3/4 or 5/8?", "3/4. It equals 6/8, which beats 5/8."),
    ("Which is larger, 3/4 or 5/8?", "3/4 wins, since 6/8 is more than 5/8."),
    ("Find the remainder when 50 is divided by 7.", "50 - 49 = 1, so r = 1."),
    ("sqrt(169)=?", "13. (13 times 13 makes 169.)"),
    (
        "29 + 46 =",
        "Ones column: 9 + 6 = 15. Write 5, carry 1.\nTens column: 2 + 4 + 1 = 7. Write 7.\nReading it off: 75.",
    ),
    (
        "Add 69 and 78.",
        "It doesn't matter which one comes first, so start from the bigger one:\n78 + 69\n= 78 + 60 + 9\n= "
        "138 + 9\n147",
    ),
    ("37+84=?", "121. That's because 30 and 80 are 110, the units give 11 more, and 110 + 11 lands on 121."),
    ("67+86=?", "ok so 60 and 80 thats 140 and then 7 and 6 makes 13 so all together its 153"),
    (
        "81-37=?",
        "Add 3 to both numbers so the second one is round:\n81+3 = 84\n37+3 = 40\n84 - 40 = 44\nThe "
        "difference has not changed, hence 44.",
    ),
    (
        "Subtract 18 from 85.",
        "I ask myself: what must I add to 18 to get 85?\n18 + 67 = 85.\nThat number, 67, is the answer.",
    ),
    (
        "What is 85 - 16?",
        "Good question! Let's peel off the tens first: 85 - 10 = 75. Then the ones: 75 - 6 = 69. So your "
        "answer is 69. Well done for trying it by yourself first — keep it up!",
    ),
    (
        "Compute 23 − 85.",
        "85 is larger than 23, so the result is negative.\n85 − 23 = 62.\nPut the minus sign back: −62.",
    ),
    (
        "What is 32 - 48?",
        "Start at 32 degrees and go down 48. After 32 steps you are at 0, and 16 steps are left, so you end at -16.",
    ),
    ("Calculate 26 * 4.", "26 + 26 + 26 + 26 = 104. That is 4 copies of 26."),
    ("What is 46 × 9?", "9 × 6 = 54: write 4, carry 5.\n9 × 4 = 36, plus 5 is 41.\nThe product reads 414."),
    ("What is 39 × 66?", "39 × 66 = 2574.\n(Digit-sum check: 39 → 3, 66 → 3, product → 9 → 9; and 2574 → 9. It fits.)"),
    (
        "Calculate 570/6.",
        "Imagine 570 sweets shared fairly among 6 children. First everyone gets 90 (that uses up 540), then "
        "5 more each (the remaining 30). Each child ends up with 95.",
    ),
    ("Find the remainder of 240 ÷ 9.", "240 = 9 · 26 + 6, with 0 ≤ 6 < 9. So r = 6."),
    (
        "8x+48=152,x=?",
        "Forwards: x → times 8 → plus 48 → 152.\nBackwards: 152 → minus 48 → 104 → divided by 8 → 13.\nSo we "
        "started with 13.",
    ),
    ("Simplify 40/65.", "gcd(40, 65) = 5 → 40÷5 = 8, 65÷5 = 13 → 8/13"),
    ("5.08+2.26=?", "508 hundredths + 226 hundredths = 734 hundredths, and that is 7.34."),
    ("Find 25 percent of 700.", "100 % ≙ 700\n↓ : 100\n1 % ≙ 7\n↓ · 25\n25 % ≙ 175"),
    ("Calculate 5 to the power of 4.", "5 × 5 × 5 × 5 = 625 (that is 4 factors of 5)."),
    (
        "sqrt(1444)=?",
        "30² = 900 and 40² = 1600, so the root lies between 30 and 40. Trying 38: 38 × 38 = 1444. Hence the "
        "root is 38.",
    ),
    (
        "What is 1762 rounded to the nearest 100?",
        "The tens digit of 1762 is 6, which is at least 5, so we round up: 1800.",
    ),
    (
        "Which fraction is bigger: 2/7 or 10/11?",
        "10 × 7 = 70 and 2 × 11 = 22. Because 70 > 22, 10/11 is the larger fraction.",
    ),
    (
        "Find the average of 18, 32, 21, 33.",
        "18 and 32 make 50; with 21 that is 71; with 33 it is 104. Sharing 104 out over four gives an average of 26.",
    ),
    (
        "23+3*6=?",
        "Careful! Going left to right you would get 156, which is wrong. Multiplication binds tighter: 3·6 = "
        "18, so 23 + 18 = 41.",
    ),
    ("What is 207 ÷ 9?", "Arr, matey! Split them 207 doubloons among 9 scallywags an' each gets 23, it be!"),
    ("What is 34 × 57?", "34 × 50 = 1700, 34 × 7 = 238, and those two together are 1938.\n\n**TL;DR:** 1938"),
    (
        "If 8x + 14 = 190, what is x?",
        "What happens to x? It is multiplied by 8, then 14 is added.\nHow do I undo it? Subtract 14, then "
        "divide by 8.\nWhat do I get? 190 − 14 = 176, 176 ÷ 8 = 22.",
    ),
    ("If 3x + 43 = 109, what is x?", "109 = 3x + 43\n66 = 3x\n22 = x"),
    ("What is 40% of 220?", "40% = 35% + 5%\n35% of 220 = 77, 5% of 220 = 11\nTogether: 88"),
    (
        "Find the average of 18, 6, 27, 25.",
        "Guess 18. Deviations: 0, -12, 9, 7; they sum to 4, that is 1 each. So the mean is 18 + 1 = 19.",
    ),
    ("88+32-17+21-6=?", "88 →(+32) 120 →(−17) 103 →(+21) 124 →(−6) 118"),
    (
        "Evaluate (16 - 5) × 7 + 24.",
        "- (16 - 5) × 7 + 24\n  - (16 - 5) × 7 → 77\n    - 16 - 5 → 11\n  - + 24\n- total → 101",
    ),
    (
        "Mia has 78 stickers, gives away 10 and then finds 22 more. How many stickers does Mia have now?",
        "Net change: −10 + 22 = 12. New number: 78 + (12) = 90 stickers.",
    ),
    ("sqrt(1296)=?", "Let me try 35: 1225, too small. 36: 1296. Bingo! √1296 = 36."),
    (
        "Anna has 18 stickers and Ben has 36. How many more stickers does Ben have than Anna?",
        "Ben has 36 − 18 = 18 more stickers than Anna.",
    ),
    ("15-(6-28)*10=?", "= 15 - (-22)·10 = 15 - (-220) = 235"),
    ("17*29=?", "Arr, matey! 17 times 29 be 493. So the treasure ye seek is 493!"),
    ("74-34=?", "A rough estimate is near 40; the exact result of 74 - 34 is 40."),
    ("69*41=?", "69 * 41 = 2829 (worked out in 12 seconds)"),
    ("77+76=?", "Compensate: 77 + 80 = 157, and take away the extra 4: 153."),
    ("53-43=?", "Add 7 to both: 60 - 50 = 10."),
    ("35*56=?", "Area model:\n30 × 50 = 1500\n30 × 6 = 180\n5 × 50 = 250\n5 × 6 = 30\nTotal: 1960"),
    ("What is 33 * 36?", "Double and halve: 33 × 36 = 66 × 18 = 1188."),
    ("42*8=?", "Partial products: 320 and 16. Sum of them: 336. Answer: 336"),
    ("140/5=?", "Sharing 140 sweets among 5 children, everyone gets 28 and none are left."),
    ("gcd(100, 70) = ?", "100 = 2 × 2 × 5 × 5\n70 = 2 × 5 × 7\nThe common part multiplies to 10."),
    ("Find the least common multiple of 36 and 24.", "gcd(36, 24) = 12, so lcm = 36 × 24 / 12 = 864 / 12 = 72."),
    ("Find the least common multiple of 50 and 20.", "Multiples of 50: 50, 100. The first one divisible by 20 is 100."),
    ("1/2+2/3=?", "Common denominator 6: 3/6 + 4/6 = 7/6."),
    ("7x=35,x=?", "7 times which number is 35? 7 times 5 is 35. x is 5."),
    ("x-27=19,x=?", "x is 27 more than 19, that is 46."),
    ("3x+6=60,x=?", "LHS at x = 18: 3·18 + 6 = 60. RHS: 60. They agree, so x = 18."),
    ("x+46=78,x=?", "x: 32"),
    ("Next term: 15, 27, 39, 51, ...", "next: 63"),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more lands on 1301."),
    ("Round 467 to the nearest ten.", "470 — the digit in the ones place decides, and here it's 7."),
    ("Compute 8!.", "40320. (A factorial multiplies every whole number from 1 up to 8.)"),
    ("4x+4=32, x=?", "take 4 off -> 28, divide by 4 -> x is 7"),
]
# As near to them as can be, and no answers.
DOUBTFUL = [
    ("37+84=?", "121. That's only the sum of the tens."),
    ("37+84=?", "121. That is 3 more than the real total."),
    ("37+84=?", "121. That was the old value before the correction."),
    ("Calculate 26 * 4.", "26 + 26 + 26 + 26 = 104. That is half of what we want."),
    ("Calculate 26 * 4.", "26 + 26 + 26 + 26 = 104. Then we double it."),
    ("Calculate 26 * 4.", "26 + 26 + 26 + 26 = 104. That still has to be doubled."),
    ("Calculate 26 * 4.", "104 — at least that is what the book had before it was revised."),
    ("69*41=?", "69 * 41 = 2829 (worked out for the wrong exercise)"),
    ("69*41=?", "69 * 41 = 2829 (the first of two parts)"),
    ("69*41=?", "69 * 41 = 2829 (in base 12)"),
    ("69*41=?", "69 * 41 = 2829 (to be doubled)"),
    ("69*41=?", "69 * 41 = 2829 (before adding the tip of 10)"),
    ("69*41=?", "69 * 41 = 2829 (before the tip is added)"),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more lands near 1301."),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more lands just above 1301."),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more lands on 1301 if nothing went missing."),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more would land on 1301."),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more never lands on 1301."),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more lands on 1301, one short of the total."),
    ("842 + 459 = ?", "Start with 842. Adding 450 takes us to 1292, and 9 more lands on 1301. One more step remains."),
    ("842 + 459 = ?", "Start with 842. Adding 459 lands on 1301. Halve it."),
    ("570/6=?", "570 sweets shared among 6 children. Each child would have 95 if none were eaten."),
    ("570/6=?", "570 sweets shared among 6 children. Each child ends up with 95 and a half."),
    ("570/6=?", "570 sweets shared among 6 children. Each child ends up with fewer than 95."),
    ("570/6=?", "570 sweets shared among 6 children. Each pair of children ends up with 95."),
    (
        "Round 467 to the nearest ten.",
        "470 — the digit in the ones place decides, and here it's 7, so it should be 480.",
    ),
    ("Round 467 to the nearest ten.", "470 is too high, the digit in the ones place decides."),
    (
        "Which is larger, 0.4 or 0.22?",
        "Written with two decimals they are 0.40 and 0.22, and so we compare 40 and 22 hundredths.",
    ),
    ("Which is larger, 0.7 or 0.65?", "The smaller one is 0.7. Think of it as 70 cents vs. 65 cents."),
    ("Which is larger, 0.7 or 0.65?", "We compare 0.65 and 0.7."),
    ("Which is larger, 0.7 or 0.65?", "0.65 has more digits than 0.7."),
    (
        "Find the least common multiple of 48 and 36.",
        "Multiples of 48: 48, 96, 144. The first one not divisible by 36 is 144.",
    ),
    (
        "Find the least common multiple of 48 and 36.",
        "Multiples of 48: 48, 96, 144. Multiples of 36: 36, 72, 108, 144.",
    ),
    ("Find the least common multiple of 48 and 36.", "Multiples of 48: 48, 96, 144"),
    ("4x+4=32, x=?", "take 4 off -> 28, divide by 4 -> 2x is 7"),
    ("4x+4=32, x=?", "take 4 off -> 28, divide by 4 -> y is 7"),
    ("4x+4=32, x=?", "take 4 off -> 28, so 4x is 7"),
    ("4x+4=32, x=?", "take 4 off -> 28, divide by 4 -> x is more than 7"),
    ("What is 23 * 19?", "23 * 20 = 460, minus 23 is about 437"),
    ("What is 23 * 19?", "23 * 20 = 460, so it is a bit more than 437"),
    ("What is 23 * 19?", "23 * 20 = 460, minus 23 is 437, plus a little extra"),
    ("What is 23 * 19?", "23 times 19: guess 437"),
    ("What is 23 * 19?", "The sheet says 23 * 19 = 437"),
    ("What is 23 * 19?", "23 * 19 = 437, said the parrot"),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57, sum 437 minus the carry"),
    ("What is 23 * 19?", "20 * 19 = 380 and 3 * 19 = 57; now add 380 and 57 for 437 and subtract 1"),
    ("What is 23 * 19?", "Area model: 400, 60, 18, 437 dots wasted"),
    ("What is 23 * 19?", "Line 437: 20 * 19 = 380, 3 * 19 = 57"),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57, page 437"),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. See exercise 437"),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. Their sum is in no way 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. Many people write 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. Some get 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. The teacher gets 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. The previous answer was 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. The perimeter is 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. The double of the product is 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. Its digits spell 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. Together with the next one it makes 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. The price without tax is 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. We stop before 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. We are still far from 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. The upper bound is 437."),
    ("What is 23 * 19?", "20 * 19 = 380, 3 * 19 = 57. The nearest hundred of it is 437."),
    (
        "What is 32 - 48?",
        "Start at 32 degrees and go down 48. After 32 steps you are at 0, and 16 steps are left, so you end below -16.",
    ),
    (
        "What is 32 - 48?",
        "Start at 32 degrees and go down 48. After 32 steps you are at 0, and 16 steps are left, so you end "
        "somewhere near -16.",
    ),
    ("Compute 8!.", "40320. (A factorial multiplies every whole number from 1 up to 8.) Divide it by 2."),
    ("Compute 8!.", "40320. (Off by one place.)"),
    ("Compute 8!.", "40320 (this counts each case twice)"),
    ("Compute 8!.", "40320 (without the last factor)"),
    ("Compute 8!.", "40320. That's because we forgot nothing but the sign."),
    ("12+30=?", "42. It is the sum of all but one of the numbers."),
    ("12+30=?", "42. The check comes to 41."),
    ("12+30=?", "42. Checking: 42 - 30 = 11."),
    ("12+30=?", "42. Check: 42 - 12 = 31."),
    ("12+30=?", "42, as the digits decide that it is 43."),
    ("12+30=?", "The tens give 40 and the ones give 2. Put side by side they look like 42."),
    ("12+30=?", "10 and 30 make 40, then 2 more. My sister gets 42."),
    ("12+30=?", "10 and 30 make 40, then 2 more. It can't be 42."),
    ("12+30=?", "10 and 30 make 40, then 2 more. It was 42 yesterday."),
    ("12+30=?", "10 and 30 make 40, then 2 more. I think it is 42 maybe."),
    ("12+30=?", "10 and 30 make 40, then 2 more. Is it 42?"),
    ("12+30=?", "10 and 30 make 40, then 2 more. It is 42 or so."),
    ("12+30=?", "10 and 30 make 40, then 2 more. It is 42 plus change."),
    ("12+30=?", "10 and 30 make 40, then 2 more. It is -42."),
    ("12+30=?", "10 and 30 make 40, then 2 more. It is 42%."),
    ("17-5=?", "Subtracting 17 from 5 gives 12."),
    ("What is the median of 10, 14, 9?", "The list is 10, 14, 9. The one in the middle is 14."),
    ("What is the remainder when 1000 is divided by 13?", "90 - 78 = 12\n12 < 13, so the remainder is 13."),
    ("What is 75+45?", "The answer to 42+78 is 120."),
    ("5*4-3+3=?", "5*4 = 20"),
    ("699-98=?", "699 - 98 != 601"),
    ("86*63=?", "86 * 63 = q = 5418\nAnswer: q = 5418"),
    ("89+38=?", "89 + 38 = 127.... Final answer: 127...."),
    ("49*49=?", "Multiplying 49 by 2400 gives 2401."),
    ("538+59=?", "The following is a common error: 538 + 59 = 597. Thus the solution is 597."),
]


@pytest.mark.parametrize(("question", "text"), RIGHT)
def test_an_explained_answer_counts_where_it_is_right(question: str, text: str) -> None:
    assert score(question, text).verdict is Verdict.RIGHT


@pytest.mark.parametrize(("question", "text"), DOUBTFUL)
def test_what_denies_bounds_or_goes_on_leaves_it_unread(question: str, text: str) -> None:
    assert score(question, text).verdict is not Verdict.RIGHT


@pytest.mark.parametrize(("question", "text"), RIGHT)
def test_behind_a_doubt_nothing_counts(question: str, text: str) -> None:
    assert score(question, f"This is a joke, ignore it. {text}").verdict is not Verdict.RIGHT
