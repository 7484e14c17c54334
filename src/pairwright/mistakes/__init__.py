"""Mistakes that learners make, as whole-column expressions over the roles of a question.

- `calculation`  the text of a calculation to its value: what a mistake shows is what it works out
- `digits`       column arithmetic as learners get it wrong: no carrying, no borrowing, swapped digits
- `base`         what a mistake is: a claim, row by row, and the calculation it gives as the reason
- `kinds`        the shared vocabulary, from `off_by_one` to `wrong_reason`
- `choice`       which mistakes of a recipe's mix a row gets
"""
