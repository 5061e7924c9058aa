package org.samap.core.anndata;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.ZarrLayout.Option;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;

/** Damaged Zarr stores, folders and zip files, are read, or refused in one line. */
class ZarrFuzzTest {
  @TempDir Path folder;

  @Test
  void readsOrRefusesDamagedStores() throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, specimens(), Everything::read);
  }

  @Test
  @Tag("slow")
  void readsOrRefusesManyDamagedStores() throws IOException {
    Fuzz.survives(Fuzz.MANY, folder, specimens(), Everything::read);
  }

  private List<Specimen> specimens() throws IOException {
    Path h5ad = Samples.write(data(), folder.resolve("data.h5ad"));
    SequencedMap<String, byte[]> zipped = ZarrCopy.of(h5ad, ZarrLayout.of(3, ZarrPacking.NONE, 4));
    return List.of(
        store("plain2.zarr", h5ad, ZarrLayout.of(2, ZarrPacking.NONE, 3, Option.FIXED_TEXTS)),
        store("lz4.zarr", h5ad, ZarrLayout.of(2, ZarrPacking.BLOSC_LZ4, 5, Option.CONSOLIDATED)),
        store("gzip.zarr", h5ad, ZarrLayout.of(3, ZarrPacking.GZIP, 4, Option.OLD_KEYS)),
        store("zstd.zarr", h5ad, ZarrLayout.of(3, ZarrPacking.BLOSC_ZSTD, 4, Option.CONSOLIDATED)),
        store(
            "shards.zarr",
            h5ad,
            ZarrLayout.of(3, ZarrPacking.NONE, 2, Option.SHARDS, Option.CHECKSUMS)),
        store(
            "first.zarr",
            h5ad,
            ZarrLayout.of(3, ZarrPacking.ZSTD, 3, Option.SHARDS, Option.INDEX_AT_START)),
        Specimen.of(ZarrCopy.zip(zipped, folder.resolve("stored.zip"), false)),
        Specimen.of(ZarrCopy.zip(zipped, folder.resolve("packed.zip"), true)));
  }

  private static AnnData data() {
    float[] counts = {0, 3, 0, 1, 0, 0, 2, 5, 0, 0, 1, 0, 7, 0, 0, 1, 0, 4};
    DenseArray dense = DenseArray.of(Values.of(counts), 6, 3);
    SparseArray sparse =
        new SparseArray(
            SparseArray.Layout.CSR,
            6,
            3,
            DenseArray.vector(Values.of(3f, 1f, 2f, 5f)),
            DenseArray.vector(Values.of(1, 0, 0, 1)),
            DenseArray.vector(Values.of(0, 1, 2, 4, 4, 4, 4)));
    return Samples.named(6, 3)
        .withX(sparse)
        .with(Section.LAYERS, "counts", dense)
        .with(Section.OBSM, "X_pca", dense)
        .with(Section.UNS, "title", DenseArray.scalar("a title"))
        .withObs(
            DataFrame.of(Samples.names("c", 6))
                .with("label", Categorical.of("a", "b", "a", "c", "a", "b"))
                .with("n", Values.of(3, 1, 4, 1, 5, 9)));
  }

  private static Specimen store(String name, Path h5ad, ZarrLayout layout) {
    return Specimen.folder(name, new TreeMap<>(ZarrCopy.of(h5ad, layout)));
  }
}
