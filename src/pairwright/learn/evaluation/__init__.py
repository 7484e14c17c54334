"""Models scored: greedy answers, the verifier's verdicts, and what went wrong by name.

- `questions`     tests, of any layout that can be read, as questions with the answers that they state
- `answering`     who answers: a local model
- `endpoint`      who answers: a server with OpenAI's interface
- `recognising`   which view a question is, and its numbers, told from its text
- `kinds`         the kind of mistake that a wrong answer is
- `scoring`       questions and completions to samples: verdict, kind of mistake, cell
- `result`        samples counted: accuracy with intervals, overall and by cell
- `samples_file`  the samples as JSON Lines
- `run`           all of it, for several models
"""
