"""Where a dataset stands while it is made and afterwards: a folder, or a place in an object store.

- `base`     what every store can do, and what is known of an unfinished run
- `folder`   a folder of this machine (or of a shared file system)
- `objects`  any URL that fsspec knows: s3://, gs://, az://, memory://, ...
"""

from pairwright.stores.base import MANIFEST, Store
from pairwright.stores.opening import store_of

__all__ = ["MANIFEST", "Store", "store_of"]
