"""What each key of a recipe means, in words for docs/recipes.md; nothing else."""

NAME = "What the dataset is called, in its card and in messages; of a file, the file's name unless it says another."
DESCRIPTION = "A sentence for the card."
SEED = "All random choices follow from it: another seed gives other rows."
SAMPLING = (
    "`cover`: each question floor or ceil of its share of the rows, in a keyed order; `independent`: a draw for each "
    "row; `bundled`: a draw, asked in every form of its operator. Splits for scoring always cover."
)
SHUFFLE = "Whether rows of all problems and views are mixed."
QUESTION_IN_NEGATIVE = "Whether the negative of the layout `pairs` begins with the question."
FORMAT = "`jsonl`, `json` (one array), `jsonl.gz`, `jsonl.zst`, `parquet`, `arrow` (docs/formats.md)."
PROBLEMS = "The kinds of problem (`pairwright problems`): a list, or each with what is said of it below."
FAMILIES = "How the facts are shared out among the splits."
WORDING = "What is said around numbers."
MISTAKES = (
    "The kinds of mistake that rejected answers make: a list, a weight for each, or `frequent`: all that learners make "
    "in these problems, weighed by how often the literature finds them (mistakes/frequency.py)."
)
REJECTED_PER_PROMPT = "How many rejected answers a prompt gets, each of another kind."
SPLITS = "The splits by name, each with what is said of it below."

WEIGHT = (
    "The share of rows of this kind among those of all; 1 where another problem has one. Without any, operators decide."
)
OPERATORS = "Which operators are asked: a list, or a weight for each."
VIEWS = "Which ways of asking are taken: a list, or a weight for each inside its operator."
WIDER = (
    "`min_...` and `max_...` of facts outside the ranges that are trained on beside them and never a test, asked as "
    "often as those of the ranges: multiplicative facts are few, and what is learnt of more of them carries over."
)
DIFFICULTY = (
    "The bounds of its questions' difficulty, 0 to 10, both included: `2..5`, `..5`, `2..` (docs/difficulty.md). They "
    "hold in all splits that have no bounds of their own."
)
LEVELS = (
    "`{num_digits: 2}`: levels of reasoning-gym's curricula, counted from 0, in place of ranges and views (below); "
    "what is said of these goes before."
)
DRAWS = "Operator: a named distribution over its questions, for `sampling: bundled` (`notebook` has one)."

TEST_FRACTION = "The share of facts (0..1) that is held out: no row of training states one, in any form or step."
FAMILIAR_FRACTION = "The share of facts (0..1) of which training has some forms and `familiar` the others."
BEYOND = "`min_...` and `max_...` of the families `beyond`; without it each end is twice as far from 0 as in training."
TAUGHT = (
    "`sum` or `product`: facts whose numbers, all but the largest, are at most so much are always trained on and "
    "never a test, so that algorithms with small steps can be learned."
)

QUESTION = "What stands around every question: a text with the slot `{question}`, or several."
QUESTIONS = (
    "View, or `problem.view`: its question in words of your own, with the slots that it has: a text, or several. "
    "It must ask what the view asks: `What is {a} plus {b}?`, `{a} + {b} = ?`"
)
ANSWER = (
    "How an answer is said: a text with `{answer}` and, if a reason is given, `{calculation}` or (a worked solution, "
    "step by step) `{steps}`; or a style by name: `answer_first`, `steps_first`, `steps_reversed`, `steps_only`, "
    "`think`; or several. `{answer_reversed}` is the answer with its digits from right to left, beside `{answer}`: "
    "whole numbers are learned better so. `{steps_reversed}` is the worked solution with what each step comes to "
    "written so."
)
REFUSAL = "What is said by one who does not answer: a text, or several."

SPLIT_FAMILIES = "Which facts: `training`, `held_out`, `familiar`, `beyond` or `all`."
ROWS = "Exactly so many rows; this or the next."
MAX_ROWS_PER_OPERATOR = "As many rows of each operator as there are questions, this at most."
LAYOUT = "The columns (docs/layouts.md)."
FILE = "The name of its file; without it that of the split."
SPLIT_DIFFICULTY = (
    "The bounds of its questions' difficulty, whatever the kinds say of theirs: `2..5`; `above_training`: above the "
    "bounds that each kind has in training."
)
ORDER = (
    "`shuffled`: any difficulty anywhere; `easy_first`: no row after one that is more difficult; `mixed`: easy first, "
    "but every fifth row from anywhere. Without it as `shuffle` says."
)
CURRICULUM = "`{stages: 5, overlap: 0.2}`: not one split but so many, the easiest questions in the first: `train_1` ..."
STAGE = "What `curriculum` makes of a split; there is no need to write it."

STAGES = "How many stages, each a split and a file."
OVERLAP = "The share (0..1) of a stage's prompts, its most difficult, that are in the next stage too."
STAGE_OF = "The split whose stage it is."
STAGE_NUMBER = "Which stage, from 1."
