"""Writes small AnnData files, in the oldest and the newest structures of the HDF5 library, that use as many of
these as fit: fuzz.py FOLDER. Damaged copies of them are read by AnnDataFuzzTest."""
import sys

import h5py
import numpy as np

folder = sys.argv[1]
texts = h5py.string_dtype()


def encoded(node, kind, version, **attributes):
    node.attrs["encoding-type"], node.attrs["encoding-version"] = kind, version
    for name, value in attributes.items():
        node.attrs[name.replace("_", "-") if name != "_index" else name] = value
    return node


def names(group, name, prefix, count, **options):
    values = np.array([f"{prefix}{i}" for i in range(count)], dtype=object)
    encoded(group.create_dataset(name, data=values, dtype=texts, **options), "string-array", "0.2.0")


def table(f, name, prefix, count, columns):
    g = encoded(f.create_group(name), "dataframe", "0.2.0", _index="_index")
    g.attrs["column-order"] = np.array(columns, dtype=object) if columns else np.array([], "f8")
    names(g, "_index", prefix, count, chunks=(4,), compression="gzip")
    return g


for version in ("earliest", "latest"):
    with h5py.File(f"{folder}/{version}.h5ad", "w", libver=version) as f:
        encoded(f, "anndata", "0.1.0")
        obs = table(f, "obs", "c", 9, ["label", "n", "flag"])
        label = encoded(obs.create_group("label"), "categorical", "0.2.0", ordered=False)
        encoded(label.create_dataset("codes", data=np.array([0, 1, 0, 2, -1, 1, 0, 2, 0], "i1")), "array", "0.2.0")
        names(label, "categories", "t", 3)
        obs["n"] = np.arange(9, dtype=">i4")
        obs["flag"] = np.array([True, False, True] * 3)
        table(f, "var", "g", 5, [])
        x = encoded(f.create_group("X"), "csr_matrix", "0.1.0", shape=np.array([9, 5]))
        options = dict(chunks=(5,), maxshape=(None,), compression="gzip", shuffle=True, fletcher32=True)
        x.create_dataset("data", data=np.arange(1, 19, dtype="f4"), **options)
        x.create_dataset("indices", data=np.array([0, 3] * 9, "i4"), chunks=(6,), compression="lzf")
        x["indptr"] = np.arange(0, 19, 2, dtype="i8")
        layers = f.create_group("layers")
        layers.create_dataset("counts", data=np.arange(45, dtype="u2").reshape(9, 5), chunks=(2, 3),
                              maxshape=(None, None), fillvalue=3)
        obsm = f.create_group("obsm")
        obsm.create_dataset("X_pca", data=np.arange(27, dtype="f8").reshape(9, 3), chunks=(4, 3), compression="gzip")
        uns = f.create_group("uns")
        uns.create_dataset("paged", (2100,), "u1", chunks=(1,))[::700] = 5
        uns.create_dataset("single", data=np.arange(6, dtype="f2"), chunks=(6,))
        uns["records"] = np.array([(1, b"ab", [1, 2]), (3, b"c", [3, 4])], [("n", "i4"), ("t", "S3"), ("v", "f4", (2,))])
        uns["logical"] = np.array([0, 1, 2], "i1").view(h5py.enum_dtype({"FALSE": 0, "TRUE": 1, "NA": 2}, "i1"))
        uns["link"] = h5py.SoftLink("/obs/label/categories")
        uns["text"] = "a text"
        many = uns.create_group("many")
        for i in range(12):
            many[f"entry {i}"] = i
            many.attrs[f"attribute {i}"] = f"text {i}"
