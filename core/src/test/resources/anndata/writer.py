"""Checks what Hdf5WriterTest wrote, with the HDF5 library: writer.py FILE"""
import sys

import h5py
import numpy as np

with h5py.File(sys.argv[1]) as f:
    long = f["long"][()]
    assert np.array_equal(long, np.arange(5_000_000) * 3), "many chunks"
    assert f["cube"].shape == (7, 3, 50)
    assert np.array_equal(f["cube"][()].ravel(), np.arange(1050)), "rank 3"
    assert f["nothing"].shape == (0,) and f["no_columns"].shape == (5, 0)
    assert f["null"].shape is None
    assert f["scalar"][()] == 2.5

    texts = f["texts"].asstr()[()]
    assert len(texts) == 30_000
    assert texts[0] == "" and texts[17] == "\u00e4\u4e2d 17" and texts[-1] == "\u00e4\u4e2d 29999"
    assert f["book"].asstr()[()] == "x" * 200_000

    many = f["many"]
    assert len(many) == 20_000
    assert many["entry 19999"][()] == 19999 and many["entry 0"][()] == 0
    assert f["a"]["b"]["c"][0] == 1

    wide = f["wide"].attrs
    names = list(wide["column-order"])
    assert len(names) == 6000 and names[5999] == "column 5999"
    assert wide["encoding-type"] == "dataframe"
    assert list(wide["shape"]) == [2**40, 3]
    assert wide["ordered"] == True and isinstance(wide["ordered"], np.bool_)
    assert sorted(wide) == ["column-order", "encoding-type", "ordered", "shape"]
    assert list(f["narrow"].attrs["column-order"]) == []

    records = f["records"][()]
    assert records.dtype.names == ("name", "pair", "flag")
    assert records["name"].astype(str).tolist() == ["g1", "g2"]
    assert records["pair"].tolist() == [[1, 2], [3, 4]]
    assert records["flag"].tolist() == [True, False]

# The library can change the file.
with h5py.File(sys.argv[1], "a") as f:
    del f["many"]["entry 7"]
    f["many"]["added"] = "text"
    f["wide"].attrs["more"] = "text"
    del f["texts"]
with h5py.File(sys.argv[1]) as f:
    assert len(f["many"]) == 20_000 and f["many"]["added"].asstr()[()] == "text"
    assert f["wide"].attrs["more"] == "text"
    assert f["wide"].attrs["column-order"][1] == "column 1"
