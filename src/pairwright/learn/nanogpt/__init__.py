"""To and from NanoGPT-Math's checkpoints: a character-level nanoGPT.

- `architecture`  its numbers (`model_args`), and GPT-2 as the same mathematics
- `checkpoint`    gpt.pt and meta.pkl, opened without trusting them
- `importing`     checkpoint to Hugging Face folder
- `exporting`     Hugging Face folder to checkpoint
"""
