"""The folder that a dataset is: written, checked, in shards, with a summary and a card."""
