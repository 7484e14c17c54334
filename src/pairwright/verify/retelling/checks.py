"""An equation that is introduced as a check of an answer is never the answer."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.set_form import runs_between

_SIDE = r"[-(|]*[0a-z][-+*/÷^(). 0|,]*(?<=[0)|])|[-(|]*0(?:[-+*/÷^(). 0|]| mod )*(?<=[0)|])"
_IT = r"(?:(?:this|that|it|the (?:answer|result|solution|work)|my (?:work|answer)|our (?:work|answer))(?: is (?:right|correct))?)"
_BY = r"(?: (?:by|with|using|via)(?: the)? (?:addition|subtraction|multiplication|division|substitution|adding|subtracting|multiplying|dividing|substituting|plugging|working|inverse|reverse|opposite|going|doing)(?: (?:it|back|in|backwards|operation|calculation|again|addition|subtraction|multiplication|division)){0,3})?"
_INTRODUCTIONS = (
    r"(?:(?:quick|sanity|double|reverse|inverse|final|a|the|as a|here's a|here is a) )*(?:check|double[- ]?check|cross[- ]?check|verification|proof|probe|test|confirmation|control)(?: (?:by|with|using|via) (?:addition|subtraction|multiplication|division|substitution|the inverse(?: operation)?))?",
    r"(?:checking|verifying|double-?checking|confirming|proving|testing)(?: (?:it|this|that|back|again|the (?:answer|result|solution|work)|my (?:answer|work)|by (?:addition|subtraction|multiplication|division|substitution)))*",
    rf"(?:to|let's|let us|let me|we|we can|you can|you may|i|i can|we could|one can) (?:also |quickly |easily |now )?(?:check|double[- ]?check|verify|confirm|prove|test)(?: {_IT})?{_BY}",
    r"(?:plugging|substituting|putting|inserting|plug|substitute|put) (?:it|this|that|the value|[a-z](?: ?= ?0)?|0)?(?: for [a-z])? ?(?:back )?(?:in|into the (?:original )?equation|in the equation|back)(?: (?:gives|we get|to check|to verify|yields))?",
    r"(?:check|verify|confirm)(?: (?:it|this|that|back|by (?:adding|subtracting|multiplying|dividing)(?: back)?))?",
    r"(?:and )?(?:indeed|in reverse|working backwards|going backwards|backwards|the other way around|conversely|reversing(?: it)?)",
    r"(?:which|this|that|it) (?:checks(?: out)?|works(?: out)?|is (?:right|correct))(?:,? (?:because|since|as))?",
    # Other languages.
    r"probe|kontrolle|zur probe|comprobación|comprobamos|verificación|comprobando|vérification|preuve|on vérifie|verifica|prova|controllo|verificação|prova real|controle|проверка|проверим|sprawdzenie|sprawdzamy|sağlama|kontrol|检验|验算|檢驗|驗算|検算|確かめ|검산|확인|التحقق|जाँच|जांच|pemeriksaan|kiểm tra",
)
_REASONS = r"(?:because|since|as|for|given that|denn|weil|porque|ya que|car|puisque|perché|poiché|pois|want|omdat|так как|ведь|потому что|bo|ponieważ|çünkü|因为|因為|なぜなら|왜냐하면|لأن|क्योंकि|karena|vì)"
_GOOD = (
    r"(?:[ ,;.:(—–-]*(?:✓|✔|✅|☑|👍|correct|right|ok|okay|as expected|which is (?:what we (?:started|began) with|(?:the|our) (?:first|original|starting|given|other|second) number)|as (?:it should(?: be)?|required|wanted|desired)|the original number|it (?:works|checks(?: out)?|holds|matches|fits)|which (?:matches|works|checks(?: out)?|is (?:correct|right|true)|confirms (?:it|this|that|the (?:answer|result)))"
    r"|so (?:it's|it is|that's|the answer is|the result is) (?:right|correct)|so it (?:works|checks out|fits)|that's (?:right|correct)|checks out|works|stimmt|passt|correcto|exact|giusto|corretto|certo|klopt|верно|zgadza się|doğru|正确|正確|맞습니다)[).]?)?"
)
_EQUATION = rf"(?P<{{0}}>(?:{_SIDE}))[ *$]*=[ *$]*(?:(?:[-+*/÷^(). 0|]|mod)+=[ *$]*)*(?P<{{1}}>(?:{_SIDE}))"
_CHECK = re.compile(
    rf"(?P<mark>[.!;,]|\x03|(?<=[0)*$]))[ ]?[✓✔✅]?(?:\s+|[ ]*[—–(-]+[ ]*)(?:(?<=[0✓✔✅] \()|(?:(?:and|now|then|so|finally),? )?(?P<intro>{'|'.join(_INTRODUCTIONS)})(?:[ ]*[:,.—–-]+\s*|\s+)|(?P<reason>{_REASONS})[,:]?\s*)[*$]*"
    + _EQUATION.format("left", "right")
    + rf"[*$)]*{_GOOD}[ .!*$)]*\s*\Z",
    re.IGNORECASE,
)
# How a text ends that has a check at its end, behind its last sign of equality: a hundredth of the time.
_CHECKED = re.compile(rf"[ *$]*(?:{_SIDE})[*$)]*{_GOOD}[ .!*$)]*\s*\Z", re.IGNORECASE)
# One of these is in whatever is a check, or it is in another script.
_CHECKING = frozenset(
    "check checks double doublecheck crosscheck verification proof probe test confirmation control checking verifying confirming proving testing verify confirm prove plugging"
    " substituting putting inserting plug substitute put indeed reverse backwards conversely reversing works right correct because since as for given denn weil porque ya car puisque"
    " perché poiché pois want omdat bo ponieważ çünkü karena vì kontrolle comprobación comprobamos verificación comprobando vérification preuve vérifie verifica prova controllo"
    " verificação controle sprawdzenie sprawdzamy sağlama kontrol pemeriksaan kiểm".split()
)
_DOING = frozenset(["subtracting", "adding", "multiplying", "dividing"])
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\ud7ff]")
# Behind an answer that is announced, a reason is read as one.
_ANNOUNCING = frozenset(["answer", "answers", "result", "solution"])
# "Subtracting 0 from 0 gives back 0, so it is right."
_IN_WORDS = re.compile(
    r"(?P<mark>[.!]|(?<=[0)*$]))\s+(?:to check,? |indeed,? |check: )?(?:subtracting|adding|multiplying|dividing) (?P<left>0 (?:from|to|and|by) 0)(?: (?:gives|gets|brings|leads|takes|yields|returns)(?: us| you)?| ?=)(?P<back> back)?(?: to)?(?: the original| the first number,?)? (?P<right>0)"
    r"(?P<good>,? (?:so|which|as|and|confirming)[ ][a-z' ]{0,40}(?:correct|right|expected|matches|checks out|works|started with|confirmed|original number|answer|result))?[.!✓ ]*\Z",
    re.IGNORECASE,
)
_NEAR = 200


def without_check(passage: Passage, runs: int) -> tuple[Passage, Passage | None, tuple[Condition, ...]]:
    r"""The passage without the check at its end, that check, and what must be so for it to be one.

    Args:
        passage: in plain text.
        runs: how many numbers the question has.

    >>> without_check(Passage("0 + 0 = 0\n\nCheck: 0 - 0 = 0 ✓", range(2, 8)), 2)[0].text
    '0 + 0 = 0'
    """
    text = passage.text
    near = max(0, len(text) - _NEAR)
    words = _IN_WORDS.search(text, near) if not passage.words.isdisjoint(_DOING) else None
    if words is not None and (words["back"] or words["good"]) and "0" in text[: words.end("mark")]:
        before = passage.until(words.end("mark"))
        known = (*range(runs), *before.runs)
        return (
            before,
            None,
            tuple(
                Condition(run, known) for name in ("left", "right") for run in runs_between(passage, *words.span(name))
            ),
        )
    last = text.rfind("=", near)
    if last < 0 or not _CHECKED.match(text, last + 1):
        return passage, None, ()
    if (
        passage.words.isdisjoint(_CHECKING)
        and "(" not in text[near:]
        and (text.isascii() or not _OTHER_SCRIPT.search(text, near))
    ):
        return passage, None, ()
    match = _CHECK.search(text, near)
    if match is None or "0" not in text[: match.end("mark")] or (match["reason"] and passage.words & _ANNOUNCING):
        return passage, None, ()
    before, check = passage.until(match.end("mark")), passage.since(match.start("left"))
    known = (*range(runs), *before.runs)
    ends = [match.span("left"), match.span("right")]
    if match["reason"]:
        # "since 62 = 4*13 + 10": what it is found with is new.
        ends = [span for span in ends if text.count("0", *span) == 1] or ends
    here = [run for span in ends for run in runs_between(passage, *span)]
    return before, check, tuple(Condition(run, known) for run in here)
