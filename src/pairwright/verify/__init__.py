"""The verifier: text in, verdict out; it knows nothing of how the text was made.

- `verdict`   the closed set of verdicts
- `lifting`   numbers lifted out of the text: `x+55=95,x=?` is the shape `x+0=0,x=?` with 55, 95
- `frame`     where in a text the question, the answer and the calculation stand
- `grammar`   a question or a calculation, as a shape, to a tree
- `algebra`   a tree and columns of numbers to exact fractions of polynomials in the unknown
- `check`     whole columns of texts to verdicts
"""

from pairwright.verify.check import Codes, Verifier
from pairwright.verify.verdict import Verdict

__all__ = ["Codes", "Verdict", "Verifier"]
