"""What a model can do, question by question: asked again and again, every answer judged.

- `questions`  which training questions are asked, shard by shard
- `answerlog`  the answers of an unfinished shard, kept as they come
- `sampling`   each question asked so many times, by a model here or many requests at once, from where a run stopped
- `tables`     pass rates by kind and difficulty
- `prompts`    the questions at the edge, as trainers' users name their columns
- `run`        `grade` itself
"""
