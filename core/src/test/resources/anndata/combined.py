"""Checks the combined file of a run whose species 'hu' had columns of many types: combined.py FILE SPECIES_FILE"""
import sys

import anndata
import numpy as np
import pandas as pd

data = anndata.read_h5ad(sys.argv[1])
own = anndata.read_h5ad(sys.argv[2])
hu = (data.obs["species"] == "hu").to_numpy()
assert hu.sum() == own.n_obs and 0 < hu.sum() < data.n_obs

types = {
    "counts": "UInt16",
    "stage": "Int64",
    "doublet": "boolean",
    "checked": "boolean",
    "size": "float32",
    "score": "float64",
    "donor": "category",
    "cell_type": "category",
}
for name, dtype in types.items():
    column = data.obs["hu_" + name]
    assert str(column.dtype) == dtype, (name, column.dtype)
    a, b = column[hu], own.obs[name]
    missing = pd.isna(b).to_numpy()
    assert (pd.isna(a).to_numpy() == missing).all(), name
    assert (a[~missing].to_numpy() == b[~missing].to_numpy()).all(), name
    others = column[~hu]
    if name == "cell_type":
        assert (others == "unassigned").all()
    else:
        assert pd.isna(others).all(), name

assert (data.obs["node"] == data.obs["species"].astype(str) + "_" + data.obs["label"].astype(str)).all()
assert (data.var["species"] == [gene.split("_")[0] for gene in data.var_names]).all()

# What scanpy's NeighborsView, tl.leiden and tl.umap look up.
neighbors = data.uns["neighbors"]
graph = data.obsp[neighbors["connectivities_key"]]
assert graph.shape == (data.n_obs, data.n_obs) and graph.nnz > 0
params = neighbors["params"]
assert params["method"] == "umap" and params["metric"] == "cosine", params
assert isinstance(params["n_neighbors"], (int, np.integer)) and params["n_neighbors"] == 20
assert data.obsm[params["use_rep"]].shape[0] == data.n_obs
