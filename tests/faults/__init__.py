"""The campaign of faults: a real house, struck again and again while articles go through it, and held to account."""

import os

# As the pool's processes have it: threads of a BLAS that find no free core wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
