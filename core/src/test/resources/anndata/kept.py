"""Files with much that is not AnnData, and what a copy with one column more must keep of them.

kept.py make FOLDER
kept.py link FOLDER
    Files with a link into another file.
kept.py settings FOLDER
    Files that the library was told to lay out in other ways.
kept.py compare ORIGINAL COPY [ORIGINAL COPY ...]
    In a copy, obs['new'] is a categorical of a, b, a, ...; all else is as in the original. Prints one line
    per difference and exits with status 1 if there is any.
"""
import os
import sys
import warnings

import anndata
import h5py
import numpy as np
import pandas as pd
from anndata.experimental import read_elem

warnings.simplefilter("ignore")
CELLS = 6
differences = []


def strange(f):
    """What AnnData does not know, of every type that h5py writes."""
    g = f.create_group("measured/by hand")
    g.attrs["text"] = "ä text"
    g.attrs["empty"] = h5py.Empty("f8")
    g.attrs["texts"] = np.array(["x", "", "yz"], dtype=h5py.string_dtype())
    g.attrs["fixed"] = np.bytes_("ascii")
    g.attrs["matrix"] = np.arange(6, dtype=">i4").reshape(2, 3)
    g.attrs["opaque"] = np.void(b"\x00\x01\x02")
    g.attrs["flag"] = True
    for kind in ["i1", "<i2", ">i4", "<i8", "u1", ">u2", "<u4", "u8", "<f2", ">f4", "<f8", "?", "c8", "S5"]:
        g["type " + kind.strip("<>")] = np.arange(1, 8).astype(kind)
    g["opaque"] = np.array([b"abc", b"def"], "V3")
    g["long double"] = np.array([1, 2.5], np.longdouble)
    colour = h5py.enum_dtype({"red": 3, "blue": -1}, basetype="i2")
    g.create_dataset("colours", data=np.array([3, -1, 3], "i2"), dtype=colour)
    g["strings"] = np.array(["a", "", "ccc"], dtype=object).astype(h5py.string_dtype())
    record = np.dtype([("name", h5py.string_dtype()), ("at", "f4", (2, 2)), ("n", "i8")], align=True)
    g["records"] = np.array([("one", np.eye(2), 1), ("", np.ones((2, 2)), -5)], dtype=record)
    lists = g.create_dataset("lists", (3,), h5py.vlen_dtype("i4"))
    lists[0] = [1, 2]
    lists[2] = [7]
    g["scalar"] = 3.5
    g["none"] = h5py.Empty("i4")
    g["no rows"] = np.zeros((0, 4))
    g.create_dataset("never written", (5, 3), "i4", chunks=(2, 3), fillvalue=-7)
    grows = g.create_dataset("grows", (40, 3), "f4", maxshape=(None, 3), chunks=(8, 3), compression="gzip", shuffle=True)
    grows[:20] = np.random.default_rng(1).random((20, 3))
    g["dimension"] = np.arange(40)
    g["dimension"].make_scale("rows")
    grows.dims[0].attach_scale(g["dimension"])
    g["references"] = np.array([f["X"].ref, g["colours"].ref, f["var"].ref], dtype=h5py.ref_dtype)
    g["region"] = np.array([f["X"].regionref[1:3]], dtype=h5py.regionref_dtype)
    g["committed"] = np.dtype("<i8")
    g.create_dataset("of committed type", data=[1, 2], dtype=g["committed"])
    g["again"] = f["X"]
    g["round"] = g
    g["soft"] = h5py.SoftLink("/obs/number")
    g["dangling"] = h5py.SoftLink("/nowhere")
    g["number by another way"] = f["obs/number"]
    f["soft at the root"] = h5py.SoftLink("/measured/by hand")
    f.attrs["project"] = "of the root"
    f.attrs.create("long", np.arange(70 if f.libver[0] == "earliest" else 9000))
    f["obs"].attrs["unknown"] = [1.5, 2.5]
    f["obs"]["a group beside"] = h5py.SoftLink("/measured")
    for i in range(60):
        f.create_group(f"many {i}").attrs["i"] = i


def sample():
    n = CELLS
    return anndata.AnnData(
        np.arange(n * 4, dtype="f4").reshape(n, 4),
        obs=pd.DataFrame({"number": np.arange(n), "kind": pd.Categorical(list("xyxyxz"))}, index=[f"c{i}" for i in range(n)]),
        var=pd.DataFrame(index=[f"g{i}" for i in range(4)]),
        uns={"a": {"b": np.arange(3)}},
        layers={"raw": np.ones((n, 4))},
    )


def write(path, content=lambda f: None, mode="w", **options):
    """An AnnData file, made with options of the library, with more in it."""
    sample().write(path + ".plain")
    with h5py.File(path + ".plain") as plain, h5py.File(path, mode, **options) as f:
        for name in plain:
            plain.copy(name, f)
        f.attrs.update(plain.attrs)
        content(f)
    os.remove(path + ".plain")


def link(folder):
    for place in ["/elsewhere", "/obs/elsewhere"]:
        with_link = lambda f: f.__setitem__(place, h5py.ExternalLink("other.h5", "/x"))
        write(os.path.join(folder, place.replace("/", "_") + ".h5ad"), with_link)


def settings(folder):
    write(os.path.join(folder, "free space.h5ad"), fs_strategy="fsm", fs_persist=True)
    sizes = h5py.h5p.create(h5py.h5p.FILE_CREATE)
    sizes.set_sizes(4, 4)
    path = os.path.join(folder, "addresses.h5ad")
    h5py.h5f.create(path.encode(), fcpl=sizes).close()
    write(path, mode="a")


def make(folder):
    kinds = {
        "earliest": {},
        "latest": {"libver": "latest"},
        "block of the user": {"userblock_size": 1024},
        "ordered": {"track_order": True},
    }
    for kind, options in kinds.items():
        write(os.path.join(folder, kind + ".h5ad"), strange, **options)


def address(o):
    return h5py.h5o.get_info(o.id).addr


def differ(where, what):
    differences.append(f"{where}: {what}")


def attributes(where, a, b, ignored):
    names = set(a.attrs) - ignored
    if names != set(b.attrs) - ignored:
        differ(where, f"attributes {sorted(names)} and {sorted(b.attrs)}")
        return
    for name in names:
        x, y = a.attrs.get_id(name), b.attrs.get_id(name)
        if x.get_type() != y.get_type() or x.shape != y.shape:
            differ(where, f"type of attribute {name}")
        elif not same(a.attrs[name], b.attrs[name], a.file, b.file):
            differ(where, f"attribute {name}")


def same(x, y, a, b):
    if isinstance(x, h5py.Empty) or isinstance(y, h5py.Empty):
        return x == y
    if isinstance(x, h5py.Reference):
        return (not x and not y) or a[x].name == b[y].name
    if isinstance(x, np.ndarray) and (x.dtype == object or x.dtype.names):
        return x.shape == y.shape and all(same(p, q, a, b) for p, q in zip(x.ravel(), y.ravel()))
    if isinstance(x, np.void) and x.dtype.names:
        return all(same(x[n], y[n], a, b) for n in x.dtype.names)
    if isinstance(x, (np.ndarray, np.generic)) and x.dtype.kind in "fc":
        return np.array_equal(x, y, equal_nan=True)
    return np.array_equal(x, y)


def compare(a, b, seen):
    where = a.name
    obs, root = where == "/obs", where == "/"
    attributes(where, a, b, {"column-order"} if obs else set())
    if not (obs or root):
        if address(a) != address(b):
            differ(where, "moved")
        if address(a) in seen:
            return
        seen.add(address(a))
    if isinstance(a, h5py.Group):
        names = set(a) | ({"new"} if obs else set())
        if names != set(b):
            differ(where, f"members {sorted(names)} and {sorted(b)}")
            return
        for name in a:
            x, y = a.get(name, getlink=True), b.get(name, getlink=True)
            if type(x) != type(y) or getattr(x, "path", "") != getattr(y, "path", ""):
                differ(f"{where}/{name}", f"links {x} and {y}")
            elif isinstance(x, h5py.HardLink) and not (obs and name == "new"):
                compare(a[name], b[name], seen)
    elif isinstance(a, h5py.Dataset):
        if a.id.get_type() != b.id.get_type() or a.maxshape != b.maxshape or a.chunks != b.chunks:
            differ(where, "type, shape or chunks")
        elif not same(a[()], b[()], a.file, b.file):
            differ(where, "values")


def text(x):
    return x.decode() if isinstance(x, bytes) else str(x)


def table(path):
    """obs, read by itself where the rest is nothing that anndata reads."""
    with h5py.File(path) as f:
        if "measured" in f:
            return read_elem(f["obs"])
    return anndata.read_h5ad(path).obs


def compare_files(original, copy):
    with h5py.File(original) as a, h5py.File(copy) as b:
        if isinstance(a["obs"], h5py.Dataset):
            for name in a:
                if name != "obs":
                    compare(a[name], b[name], set())
            attributes("/obs", a["obs"], b["obs"], {"_index", "column-order", "encoding-type", "encoding-version"})
            before = []
        else:
            compare(a, b, set())
            before = [text(x) for x in a["obs"].attrs.get("column-order", [])]
            if "column-order" in a["obs"].attrs:
                order = [x for x in before if x != "new"] + ["new"] if "new" not in before else before
                if [text(x) for x in b["obs"].attrs["column-order"]] != order:
                    differ("/obs", "order of the columns")
    new, old = table(copy), table(original)
    if list(new["new"].astype(str)) != ["ab"[i % 2] for i in range(len(old))]:
        differ(copy, "the new column")
    if list(new.index) != list(old.index):
        differ(copy, "the names of the cells")
    kept = [c for c in old.columns if c != "new"]
    if [c for c in new.columns if c != "new"] != kept:
        differ(copy, "columns")
    for c in kept:
        if not old[c].equals(new[c]) and list(old[c].astype(str)) != list(new[c].astype(str)):
            differ(copy, f"column {c}")


if sys.argv[1] != "compare":
    {"make": make, "link": link, "settings": settings}[sys.argv[1]](sys.argv[2])
else:
    for original, copy in zip(sys.argv[2::2], sys.argv[3::2]):
        before = len(differences)
        compare_files(original, copy)
        differences[before:] = [f"{os.path.basename(original)} {d}" for d in differences[before:]]
    print("\n".join(differences), end="")
    sys.exit(len(differences) > 0)
