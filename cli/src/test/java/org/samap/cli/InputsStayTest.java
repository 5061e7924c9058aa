package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** No command puts a result in the place of a file that it reads, however the path is written. */
class InputsStayTest {
  private static final String BOTH =
      "--species hs=TMP/hs.h5ad --species mm=TMP/mm.h5ad --maps TMP/maps";

  private static final List<String> LINES =
      List.of(
          "sam TMP/hs.h5ad --out TMP/hs.h5ad",
          "sam TMP/hs.h5ad --out TMP/run/../hs.h5ad",
          "homology --species hs,mm --pairs hs,mm=TMP/hs.tsv --out TMP/hs.tsv",
          "sam TMP/hs.h5ad --out TMP/link.h5ad",
          "sam TMP/link.h5ad --out TMP/hs.h5ad",
          "sam TMP/mm.h5ad TMP/hs.h5ad --out TMP/here/hs.h5ad",
          "sam TMP/hs.h5ad --out TMP/hard.h5ad",
          "sam TMP/hs.h5ad --out TMP/here/hs.h5ad",
          "sam TMP/10x --out TMP/10x/matrix.mtx",
          "sam TMP/10x --out TMP/here/10x/genes.tsv",
          "sam TMP/hs.zarr --out TMP/hs.zarr/.zattrs",
          "names TMP/hs.tsv --data TMP/hs.zarr --out TMP/hs.zarr/.zattrs",
          "peaks TMP/hs.zarr --gtf TMP/hs.tsv --out TMP/hs.zarr/.zattrs",
          "activity TMP/10x --links TMP/hs.tsv --out TMP/10x/matrix.mtx",
          "cluster TMP/hs.zarr --k 3 --out TMP/hs.zarr/.zattrs",
          "names TMP/hs.tsv --data TMP/hs.h5ad --out TMP/here/hs.tsv",
          "names TMP/hs.tsv --data TMP/hs.h5ad --out TMP/link.h5ad",
          "peaks TMP/hs.h5ad --gtf TMP/hs.tsv --out TMP/here/hs.tsv",
          "annotations TMP/hs.tsv TMP/mm.h5ad --out TMP/here/hs.tsv",
          "activity TMP/hs.h5ad --links TMP/hs.tsv --out TMP/link.h5ad",
          "cluster TMP/hs.h5ad --k 3 --out TMP/link.h5ad",
          "cluster TMP/hs.h5ad --k 3 --out TMP/here/hs.h5ad",
          "transfer TMP/run --out TMP/here/run/samap.h5ad",
          "transfer TMP/run --out TMP/run/hs.h5ad",
          "transfer TMP/run --labels hs=TMP/hs.tsv --out TMP/hs.tsv",
          "transfer TMP/run --labels hs=TMP/run/transfer/hs_from_mm.tsv",
          "transfer TMP/run --labels hs=TMP/run/transfer/hs_from_mm.tsv --tables TMP/run/transfer",
          "scores TMP/run --labels hs=TMP/hs.tsv --out TMP/hs.tsv",
          "scores TMP/run --labels hs=TMP/run/scores/mapping_table.tsv",
          "markers TMP/run --replicates hs=TMP/hs.tsv --out TMP/hs.tsv",
          "confidence TMP/run --labels hs=TMP/hs.tsv --out TMP/hs.tsv",
          "confidence TMP/run --out TMP/run/iterations/1.h5ad",
          "stability TMP/run --labels hs=TMP/hs.tsv --out TMP/hs.tsv",
          "stability TMP/run --out TMP/here/run/run.json",
          "markers TMP/run --labels hs=TMP/run/markers.tsv",
          "markers TMP/run --out TMP/run/hs.h5ad",
          "pairs TMP/run --labels mm=TMP/hs.tsv --out TMP/hs.tsv",
          "enrich TMP/run --annotations hs=TMP/hs.tsv --out TMP/hs.tsv",
          "enrich TMP/run --annotations hs=TMP/mm.h5ad --names hs=TMP/hs.tsv --out TMP/hs.tsv",
          "report TMP/run --out TMP/run/samap.h5ad",
          "report TMP/run --labels hs=TMP/hs.tsv --out TMP/here/hs.tsv",
          "modules TMP/run --labels hs=TMP/run/modules/gene_modules.tsv",
          "query TMP/run hs_A --out TMP/run/samap.h5ad",
          "delta TMP/run --out TMP/run/mm.h5ad",
          "divergence TMP/run --labels hs=TMP/run/divergence/divergent_genes.tsv",
          "paralogs TMP/run --orthologs TMP/hs.tsv --out TMP/here/hs.tsv",
          "triangles TMP/run --orthologs TMP/run/triangles/gene_triangles.tsv",
          "orthogroups TMP/run --taxon 1 --eggnog hs=TMP/hs.tsv --eggnog mm=TMP/hs.tsv"
              + " --out TMP/hs.tsv",
          "families TMP/run --divergence TMP/run/families/families.tsv",
          "run BOTH --out TMP",
          "run BOTH --out TMP/here",
          "run --species hs=TMP/data/aa.h5ad --species hs=TMP/hs.h5ad --species mm=TMP/mm.h5ad"
              + " --maps TMP/maps --out TMP",
          "run BOTH --labels hs=TMP/run/mapping_table.tsv --out TMP/run --force",
          "run BOTH --names hs=TMP/run/alignment.tsv --out TMP/run --force",
          "run --config TMP/run/run.json --out TMP/run --force",
          "run --species hs=TMP/run/iterations/1.h5ad --species mm=TMP/mm.h5ad --maps TMP/maps"
              + " --out TMP/run --force",
          "simulate --species hs,mm --out TMP",
          "simulate --species xx,yy --out TMP",
          "demo --out TMP");

  @TempDir private Path folder;

  @BeforeEach
  void writeInputs() throws IOException {
    TinyRun.write(folder.resolve("run"), "hs", "mm");
    for (String name :
        List.of(
            "hs.h5ad",
            "mm.h5ad",
            "hs.tsv",
            "run/transfer/hs_from_mm.tsv",
            "run/scores/mapping_table.tsv",
            "run/mapping_table.tsv",
            "run/alignment.tsv",
            "run/iterations/1.h5ad",
            "run/markers.tsv",
            "run/modules/gene_modules.tsv",
            "run/triangles/gene_triangles.tsv",
            "run/families/families.tsv",
            "run/divergence/divergent_genes.tsv",
            "maps/hsmm/hs_to_mm.txt",
            "data/aa.h5ad",
            "hs.zarr/.zattrs",
            "10x/matrix.mtx",
            "10x/genes.tsv",
            "10x/barcodes.tsv")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.createFile(file);
    }
    Files.writeString(
        folder.resolve("run/run.json"),
        "{\"species\": {\"hs\": \"../hs.h5ad\", \"mm\": \"../mm.h5ad\"}, \"maps\": \"../maps\"}");
    Files.createLink(folder.resolve("hard.h5ad"), folder.resolve("hs.h5ad"));
    Files.createSymbolicLink(folder.resolve("link.h5ad"), folder.resolve("hs.h5ad"));
    Files.createSymbolicLink(folder.resolve("here"), folder);
  }

  static List<String> lines() {
    return LINES;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isRefused(String line) {
    RecordingJobs jobs = new RecordingJobs();
    String[] words = line.replace("BOTH", BOTH).replace("TMP", "" + folder).split(" ");
    Outcome ended = Outcome.of(jobs, words);
    assertThat(ended.err())
        .matches(
            "samap: error: --(out|tables)\\b.*"
                + "(would replace the input|, the file that is read"
                + "|shows that it was simulated).*\\R");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(jobs.isIdle()).isTrue();
  }

  @Test
  void isTestedForEveryCommandThatWritesWhereItIsTold() {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    Set<String> writing = new TreeSet<>();
    new Cli(new RecordingJobs(), none, none)
        .commandLine().getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> command.findOption("--out") != null)
            .forEach(command -> writing.add(command.name()));
    writing.removeAll(Set.of("plan", "bench")); // one writes nothing, and one reads nothing
    assertThat(LINES.stream().map(line -> line.substring(0, line.indexOf(' '))).distinct())
        .containsExactlyInAnyOrderElementsOf(writing);
  }
}
