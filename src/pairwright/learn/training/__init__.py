"""Training with TRL's own trainers, on any data that the package can read.

- `data`             what is trained on: a recipe, a dataset folder, anyone's file; as prompt, chosen, rejected
- `sequence`         which row is trained on when, from the first step to the last
- `tokens`           texts to tokens, whole columns at a time, in the columns that each trainer takes
- `settings`         our defaults, and TRL's options as its users write them in YAML
- `trainers`         SFTTrainer, DPOTrainer and KTOTrainer on data that is tokenised already
- `likelihood`       the log-probability of each answer
- `exam`             the share of held-out questions answered right, now and then, and when to stop
- `checkpoints`      an unfinished run on disk, and where it goes on
- `result`           what came of it, as data and as a model card
- `prepared`         all of these, opened and found to fit together
- `run`              `train` itself
"""
