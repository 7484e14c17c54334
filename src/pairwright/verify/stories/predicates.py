"""What part of some is said to do, and how many do it: "3/7 of them walk to school. How many pupils walk to school?"."""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.stories.tokens import Story, Word
from pairwright.verify.stories.words import BE, words

_PART_OF = words("the these those his her their")
# Stands for what is said, word for word, in both places; whatever it is, those of whom it is said are of a kind.
_QUALITY = (Word("are"), Word("marked"))
_JOINED = words(", ; and but or not 0 0%")


def with_quality(story: Story) -> Story:
    """The story with a quality in place of what part of some do, where it is asked how many do just that."""
    *statements, question = story.sentences
    for place, sentence in enumerate(statements):
        start = _predicate_at(sentence)
        predicate = _texts(sentence[start:-1]) if start else ()
        if not predicate or not _JOINED.isdisjoint(predicate) or (predicate[0] in BE and len(predicate) == 2):
            continue
        asked = len(question) - 1 - len(predicate)
        if asked > 2 and _texts(question[:2]) == ("how", "many") and _texts(question[asked:-1]) == predicate:
            statements[place] = (*sentence[:start], *_QUALITY, sentence[-1])
            return replace(story, sentences=(*statements, (*question[:asked], *_QUALITY, question[-1])))
    return story


def _predicate_at(sentence: tuple[Word, ...]) -> int:
    """Where it is said what a part of some does; 0 where the sentence is not about such a part."""
    if (sentence[0].percent is None and sentence[0].text != "half") or sentence[1].text != "of":
        return 0
    if sentence[2].text == "them":
        return 3
    return 4 if sentence[2].text in _PART_OF and len(sentence) > 4 else 0


def _texts(part: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(word.text for word in part)
