"""Writes a small file as loompy 2 does: loom.py FILE

Texts are of fixed length, in ASCII with other characters as in XML; the version is an attribute of the
root; attributes may have several values, or be records. The matrix is (gene + 1) * 10 + cell."""
import sys

import h5py
import numpy as np

genes, cells = 5, 3
with h5py.File(sys.argv[1], "w") as f:
    f.attrs["LOOM_SPEC_VERSION"] = np.bytes_("2.0.1")
    matrix = 10 * (1 + np.arange(genes))[:, None] + np.arange(cells)
    f.create_dataset("matrix", data=matrix.astype("f4"), chunks=(2, 2), compression="gzip", maxshape=(genes, None))
    for name in ["layers", "row_attrs", "col_attrs", "row_graphs", "col_graphs"]:
        f.create_group(name)
    f["layers/spliced"] = (matrix - 10).astype("u2")
    f["layers/unspliced"] = np.full((genes, cells), 10, "i8")
    rows, columns = f["row_attrs"], f["col_attrs"]
    rows["Gene"] = np.array([b"Actb", b"Tnf&#945;", b"", b"Cd3e", b"Gapdh"])
    rows["Accession"] = np.array([b"ENSMUSG%03d" % i for i in range(genes)])
    rows["Selected"] = np.array([1, 0, 1, 0, 1], "u1")
    columns["CellID"] = np.array([b"c1", b"c2", b"c3"])
    columns["Class"] = np.array([b"A &amp; B", b"B", b"&#x3b3;&#x3b4; T"])
    columns["Age"] = np.array([[1.5], [2.5], [3.5]])
    columns["Embedding"] = np.arange(6, dtype="f4").reshape(3, 2)
    columns["Regulons"] = np.zeros(3, [("a", "f4"), ("b", "f4")])
