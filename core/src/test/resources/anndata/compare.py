"""Compares AnnData files element by element: compare.py EXPECTED ACTUAL [EXPECTED ACTUAL ...]

Prints one line per difference and exits with status 1 if there is any.
"""
import sys
import warnings

import anndata
import numpy as np
import pandas as pd
from scipy import sparse

warnings.simplefilter("ignore")
differences = []


def differ(where, what):
    differences.append(f"{where}: {what}")


def compare_array(where, a, b):
    if a.dtype.names:
        if a.dtype.names != b.dtype.names:
            differ(where, f"fields {a.dtype.names} and {b.dtype.names}")
            return
        for name in a.dtype.names:
            compare(f"{where}[{name}]", a[name], b[name])
        return
    text_a, text_b = a.dtype.kind in "OSU", b.dtype.kind in "OSU"
    if text_a != text_b or (not text_a and a.dtype.newbyteorder("=") != b.dtype):
        differ(where, f"type {a.dtype} and {b.dtype}")
    elif a.shape != b.shape:
        differ(where, f"shape {a.shape} and {b.shape}")
    elif text_a:
        if not np.array_equal(a.astype(str), b.astype(str)):
            differ(where, "texts differ")
    elif not np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"):
        differ(where, "numbers differ")


def compare_sparse(where, a, b):
    if a.format != b.format or a.dtype.newbyteorder("=") != b.dtype or a.shape != b.shape:
        differ(where, f"{a.format} {a.dtype} {a.shape} and {b.format} {b.dtype} {b.shape}")
        return
    for part in ("data", "indices", "indptr"):
        if not np.array_equal(getattr(a, part), getattr(b, part), equal_nan=part == "data"):
            differ(where, f"{part} differ")


def compare_frame(where, a, b):
    if list(a.columns) != list(b.columns):
        differ(where, f"columns {list(a.columns)} and {list(b.columns)}")
        return
    if not (a.index.astype(str) == b.index.astype(str)).all() or a.index.name != b.index.name:
        differ(where, "index differs")
    for column in a.columns:
        compare_column(f"{where}[{column}]", a[column], b[column])


def compare_column(where, a, b):
    if a.dtype.kind in "OSU" and not isinstance(a.dtype, pd.CategoricalDtype):
        compare_array(where, a.to_numpy(), b.to_numpy())
    elif a.dtype != b.dtype:
        differ(where, f"type {a.dtype} and {b.dtype}")
    elif isinstance(a.dtype, pd.CategoricalDtype):
        if list(a.cat.categories) != list(b.cat.categories) or a.cat.ordered != b.cat.ordered:
            differ(where, "categories differ")
        compare_array(where, a.cat.codes.to_numpy(), b.cat.codes.to_numpy())
    elif not a.equals(b):
        differ(where, "values differ")


def compare(where, a, b):
    if isinstance(a, pd.DataFrame):
        compare_frame(where, a, b)
    elif sparse.issparse(a):
        compare_sparse(where, a, b)
    elif hasattr(a, "items"):
        if sorted(a.keys()) != sorted(b.keys()):
            differ(where, f"names {sorted(a.keys())} and {sorted(b.keys())}")
            return
        for key in a.keys():
            compare(f"{where}/{key}", a[key], b[key])
    elif isinstance(a, np.ndarray):
        compare_array(where, a, np.asarray(b))
    elif isinstance(a, (pd.Categorical, pd.api.extensions.ExtensionArray)):
        compare_column(where, pd.Series(a), pd.Series(b))
    elif isinstance(a, (np.generic, bool, int, float)):
        if np.asarray(a).dtype != np.asarray(b).dtype or not (a == b or (a != a and b != b)):
            differ(where, f"{a!r} and {b!r}")
    elif a != b:
        differ(where, f"{a!r} and {b!r}")


def compare_files(expected, actual):
    a, b = anndata.read_h5ad(expected), anndata.read_h5ad(actual)
    name = expected.rsplit("/", 1)[-1]
    if (a.X is None) != (b.X is None):
        differ(name, "one has no X")
    elif a.X is not None:
        compare(f"{name}/X", a.X, b.X)
    for part in ("obs", "var", "layers", "obsm", "varm", "obsp", "varp", "uns"):
        compare(f"{name}/{part}", getattr(a, part), getattr(b, part))
    if (a.raw is None) != (b.raw is None):
        differ(name, "one has no raw")
    elif a.raw is not None:
        compare(f"{name}/raw/X", a.raw.X, b.raw.X)
        compare(f"{name}/raw/var", a.raw.var, b.raw.var)
        compare(f"{name}/raw/varm", a.raw.varm, b.raw.varm)


for expected, actual in zip(sys.argv[1::2], sys.argv[2::2]):
    try:
        compare_files(expected, actual)
    except Exception as e:
        differ(expected.rsplit("/", 1)[-1], f"{type(e).__name__}: {e}")
print("\n".join(differences))
sys.exit(bool(differences))
