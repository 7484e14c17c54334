"""Anyone's rows as question, chosen and rejected, whatever their layout; audit, conversion and training begin with it.

- `sides`    rows of any layout as one kind of frame
- `whole`    whole texts, the question at their head
- `stepwise` solutions whose steps are labelled
- `talks`    conversations, turn by turn
- `declared` the wordings of a recipe, by the manifest beside its rows
"""

from pairwright.texts.sides import OF_REJECTED, sides_of, unrepeated

__all__ = ["OF_REJECTED", "sides_of", "unrepeated"]
