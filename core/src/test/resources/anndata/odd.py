"""Writes HDF5 files of rare layouts, links and types: odd.py FOLDER

earliest.h5 and latest.h5 hold the same data sets in the library's oldest and newest structures, and
values.txt what the library reads from them: a data set a line, equal values in a row once with their
number. odd.h5ad is AnnData with members that cannot be read, beside some that can."""
import sys
import zlib

import h5py
import numpy as np

folder = sys.argv[1]


def sparse(data, start, stop, step):
    """Writes every step-th element along the first axis, and leaves the others alone."""
    for i in range(start, stop, step):
        data[i] = i


def indexes(f):
    g = f.create_group("indexes")
    for name, options in {"plain": {}, "gzip": {"compression": "gzip", "shuffle": True}}.items():
        def make(kind, shape, chunks, maxshape=None, fill=7):
            return g.create_dataset(kind + " " + name, shape, "i4", chunks=chunks, maxshape=maxshape,
                                    fillvalue=fill, **options)

        make("single", (4,), (4,))[:] = [5, 6, 7, 8]
        sparse(make("fixed", (40,), (3,)), 0, 40, 9)
        sparse(make("paged", (3000,), (1,)), 0, 3000, 1400)
        make("growing", (5, 7), (2, 3), (9, 11))[0:3, 2:6] = 1 + np.arange(12).reshape(3, 4)
        sparse(make("open", (400,), (1,), (None,)), 3, 400, 57)
        make("open second", (4, 30), (3, 2), (6, None))[1, 5:27:10] = [11, 12, 13]
        make("open both", (30, 30), (2, 2), (None, None))[3:27:4, 1:30:3] = 1 + np.arange(60).reshape(6, 10)
        make("never", (3, 2), (2, 2))
        sparse(make("far", (70000,), (1,), (None,)), 5, 70000, 34990)
    early = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    early.set_chunk((3, 2))
    early.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    early.set_fill_value(np.array(7, "i4"))
    d = h5py.h5d.create(g.id, b"implicit", h5py.h5t.NATIVE_INT32, h5py.h5s.create_simple((7, 5)), early)
    h5py.Dataset(d)[2:5, 1:4] = 1 + np.arange(9).reshape(3, 3)


def fills(f):
    g = f.create_group("fills")
    g.create_dataset("contiguous", (5,), "f8", fillvalue=-1.5)
    g.create_dataset("big-endian", (3,), ">i4", fillvalue=258)
    g.create_dataset("zero", (3,), "i8")
    g.create_dataset("texts", (3,), h5py.string_dtype())
    g.create_dataset("fixed texts", (3,), "S4", fillvalue=b"none")
    g.create_dataset("chunked texts", (3,), h5py.string_dtype(), chunks=(2,))[0] = "here"
    g.create_dataset("scalar", (), "i2", fillvalue=9)
    g.create_dataset("bool", (3,), "?", fillvalue=True)


def masks(f):
    g = f.create_group("masks")
    texts = g.create_dataset("texts", (40,), h5py.string_dtype(), chunks=(16,), shuffle=True,
                             compression="gzip")
    texts[:] = ["text %d" % i for i in range(40)]
    d = g.create_dataset("numbers", (24,), "<i4", chunks=(4,), shuffle=True, compression="gzip",
                         fletcher32=False)
    values = np.arange(24, dtype="<i4") * 1000
    for c in range(5):
        raw = values[4 * c : 4 * c + 4].tobytes()
        shuffled = bytes(np.frombuffer(raw, "u1").reshape(4, 4).T.tobytes())
        packed = [zlib.compress(shuffled), zlib.compress(raw), shuffled, raw, raw][c]
        d.id.write_direct_chunk((4 * c,), packed, [0, 1, 2, 3, 3][c])
    c = g.create_dataset("checked", (10,), "<i2", chunks=(5,), fletcher32=True, compression="gzip")
    c[:] = np.arange(10)
    odd = g.create_dataset("checked bytes", (9,), "u1", chunks=(9,), fletcher32=True)
    odd[:] = np.arange(9) * 28


def groups(f, version):
    many = f.create_group("many")
    for i in range(150):
        many["entry %d with a long name, so that names need several blocks" % i] = i
    many.attrs["long"] = np.arange(8300, dtype="i8") if version == "latest" else np.arange(5)
    for i in range(40):
        many.attrs["attribute %d" % i] = "text %d" % i


for version in ("earliest", "latest"):
    with h5py.File(f"{folder}/{version}.h5", "w", libver=version) as f:
        indexes(f)
        fills(f)
        masks(f)
        groups(f, version)



def runs(values):
    """Values as text: 7*3 stands for 7 7 7."""
    out = []
    for v in values:
        text = v.decode() if isinstance(v, bytes) else repr(float(v))
        if out and out[-1][0] == text:
            out[-1][1] += 1
        else:
            out.append([text, 1])
    return "|".join(f"{text}*{n}" for text, n in out)


def tell(version):
    lines = []
    with h5py.File(f"{folder}/{version}.h5") as f:
        for group in ("indexes", "fills", "masks"):
            for name, d in f[group].items():
                lines.append("\t".join([f"{group}/{name}", runs(d[()].ravel() if d.shape else [d[()]])]))
    return lines


assert tell("earliest") == tell("latest")
with open(f"{folder}/values.txt", "w") as out:
    out.write("\n".join(tell("latest")) + "\n")

with h5py.File(f"{folder}/userblock.h5", "w", userblock_size=1024) as f:
    f.create_dataset("numbers", data=np.arange(5, dtype="i4"))
    f["text"] = "after a block of the user's"


def encoded(node, kind, version, **attributes):
    node.attrs["encoding-type"], node.attrs["encoding-version"] = kind, version
    for name, value in attributes.items():
        node.attrs[name.replace("_", "-")] = value
    return node


with h5py.File(f"{folder}/odd.h5ad", "w") as f:
    encoded(f, "anndata", "0.1.0")
    for table, names in {"obs": ["c0", "c1", "c2"], "var": ["g0", "g1"]}.items():
        g = encoded(f.create_group(table), "dataframe", "0.2.0")
        g.attrs["_index"] = "_index"
        g.attrs["column-order"] = np.array(["kept", "opaque", "logical"] if table == "obs" else [], dtype=object) \
            if table == "obs" else np.array([], "f8")
        encoded(g.create_dataset("_index", data=np.array(names, dtype=object), dtype=h5py.string_dtype()),
                "string-array", "0.2.0")
    f["obs"]["kept"] = np.array([1, 2, 3])
    f["obs"]["opaque"] = np.array([b"ab", b"cd", b"ef"], "V2")
    logical = h5py.enum_dtype({"FALSE": 0, "TRUE": 1, "NA": 2}, basetype="i1")
    f["obs"].create_dataset("logical", data=np.array([1, 2, 0], "i1"), dtype=logical)
    # The matrix lies elsewhere, and its data are of a committed type.
    layers = encoded(f.create_group("layers"), "dict", "0.1.0")
    counts = encoded(layers.create_group("counts"), "csr_matrix", "0.1.0")
    counts.attrs["shape"] = np.array([3, 2])
    f["types/counted"] = np.dtype("<f4")
    counts.create_dataset("data", data=np.array([1, 2, 3, 4], "f4"), dtype=f["types/counted"])
    counts["indices"] = np.array([0, 1, 0, 1], "i4")
    counts["indptr"] = np.array([0, 1, 2, 4], "i4")
    f["X"] = h5py.SoftLink("/layers/counts")
    layers["outside"] = h5py.ExternalLink("other.h5", "/X")
    layers.create_dataset("elsewhere", (3, 2), "f4", external=[(f"odd.raw", 0, 24)])
    virtual = h5py.VirtualLayout((3, 2), "f4")
    virtual[:] = h5py.VirtualSource("other.h5", "X", (3, 2))
    layers.create_virtual_dataset("virtual", virtual)
    bomb = layers.create_dataset("bomb", (3, 2), "f4", chunks=(3, 2), compression="gzip")
    bomb.id.write_direct_chunk((0, 0), zlib.compress(b"\0" * 10_000_000), 0)
    short = layers.create_dataset("short", (3, 2), "f4", chunks=(3, 2), compression="gzip")
    short.id.write_direct_chunk((0, 0), zlib.compress(b"\0" * 20), 0)

    uns = encoded(f.create_group("uns"), "dict", "0.1.0")
    uns["fine"] = np.array([1.5, 2.5])
    uns["opaque"] = np.array([b"abc", b"def"], "V3")
    uns["reference"] = f["X"].ref
    uns.create_dataset("references", data=np.array([f["X"].ref], dtype=object), dtype=h5py.ref_dtype)
    uns.create_dataset("regions", data=np.array([counts["data"].regionref[0:2]], dtype=object), dtype=h5py.regionref_dtype)
    lists = uns.create_dataset("lists", (2,), h5py.vlen_dtype("i4"))
    lists[0] = [1, 2]
    uns.create_dataset("complex", data=np.array([1 + 2j]))
    uns["records"] = np.array([(1, b"xy")], [("a", "i4"), ("b", "V2")])
    uns["none"] = h5py.Empty("f4")
    encoded(uns["none"], "null", "0.1.0")
    uns["type"] = np.dtype("i4")
    uns["relative"] = h5py.SoftLink("fine")
    uns["upwards"] = h5py.SoftLink("/uns/deep/number")
    uns["dangling"] = h5py.SoftLink("/nowhere/at/all")
    uns["circle"] = h5py.SoftLink("/uns/circle back")
    uns["circle back"] = h5py.SoftLink("circle")
    deep = uns.create_group("deep")
    deep["number"] = 4
    deep["round"] = uns
    deep["itself"] = h5py.SoftLink("/uns/deep")
    deep["root"] = f["/"]
    encoded(uns.create_group("strange"), "from-the-future", "9.0")
    uns["fine"].attrs["reference"] = f["X"].ref
