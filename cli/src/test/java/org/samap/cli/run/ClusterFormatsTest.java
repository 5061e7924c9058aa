package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Type;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.io.OutputFile;
import org.samap.core.run.Workers;

/** Clusters of a graph that is not in an .h5ad file. */
class ClusterFormatsTest {
  @TempDir private Path folder;

  @Test
  void writesAModalityOfMuDataAsAnnData() {
    Path out = folder.resolve("out.h5ad");
    Outcome ended = cluster(muData(), "--out", out.toString());
    assertThat(ended.status()).as(ended.err()).isZero();
    try (AnnDataFile file = AnnDataFile.open(out)) {
      assertThat(file.data().var().names()).containsExactly("g");
      List<String> clusters = file.data().obs().labels("leiden_k2");
      assertThat(clusters.subList(0, 3)).containsOnly(clusters.get(0));
      assertThat(clusters.subList(3, 6)).containsOnly(clusters.get(3));
      assertThat(clusters.get(0)).isNotEqualTo(clusters.get(3));
    }
  }

  @Test
  void changesOnlyH5ad() throws IOException {
    Path path = muData();
    byte[] before = Files.readAllBytes(path);
    Outcome ended = cluster(path, "--in-place");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains(path + " is no .h5ad file and cannot be changed; give --out FILE");
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }

  @Test
  void asksForAGraph() throws IOException {
    Path table = Files.writeString(folder.resolve("t.csv"), "gene,c1,c2\na,1,2\n");
    Outcome ended = cluster(table, "--out", folder.resolve("out.h5ad").toString());
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains(table + ": has no obsp/connectivities; give a file that 'samap sam'")
        .doesNotContain("\tat ");
  }

  private static Outcome cluster(Path path, String... more) {
    String[] args = {"cluster", path.toString(), "--k", "2", "--quiet"};
    return Outcome.of(Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  /** Two groups of three cells each, of which every cell knows the others. */
  private Path muData() {
    Path path = folder.resolve("a.h5mu");
    try (Workers workers = Workers.of(1)) {
      OutputFile.write(
          path,
          channel -> {
            Hdf5Writer writer = Hdf5Writer.to(channel, workers);
            writer.root().group("mod", mod -> mod.group("rna", ClusterFormatsTest::modality));
            writer.finish();
          });
    }
    return path;
  }

  private static void modality(Hdf5Group g) throws IOException {
    g.group("obs", obs -> names(obs, "a", "b", "c", "d", "e", "f"));
    g.group("var", var -> names(var, "g"));
    g.group(
        "obsp",
        obsp ->
            obsp.group(
                "connectivities",
                graph -> {
                  graph.attribute("encoding-type", "csr_matrix");
                  graph.attribute("encoding-version", "0.1.0");
                  graph.attribute("shape", 6, 6);
                  numbers(graph, "data", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
                  numbers(graph, "indices", 1, 2, 0, 2, 0, 1, 4, 5, 3, 5, 3, 4);
                  numbers(graph, "indptr", 0, 2, 4, 6, 8, 10, 12);
                }));
  }

  private static void names(Hdf5Group g, String... names) throws IOException {
    g.attribute("_index", "_index");
    g.attribute("column-order", new String[0]);
    g.dataset("_index", Hdf5Type.STRING, new long[] {names.length}, d -> d.append(names));
  }

  private static void numbers(Hdf5Group g, String name, int... numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers);
    g.dataset(name, Hdf5Type.INT32, new long[] {numbers.length}, d -> d.append(bytes));
  }
}
