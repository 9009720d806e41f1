"""`python -m flowery`: the scriptable face."""

import os
import sys

# More threads than one make the numpy part of an answer slower on a busy machine (3-10 times,
# measured), and the library reads this once, when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The vector store tells of every folder it makes; stderr is for what the person should know.
os.environ.setdefault("LANCEDB_LOG", "error")

from flowery.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
