"""Checks a table of 5000 columns and a mapping of 3000 entries: wide.py FILE"""
import sys

import anndata

data = anndata.read_h5ad(sys.argv[1])
assert data.obs.shape == (3, 5000), data.obs.shape
assert list(data.obs.columns[:2]) == ["column 0", "column 1"]
assert list(data.obs["column 4999"]) == [4999, 5000, 5001]
assert len(data.uns) == 3000 and data.uns["entry 2999"] == 2999
assert data.uns["entry 7"] == 7
