"""Small models that learn from our data, with the ecosystem's own parts (extra `train`).

- `extras`       says which extra is missing
- `tokenizers`   `character` and `math`, as ordinary Hugging Face tokenizers
- `models`       the sizes: tiny, small, nanogpt
- `folders`      models as folders: opened, and written whole or not at all
- `encodable`    texts that a tokenizer cannot encode, or a model cannot hold, refused before any training
- `generating`   answers in batches, greedy or sampled
- `optimizers`   Muon and AdamW as one optimiser
- `base`         the starting point: a model that refuses every question
- `training`     TRL's trainers on any data that can be read: `train`
- `mining`       a model's own mistakes as preference data: `mine`
- `nanogpt`      to and from NanoGPT-Math's checkpoints

Nothing here is imported by `import pairwright`; torch and transformers are imported inside functions, or
in modules that only functions import.
"""
