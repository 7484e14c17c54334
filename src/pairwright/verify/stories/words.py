"""The words of stories, by what they do: data only.

Verbs stand as base form, and past and participle where these are irregular.  A word that is in no list is a
name (capitalised), or part of what is counted; a sentence that needs more of it is not read.
"""

from __future__ import annotations

from collections.abc import Iterator


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# Verbs by what they do to who has what.  A verb of two lists has two uses, told apart by what stands beside it.
_VERBS = {
    "have": "have had, own, possess, keep kept",
    "hold": "hold held, contain, carry, fit, seat, include, consist, store",
    # Who does it has more afterwards.
    "gain": """
        buy bought, get got gotten, find found, pick, receive, collect, gather, win won, earn, catch caught,
        charge, harvest, purchase, obtain, gain, borrow, acquire, adopt, inherit, discover, save, bring brought
    """,
    # Who does it has made it, and has it.
    "make": """
        make made, bake, build built, draw drew drawn, paint, write wrote written, knit, sew sewed sewn, fold,
        cook, grow grew grown, plant, print, produce, lay laid, form, weave wove woven, crochet, carve
    """,
    # Who does it, or what it is done to, has less.
    "lose": """
        eat ate eaten, lose lost, sell sold, spend spent, use, break broke broken, throw threw thrown, donate,
        drink drank drunk, burn, tear tore torn, waste, discard, remove, pop, mail, crack, destroy, peel, blow
        blew blown, pay paid, drop, smash
    """,
    # One has it less, another more.
    "give": "give gave given, hand, lend lent, send sent, offer, pass",
    "take": "take took taken",
    "put": "put put, add, place, load",
    # What is counted comes or goes by itself.
    "come": "come came come, arrive, join, land, enter, board",
    "go": "leave left, die, escape, disappear, melt, wilt, graduate, depart",
    # Come and go by their particle (fly away, get off), or by where to.
    "move": """
        fly flew flown, go went gone, run ran run, walk, drive drove driven, swim swam swum, hop, roll, jump,
        get got gotten, move, crawl, climb, fall fell fallen, ride rode ridden, sail, break broke broken, step
    """,
    "be at": """
        be, sit sat, stand stood, lie lay lain, play, swim swam swum, grow grew grown, live, wait, float, hang
        hung, fly flew flown, rest, sleep slept, graze, stay, remain, work, read read, dance, sing sang sung
    """,
    "do": """
        read read, walk, run ran run, drive drove driven, ride rode ridden, jump, cycle, travel, type, solve,
        score, answer, watch, study, wash, clean, deliver, swim swam swum, hike, climb, count, see saw seen,
        visit, practice, work, mow, repair, fix, iron, sweep swept, shovel, turn, spin spun, ring rang rung, blink, clap, train, study, exercise, rehearse
    """,
    "cost": "cost cost",
    "share": "share, divide, split split, distribute, deal dealt",
    "pack": """
        pack, put put, place, sort, arrange, group, stack, plant, pour, cut cut, tie, store, load, organize,
        organise, bundle, wrap, fill, divide, split split, separate
    """,
    "need": "need",
    "begin": "start, begin began begun",
    # Nothing changes hands.
    "go about": "go went gone, visit, like, love, live, work, walk, come came come, enjoy, play, collect",
}

_BE_AND_HAVE = {"be": "is are was were been being am be", "have": "has had having have"}
# Those that double their last letter.
_DOUBLING = words("hop step split swim cut put run get win sit pop drop wrap knit plan fit jog")
_ING = {"lie": "lying", "die": "dying", "tie": "tying", "see": "seeing"}

AUXILIARIES = words(
    """
    is are was were am be been being has have had do does did will would can could
    """
)
BE = words(
    """
    is are was were am be been
    """
)
ADVERBS = words(
    """
    also then now still already just later again afterwards finally next only recently first too
    """
)

ARTICLES = words(
    """
    a an the one another this that these those
    """
)
POSSESSIVES = words(
    """
    his her their my our its your
    """
)
EACH = words("each every")
PRONOUNS = {"he": "m", "him": "m", "she": "f", "her": "f"} | dict.fromkeys(words("they them it i me we us you"), "")
PREPOSITIONS = words(
    """
    in on at from to for with of into onto by after before during under near inside among between behind
    around along through off out per than as without beside next amongst within across up down about outside
    until
    """
)
# Those that only say where, when, or from whom.
PLACES = words(
    """
    across along around at behind beside in inside into near on onto outside under
    """
)
ASIDES = PLACES | words("after before by down during for from through to up")
JOINERS = words("and but , ; while")
# What ends the name of a thing, besides prepositions, verbs, names and numbers.
ENDS = (
    ARTICLES
    | POSSESSIVES
    | EACH
    | frozenset(PRONOUNS)
    | PREPOSITIONS
    | JOINERS
    | AUXILIARIES
    | (ADVERBS - words("first next"))
    | words(
        """
        older younger taller shorter longer heavier lighter both home here left altogether total together away back
        equally evenly apiece all how what if there
        which who that when more fewer less today yesterday tomorrow tonight so because not or than yet
        daily times worth last half ago 0%
        """
    )
)
# Whoever says one of these says more than is read here.
UNREADABLE = words(
    """
    about ago almost approximately average could couple double dozen dozens either everything exactly
    except few fifth fourth half halves hundred least may median might million most must nd nearly neither
    never no none not nothing or over pair pairs percent quarter quarters rate rd remainder remaining rest
    several should sixth st th thirds thousand triple unless until whose without would zero
    """
)
# Of these, what is read where it stands for a part of them, or for years that have gone.
READ_APART = words("half ago")
MORE = words("more additional extra other new further")

TIMES = words(
    """
    today yesterday tomorrow tonight may monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december
    """
)
PERIODS = words(
    """
    season second minute hour day week month year night morning evening afternoon
    """
)
UNITS = words(
    """
    mile kilometer kilometre meter metre foot inch km m cm mm kg g pound gram kilogram liter litre ml l
    ounce ton yard hour minute second day week month year
    """
)
MONEY = words(
    """
    dollar euro cent penny pound rupee franc yen crown
    """
)
# Units whose amounts need not be whole.
MEASURED = UNITS | MONEY

# Adjectives of measure, and which way their comparatives go.
MEASURES = {
    "old": ("older", "younger"),
    "tall": ("taller", "shorter"),
    "long": ("longer", "shorter"),
    "heavy": ("heavier", "lighter"),
}

_PLURALS = """
    children child, people person, men man, women woman, mice mouse, geese goose, teeth tooth, feet foot,
    oxen ox, knives knife, leaves leaf, loaves loaf, shelves shelf, wolves wolf, calves calf, scarves scarf,
    wives wife, lives life, fish fish, sheep sheep, deer deer, pennies penny, policemen policeman, firemen
    fireman, snowmen snowman, grandchildren grandchild, schoolchildren schoolchild, km km, m m, cm cm, mm
    mm, kg kg, g g, ml ml, l l, fruit fruit, thieves thief, elves elf, series series, dice die, cacti cactus
"""
IRREGULAR_PLURALS = dict(pair.split() for pair in _PLURALS.split(","))

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
    "animal": """
        cow horse pig sheep goat chicken duck goose dog cat rabbit hen bird lion tiger bear monkey zebra
        elephant donkey
    """,
    "pet": "dog cat rabbit hamster fish bird mouse turtle",
    "bird": "duck goose chicken hen pigeon sparrow parrot robin crow swan",
    "vehicle": "car bus truck van bike bicycle motorcycle",
    "toy": "ball doll car robot puzzle kite yoyo",
    "tree": "oak pine maple birch",
    "drink": "juice soda lemonade",
}
KINDS_OF = {whole: words(kinds) for whole, kinds in _KINDS_OF.items()}

# First names of one sex only; every other name may be anyone's.
_HE = words(
    """
    aaron adam ahmed alan albert ali andrew anton arthur ben benjamin bob brian carl carlos charles daniel
    david dennis diego edward elias emil eric ethan felix frank fred fritz gary george hans harry henry hugo
    ian ivan jack jacob jake james jan jason jeff jim joe john jonas jose joseph josh juan karl kevin lars
    leo leon liam louis luca lucas luis luke marco mario mark martin matt max michael mike mohammed nathan
    nick noah oliver omar oscar otto paul pedro peter philip rafael ravi richard robert roger ryan samuel
    scott sean simon stefan steve theo thomas tim tobias tom tony victor walter will william dan dave joey
    sam ron randy keith kenny larry barry bill billy bobby brad brandon calvin chad clark cody craig dylan
    earl eddie ernie evan gavin glen greg isaac jerry jesse jimmy johnny justin kyle lance lloyd marcus
    mitch nate neil ned roy rudy russell shane stuart ted todd tyler wayne zach
    """
)
_SHE = words(
    """
    alice alma amelia amy ana andrea angela ann anna anne barbara beth carla carmen carol chloe clara daisy
    diana elena elisa elizabeth ella elsa emily emma erika eva fatima fiona grace greta hannah heidi helen
    ida ines irene isabel jane janet jenny jessica julia karen kate katie laura lena lea lily linda lisa
    lucia lucy luisa maria marie martha mary maya mia nadia nancy nina nora olga olivia paula petra rachel
    rita rosa rose ruth sara sarah sofia sophia sophie susan tina vera wendy yasmin zoe sally joan abby
    allison amanda april ashley betty bonnie brenda carrie cathy cindy claire debbie denise dina donna doris
    edna ellen emilia erin esther fay faye gina gloria gwen haley heather isabella jasmine jill josie joyce
    judy june kathy kayla kelly kristen laurie lois lori lynn mandy margaret marla megan melanie melissa
    michelle misha molly nicole norah paige pamela peggy penny rebecca renee roberta robyn sandra sharon
    sheila shirley stella stephanie tara teresa tiffany vanessa victoria violet virginia vivian
    """
)
_HE_IS = words("boy man father dad brother uncle grandfather grandpa king son nephew husband")
_SHE_IS = words("girl woman mother mom mum sister aunt grandmother grandma queen daughter niece wife")
# Who gets money for what was bought.
SELLERS = words("clerk cashier seller shopkeeper salesman")
SEX = dict.fromkeys(_HE | _HE_IS, "m") | dict.fromkeys(_SHE | _SHE_IS, "f")
PEOPLE = (
    _HE_IS
    | _SHE_IS
    | SELLERS
    | words(
        """
        friend teacher neighbor neighbour farmer baker child cousin student pupil kid shopkeeper
        gardener chef cook librarian painter driver grocer florist coach worker tailor waiter boss
        parent grandparent classmate fisherman sailor artist spouse
        """
    )
)


def _forms(base: str, *irregular: str) -> Iterator[str]:
    """All forms of a verb."""
    if base in _BE_AND_HAVE:
        yield from words(_BE_AND_HAVE[base])
        return
    yields_ies = base.endswith("y") and base[-2] not in "aeiou"
    hissing = base.endswith(("s", "x", "ch", "sh", "o", "z"))
    stem = base + base[-1] if base in _DOUBLING else base.removesuffix("e")
    yield base
    yield base[:-1] + "ies" if yields_ies else base + ("es" if hissing else "s")
    yield _ING.get(base, stem + "ing")
    yield from irregular or (base[:-1] + "ied" if yields_ies else stem + "ed",)


def _table() -> dict[str, dict[str, str]]:
    """For each form of a verb its base, by what the verb does."""
    table: dict[str, dict[str, str]] = {}
    for does, verbs in _VERBS.items():
        for each in verbs.split(","):
            base, *irregular = each.split()
            for form in _forms(base, *irregular):
                # Leaves are on trees more often than people leave.
                if form != "leaves":
                    table.setdefault(form, {})[does] = base
    return table


VERBS = _table()
