"""Writes a CSR matrix with 3,000 rows of a million entries each, of which only the last rows' are stored:
chunks of zeros that nobody wrote take no room."""
import sys

import anndata
import h5py
import numpy as np
import pandas as pd
import scipy.sparse

ROWS, EACH = 3000, 10**6
path = sys.argv[1]
anndata.AnnData(
    scipy.sparse.csr_matrix((ROWS, 4), dtype="f4"),
    obs=pd.DataFrame(index=[f"c{i}" for i in range(ROWS)]),
    var=pd.DataFrame(index=list("abcd")),
).write_h5ad(path)
with h5py.File(path, "r+") as file:
    x = file["X"]
    for name in ("data", "indices", "indptr"):
        del x[name]
    for name, kind in (("data", "f4"), ("indices", "i4")):
        x.create_dataset(name, (ROWS * EACH,), kind, chunks=(1 << 16,), compression="gzip")
    x.create_dataset("indptr", data=np.arange(ROWS + 1, dtype="i8") * EACH)
    # Rows 2998 and 2999 begin beyond 2^31.
    x["data"][2998 * EACH + 5] = 7
    x["indices"][2998 * EACH + 5] = 2
    x["data"][ROWS * EACH - 1] = 9
    x["indices"][ROWS * EACH - 1] = 3
