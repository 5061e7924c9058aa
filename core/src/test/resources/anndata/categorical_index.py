"""Writes AnnData whose names of cells are categories: categorical_index.py FILE

anndata 0.8 writes it where an index has the name of a column of categories.
"""
import sys

import anndata
import numpy
import pandas

names = ["b", "a", "b"]
obs = pandas.DataFrame({"name": names}, index=pandas.Index(["x", "y", "z"], name="name"))
anndata.AnnData(numpy.ones((3, 2), dtype="float32"), obs=obs).write(sys.argv[1])
