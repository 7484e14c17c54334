"""What a model said before it was trained on anything of ours: ordinary sentences, and replies in unrelated chats.

How likely it finds them, before and after, tells what it has forgotten. The texts are our own, no numbers among them.
"""

from pairwright.learn.evaluation.ordinary.likeliness import Ordinary, ordinary

__all__ = ["Ordinary", "ordinary"]
