"""Opens a file that StorableTest wrote, and checks its columns: storable.py FILE"""
import sys

import anndata

obs = anndata.read_h5ad(sys.argv[1]).obs
expected = {
    "kind": ["a", None, "b"],
    "name": ["x", "y", "z"],
    "merged": ["a", "b", "a"],
}
found = {name: [None if v != v else v for v in obs[name]] for name in obs}
assert found == expected, found
assert obs.index.name == "name" and list(obs.index) == ["x", "y", "z"], obs.index
