"""The words of stories, by what they do: data only.

Verbs stand as base form, and past and participle where these are irregular.  A word that is in no list is a
name (capitalised), or part of what is counted; a sentence that needs more of it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

# Verbs by what they do to who has what.  A verb of two lists has two uses, told apart by what stands beside it.
_VERBS = {
    "have": "have had, own, possess, keep kept",
    "hold": "hold held, contain, carry, fit, seat, include, consist, store",
    # Who does it has more afterwards.
    "gain": "buy bought, get got gotten, find found, pick, receive, collect, gather, win won, earn, catch caught, harvest"
    ", purchase, obtain, gain, borrow, acquire, adopt, inherit, discover, save",
    # Who does it has made it, and has it.
    "make": "make made, bake, build built, draw drew drawn, paint, write wrote written, knit, sew sewed sewn, fold, cook"
    ", grow grew grown, plant, print, produce, lay laid",
    "lose": "eat ate eaten, lose lost, sell sold, spend spent, use, break broke broken, throw threw thrown, donate, drink"
    " drank drunk, burn, tear tore torn, waste, discard, remove, pop, mail, crack, destroy, peel, blow blew blown, pay paid, drop, smash",
    # One has it less, another more.
    "give": "give gave given, hand, lend lent, send sent, offer, pass",
    "take": "take took taken",
    "put": "put put, add, place, load",
    # What is counted comes or goes by itself.
    "come": "come came come, arrive, join, land, enter, board",
    "go": "leave left, die, escape, disappear, melt, wilt, graduate, depart, hatch",
    # Come and go by their particle (fly away, get off).
    "move": "fly flew flown, go went gone, run ran run, walk, drive drove driven, swim swam swum, hop, roll, jump, get got"
    " gotten, move, crawl, climb, fall fell fallen, ride rode ridden, sail, swim swam swum, break broke broken, step",
    "be at": "be, sit sat, stand stood, lie lay lain, play, swim swam swum, grow grew grown, live, wait, float, hang hung"
    ", fly flew flown, rest, sleep slept, graze, stay, remain, work, read read, dance, sing sang sung",
    "do": "read read, walk, run ran run, drive drove driven, ride rode ridden, jump, cycle, travel, type, solve, score"
    ", answer, watch, study, wash, clean, deliver, swim swam swum, hike, climb, count, see saw seen, visit, practice",
    "cost": "cost cost",
    "share": "share, divide, split split, distribute, deal dealt",
    "pack": "pack, put put, place, sort, arrange, group, stack, plant, pour, cut cut, tie, store, load, organize, organise"
    ", bundle, wrap, fill, divide, split split, separate",
    "need": "need",
    "begin": "start, begin began begun",
    # Nothing changes hands.
    "go about": "go went gone, visit, like, love, live, work, walk, come came come, enjoy, play, collect",
}
# Forms that only look like a verb's.
_NO_VERBS = frozenset({"lefts", "leaves"})
IRREGULAR = {"be": ("is", "are", "was", "were", "been", "being", "am", "be"), "have": ("has", "had", "having", "have")}
AUXILIARIES = frozenset("is are was were am be been being has have had do does did will would can could".split())
BE = frozenset("is are was were am be been".split())
ADVERBS = frozenset(
    "also then now still already just later again afterwards finally next only recently first too".split()
)

ARTICLES = frozenset("a an the one another this that these those".split())
POSSESSIVES = frozenset("his her their my our its your".split())
EACH = frozenset({"each", "every"})
PRONOUNS = {
    "he": "m",
    "him": "m",
    "she": "f",
    "her": "f",
    "they": "",
    "them": "",
    "it": "",
    "i": "",
    "me": "",
    "we": "",
    "us": "",
}
PREPOSITIONS = frozenset(
    "in on at from to for with of into onto by after before during under near inside among between behind around"
    " along through off out per than as without beside next amongst within across up down about outside until".split()
)
# Those that only say where, when, or from whom.
PLACES = frozenset("in on at inside under near behind onto into beside outside around across along".split())
ASIDES = PLACES | frozenset("from to for during before after by through up down".split())
JOINERS = frozenset({"and", "but", ",", ";", "while"})
# What ends the name of a thing, besides prepositions, verbs, names and numbers.
ENDS = (
    ARTICLES
    | POSSESSIVES
    | EACH
    | frozenset(PRONOUNS)
    | PREPOSITIONS
    | JOINERS
    | AUXILIARIES
    | ADVERBS - {"first"}
    | frozenset(
        "home here left altogether total together away back equally evenly apiece all how what if there which who that when"
        " more fewer less today yesterday tomorrow tonight so because not or than yet daily times worth last".split()
    )
)
# Whoever says one of these says more than is read here.
UNREADABLE = frozenset(
    "half halves thirds quarter quarters fourth fifth sixth percent dozen dozens none nothing zero rest both either"
    " neither not never no without except most several few fewer-than least average median remainder remaining over"
    " next-to ago until unless or one-third pair pairs double triple hundred thousand million couple"
    " st nd rd th whose almost nearly about"
    " exactly approximately would could should might may must everything remainder rate".split()
)
MORE = frozenset("more additional extra other new further".split())
ALL = frozenset("altogether together".split())

TIMES = frozenset(
    "today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march"
    " april june july august september october november december".split()
)
PERIODS = frozenset("second minute hour day week month year night morning evening afternoon".split())
UNITS = frozenset(
    "mile kilometer kilometre meter metre foot inch km m cm mm kg g pound gram kilogram liter litre ml l ounce ton yard"
    " hour minute second day week month year".split()
)
MONEY = frozenset("dollar euro cent penny pound rupee franc yen crown".split())
# Units whose amounts need not be whole.
MEASURED = UNITS | MONEY

# Adjectives of measure, and which way their comparatives go.
MEASURES = {
    "old": ("older", "younger"),
    "tall": ("taller", "shorter"),
    "long": ("longer", "shorter"),
    "heavy": ("heavier", "lighter"),
}

IRREGULAR_PLURALS = {
    "children": "child", "people": "person", "men": "man", "women": "woman", "mice": "mouse", "geese": "goose"
    , "teeth": "tooth", "feet": "foot", "oxen": "ox", "knives": "knife", "leaves": "leaf", "loaves": "loaf"
    , "shelves": "shelf", "wolves": "wolf", "calves": "calf", "scarves": "scarf", "wives": "wife", "lives": "life"
    , "fish": "fish", "sheep": "sheep", "deer": "deer", "pennies": "penny", "policemen": "policeman"
    , "firemen": "fireman", "snowmen": "snowman", "grandchildren": "grandchild", "schoolchildren": "schoolchild",
    "km": "km", "m": "m", "cm": "cm", "mm": "mm", "kg": "kg", "g": "g", "ml": "ml", "l": "l", "fruit": "fruit",
    "thieves": "thief", "elves": "elf", "series": "series", "dice": "die", "cacti": "cactus",
}  # fmt: skip

# A word for several kinds of thing at once: what is asked for by it may be counted by these.
_KINDS_OF = {
    "fruit": "apple pear orange banana peach plum cherry grape lemon mango kiwi strawberry melon berry lime apricot",
    "piece of fruit": "apple pear orange banana peach plum lemon mango kiwi",
    "vegetable": "carrot potato tomato onion cucumber pepper cabbage pumpkin turnip radish beet",
    "flower": "rose tulip daisy lily sunflower daffodil violet carnation orchid",
    "child": "boy girl",
    "kid": "boy girl",
    "student": "boy girl",
    "pupil": "boy girl",
    "person": "boy girl man woman adult child",
    "adult": "man woman",
    "animal": "cow horse pig sheep goat chicken duck goose dog cat rabbit hen bird lion tiger bear monkey zebra elephant donkey",
    "pet": "dog cat rabbit hamster fish bird mouse turtle",
    "bird": "duck goose chicken hen pigeon sparrow parrot robin crow swan",
    "vehicle": "car bus truck van bike bicycle motorcycle",
    "toy": "ball doll car robot puzzle kite yoyo",
    "tree": "oak pine maple birch",
    "drink": "juice soda lemonade",
}

# First names of one sex only; every other name may be anyone's.
_HE = "aaron adam ahmed alan albert ali andrew anton arthur ben benjamin bob brian carl carlos charles daniel david dennis diego"
_HE += " edward elias emil eric ethan felix frank fred fritz gary george hans harry henry hugo ian ivan jack jacob jake james"
_HE += " jan jason jeff jim joe john jonas jose joseph josh juan karl kevin lars leo leon liam louis luca lucas luis luke marco"
_HE += " mario mark martin matt max michael mike mohammed nathan nick noah oliver omar oscar otto paul pedro peter philip rafael"
_HE += " ravi richard robert roger ryan samuel scott sean simon stefan steve theo thomas tim tobias tom tony victor walter will"
_HE += " william dan dave joey sam ron randy keith kenny larry barry bill billy bobby brad brandon calvin chad clark cody craig"
_HE += (
    " dylan earl eddie ernie evan gavin glen greg isaac jerry jesse jimmy johnny justin kyle lance lloyd marcus mitch"
)
_HE += " nate neil ned roy rudy russell shane stuart ted todd tyler wayne zach"
_SHE = "alice alma amelia amy ana andrea angela ann anna anne barbara beth carla carmen carol chloe clara daisy diana elena"
_SHE += " elisa elizabeth ella elsa emily emma erika eva fatima fiona grace greta hannah heidi helen ida ines irene isabel jane"
_SHE += " janet jenny jessica julia karen kate katie laura lena lea lily linda lisa lucia lucy luisa maria marie martha mary maya"
_SHE += (
    " mia nadia nancy nina nora olga olivia paula petra rachel rita rosa rose ruth sara sarah sofia sophia sophie susan"
)
_SHE += " tina vera wendy yasmin zoe sally joan mary abby allison amanda april ashley betty bonnie brenda carrie cathy cindy"
_SHE += " claire debbie denise dina donna doris edna ellen emilia erin esther fay faye gina gloria gwen haley heather isabella"
_SHE += " jasmine jill josie joyce judy june kathy kayla kelly kristen laurie lois lori lynn mandy margaret marla megan melanie"
_SHE += " melissa michelle misha molly nicole norah paige pamela peggy penny rebecca renee roberta robyn sandra sharon sheila"
_SHE += " shirley stella stephanie tara teresa tiffany vanessa victoria violet virginia vivian"
_HE_IS = " boy man father dad brother uncle grandfather grandpa king son nephew husband"
_SHE_IS = " girl woman mother mom mum sister aunt grandmother grandma queen daughter niece wife"
SEX = dict.fromkeys((_HE + _HE_IS).split(), "m") | dict.fromkeys((_SHE + _SHE_IS).split(), "f")
PEOPLE = frozenset((_HE_IS + _SHE_IS).split()) | frozenset(
    "friend teacher neighbor neighbour farmer baker child cousin student pupil kid shopkeeper gardener chef cook librarian"
    " painter driver grocer florist coach worker tailor waiter boss parent grandparent classmate fisherman sailor artist".split()
)


def _forms(base: str, *irregular: str) -> Iterator[str]:
    """All forms of a verb."""
    if base in IRREGULAR:
        yield from IRREGULAR[base]
        return
    stem = base.removesuffix("e")
    hissing = base.endswith(("s", "x", "ch", "sh", "o", "z"))
    swapped = base.endswith("y") and base[-2] not in "aeiou"
    doubled = (
        base + base[-1]
        if base
        in {
            "hop",
            "step",
            "split",
            "swim",
            "cut",
            "put",
            "run",
            "get",
            "win",
            "sit",
            "pop",
            "drop",
            "wrap",
            "knit",
            "plan",
            "fit",
            "jog",
        }
        else stem
    )
    yield base
    yield base[:-1] + "ies" if swapped else base + ("es" if hissing else "s")
    yield (
        "lying"
        if base == "lie"
        else "dying"
        if base == "die"
        else "tying"
        if base == "tie"
        else "seeing"
        if base == "see"
        else doubled + "ing"
    )
    yield from irregular or (base[:-1] + "ied" if swapped else doubled + "ed",)


def _table() -> dict[str, dict[str, str]]:
    """For each form of a verb its base, by what the verb does."""
    table: dict[str, dict[str, str]] = {}
    for does, verbs in _VERBS.items():
        for each in verbs.split(", "):
            base, *irregular = each.split()
            for form in _forms(base, *irregular):
                if form not in _NO_VERBS:
                    table.setdefault(form, {})[does] = base
    return table


VERBS = _table()
KINDS_OF = {whole: frozenset(kinds.split()) for whole, kinds in _KINDS_OF.items()}
