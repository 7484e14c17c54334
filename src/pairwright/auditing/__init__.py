"""The audit of any dataset; it knows rows as `reading` gives them and the verifier, and nothing of how we make data.

The package is not called `audit`: importing it would put it in the place of the function `pairwright.audit`.

- `verdicts`       what of the verifier is used
- `blocks`         a block of pairs with all that the verifier says of it
- `findings`       the catalogue of findings, and tallies
- `sides`, `repeats`, `leakage`, `shortcuts`, `forecast`, `preflight`, `balance`   the checks
- `seen`, `places`, `operators`, `edit_distance`, `vocabularies`   what they are made of
- `report`         what was found
- `run`            all of it in order
"""
