"""Writes an AnnData file of rare but legal encodings: exotic.py FILE"""
import sys

import anndata
import h5py
import numpy as np
import pandas as pd
from scipy import sparse

cells, genes = 1500, 40
rng = np.random.default_rng(0)
counts = rng.poisson(0.5, (cells, genes))
csr = sparse.csr_matrix(counts.astype("f4"))
obs = pd.DataFrame(
    {
        "ordered": pd.Categorical(["b", "a", None] * 500, categories=["b", "c", "a"], ordered=True),
        "numbers": pd.Categorical([10, 2, 10] * 500),
        "flags": pd.Categorical([True, False, True] * 500),
        "ints": pd.array([1, None, 3] * 500, dtype="Int32"),
        "bools": pd.array([True, None, False] * 500, dtype="boolean"),
        "T/B ratio": np.arange(cells) / 7,
        "text": ["\u00e4 %d" % i for i in range(cells)],
    },
    index=["cell %d" % i for i in range(cells)],
)
var = pd.DataFrame(index=["g%d" % i for i in range(genes)])
data = anndata.AnnData(csr, obs, var, dtype="f4")
data.layers["csc"] = sparse.csc_matrix(counts.astype("u2"))
data.layers["bool"] = counts > 1
data.obsm["frame"] = pd.DataFrame({"a": np.arange(cells), "b": ["x", "y", "z"] * 500}, index=obs.index)
data.varm["half"] = rng.random((genes, 3)).astype("f2")
data.obsp["empty"] = sparse.csr_matrix((cells, cells))
data.uns["many"] = {"key %d" % i: i for i in range(1000)}
data.uns["unsigned"] = np.array([2**64 - 1, 0], "u8")
data.uns["texts"] = np.array([["a", ""], ["\u4e2d", "b"]], dtype=object)
data.uns["none"] = {}
data.raw = data
data.write_h5ad(sys.argv[1], compression="lzf")

with h5py.File(sys.argv[1], "a") as f:

    def put(path, values, **options):
        attributes = dict(f[path].attrs)
        del f[path]
        f.create_dataset(path, data=values, **options)
        f[path].attrs.update(attributes)

    # Positions of 64 bits, big-endian values, filters in a row, chunks of columns.
    put("X/indptr", csr.indptr.astype("i8"))
    put("X/data", csr.data.astype(">f4"), chunks=(777,), shuffle=True, compression="gzip", fletcher32=True)
    put("X/indices", csr.indices.astype(">i8"), chunks=(1000,))
    put("layers/bool", counts > 1, chunks=(cells, 3), compression="gzip")
    # Space that was never written.
    del f["obsm/frame/a"]
    zeros = f.create_dataset("obsm/frame/a", shape=(cells,), dtype="i8")
    zeros.attrs["encoding-type"], zeros.attrs["encoding-version"] = "array", "0.2.0"
    # A compact data set, and text of fixed length.
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    values = np.arange(5, dtype="<i2")
    space = h5py.h5s.create_simple((5,))
    d = h5py.h5d.create(f["uns"].id, b"compact", h5py.h5t.py_create(values.dtype), space, compact)
    d.write(h5py.h5s.ALL, h5py.h5s.ALL, values)
    f["uns/fixed"] = np.array([b"ab", b"c"], "S4")
