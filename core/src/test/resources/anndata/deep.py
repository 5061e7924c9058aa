"""Checks a data set of more than 64 x 64 chunks, with the HDF5 library: deep.py FILE"""
import sys

import h5py
import numpy as np

with h5py.File(sys.argv[1]) as f:
    deep = f["deep"]
    assert deep.shape == (4200, 17000) and deep.chunks == (1, 17000)
    for row in (0, 1, 63, 64, 65, 4095, 4096, 4097, 4199):
        expected = np.zeros(17000, "f8")
        expected[0], expected[-1] = row, row + 0.5
        assert np.array_equal(deep[row], expected), row
    assert deep[:, 0].sum() == 4200 * 4199 / 2
