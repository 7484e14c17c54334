"""Words of how one answers, works and writes, and whom instructions speak of: none of them changes what is asked.

In a sentence about how to answer they stand with those of `instructions`; no word here is of a number, an operation, an order, a
comparison or of what is done with an answer.
"""

from __future__ import annotations

MANNER = frozenset(
    """
    able accessible accordingly accuracy accurately across additionally adhere adhering advice after afterwards
    agent agreed aim aiming algebra alibaba allen along alongside aloud alpaca analyse analysis analytical analyze
    analyzing angle anthropic apart api appear appears application appropriate appropriately argument arithmetic
    around articulate artificial aspect assess assessed assessment assist assistance assisting assists associated
    attempt attempts attention author available aware basic before beginner behave behavior behaviour believe below
    benchmark beneath bold brackets break briefly brilliant browser bullet bullets business calculus call
    calling calls calm capable care careless cautious certain chain challenge challenges channel character
    characters chat chatbot check checked checker checking checks child chinese clarify clarity claude clean cleanly
    closed closely closing cloud coach cohere coherent coherently colleague college comfortable comment commentary
    comments common communicate communicating companion competition completion complexity comprehensive
    comprehensively concept concepts concern concise concisely conclusion conclusions conduct confidence confident
    confidently confirm confirming consider considering consistent consistently construct content contents contest
    continue conventional conversational cooperative core correctness course craft created creator crisp crucial
    curious curly dashes data dataset deal dear decide dedicated deduce deduction deeply deepseek deliberate
    deliberately deliver demonstrate demonstrating demonstration derivation derivations derive deriving desired
    detail details determine develop developed developer device dialogue dictionary difficult difficulty digital
    diligent diligently direct direction directions disciplined discuss discussion display displayed distinct dive
    doing domain done draft drafting during easily educational educator effective effectively efficient effort
    efforts elaborate elaborating element elementary else emit emphasis employ enable encourage encouraging endeavor
    engage engineer engineered english ensuring enter entire entirely environment episode especially essay essential
    etc evaluated evaluation evaluator eventually evidence exact exam examination examine excellent exceptional
    exclusively execution expect expected expects experience experienced experiment expertise explained explaining
    explains explicit explicitly explore external extra extract extraction extremely face facing faithful faithfully
    falcon familiar fashion feedback feel field fields figure file fill final finalize finally find finish finished
    finishing firm firstly fits flow focus focused focusing form formal formally format formats formatted formatting
    found foundation free freely french friendly full function functions fundamental furthermore gemma general
    generally genius gently geometry german gives glad glm goal goals good google grader graders grammar granite
    greatly grok guarantee guidance guide guided guideline guidelines guides guy handle handling happy hard harmless
    header heading headings heads hello helper helpfully helping helps hence here's hi highlight honest honestly
    however html hugging huggingface human humble hunyuan ibm idea ideas identify illustrate immediate immediately
    important improper include including incorporate independent independently indicate indicated indicating
    individual inform informal information informative insert inserted insight insightful inspect institute int
    integrating intelligence intelligent intend intended interact interaction interactive interest interested
    interface intermediate internlm introduce introduction involve involved involving issue issues italian itself
    japanese job journey json judge justification justified justify justifying keeping key keys kimi kind kindly know
    knowing knowledge knowledgeable known korean lab label labeled labelled labels labs laid language large lastly
    latex lay layout lead leading learner learners learning leave lecturer lesson level levels light linear literal
    literally llm logic long look looking loud machine mainly maintain maintaining making manageable manner manual
    manually mark marked marker markers markup master material materials mathematically mathematician mathematicians
    matter meaningful meanwhile mental mentally mention mentioned message messages meta method methodical
    methodically meticulous meticulously microsoft might mimo mind minimax mission mistral mixed model models modest
    moment monologue moonshot moreover move must named narrate natural naturally nature neat neatly necessary needed
    nemotron neutral newline nice nicely nontrivial normal normally notation notes notice nvidia numbers object objective
    observation obtain obtained offer often ok olmo olympiad once online open openai opening openly option optional
    optionally ordinary organize organized organizing otherwise outline outlining outputs outside overall overly own
    page paragraph paragraphs parse parsed parser parsing part particular particularly parts pass patience patient
    patiently pause pay perfect perfectly perform performed performing performs permitted person persona personal
    personality phase phi phrase phrased physics picture place placed placing plainly plaintext plan planning play
    pleasant please point points policy polite politely portion portuguese pose posed possible post potential
    powered powerful practical practice precise precisely precision preferably prefix preliminary preparation
    prepare prepared presence present presentation presented presenting preserve pretty primarily primary principle
    private proceed proceeding process processes processing produce produced produces producing production
    professional professor proficient program programmatically programmed project prompt prompted prompts proof
    proper properly property propose proposed prose protocol prove provided provides providing public punctuation
    pupils pure purely purpose purposes puts putting python qualified quality query quick quote quoted quoting qwen
    rationale raw reach reached reaches reaching read readable reader readers reading real really reason reasonable
    reasonably reasoned reasoner reasons recall receive received recheck recommended record recorded refer reference
    refine refined refining reflect reflecting reflection regarding regex register regular reinforcement related
    relevant reliable reliably rely repeat replies reply report reported reporting request requested require
    required requirement requirements requires research researcher respect respectful respecting respective
    responding responds response responses responsible restate restating result results rethink rethinking return
    returned returning reveal review reviewed reviewing reward rewarded rich rigor rigorous rigorously rigour role
    rollout routine rule rules running russian safe sample sat satisfactory satisfied save saying says schema
    scholar school science scientific scientist score scored scoring scratch scratchpad screen script search
    secondary section sections seek seems self sent sentence separately separator sequential sequentially serious
    session set setting shall shape sharp sheet short shortly should showing shown shows silent silently simplest
    simplicity simplifying situation sketch skill skilled skillful skills slowly small smart smollm smooth software
    sole solely solutions solvable solver solvers somewhat soon sound source space spaces spanish speak speaking
    specialised specialist specific specifically specification specified specify spend stage stages standalone
    standard stanford start started starting starts stated statement states statistics stay stepwise stick stop
    store straightforward strategies strategy stream strict string strong structure structured structuring studying
    style subject submission submit submitted subsequently substance substeps succinct succinctly such sufficient
    sufficiently suggest suggested suitable suitably superb supply support supported supporting supports surround
    surrounded surrounding syntax system systematic systematically tag tagged talented talk target task tasks team
    technical technique techniques tell tells template templates tenacious tencent term test tested tests text
    textbook theory therefore thing things thinker thorough thoroughly thought thoughtful thoughts throughout tidy
    title together token tokens tone tool tools top topic track trained trainer training trajectory transcript
    transparent transparently trial trust trustworthy truth truthful truthfully try trying tulu turn turns tutor
    tutoring tutors type typed typical typically ultimate ultimately unambiguous unclear undergo underlying
    underneath understand understandable understanding understood unified unit university unnecessary until useful
    user users usual usually utilize utilizing valid validate validated validation valuable value variable variables
    variety various vary verbatim verbose verifiable verification verified verifier verify verifying via vicuna
    virtual visible visit visual wait walk walkthrough warm watch way ways weigh welcome whatever when wherever
    whichever while whilst who whole whom wise wisely wish within without wonderful words work worker workflow
    workspace worry worth would wrap wrapping writes writing written xai xiaomi xml yaml yes young zephyr
    """.split()
)
