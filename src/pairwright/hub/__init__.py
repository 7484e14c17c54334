"""A finished dataset folder to the Hugging Face Hub.

- `finished`   which files go, each proved against the manifest
- `uploading`  the data first, then one commit that makes all of it visible at once
- `refusals`   what the Hub refuses, in one line
- `pushing`    the public function
"""
