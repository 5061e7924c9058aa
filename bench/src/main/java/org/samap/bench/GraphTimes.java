package org.samap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.LinkCollector;
import org.samap.core.io.FileTree;

/**
 * Times how long a saved graph of homologous genes takes to load, as a table (.tsv.gz) and in
 * binary form: two species of GENES genes with LINKS links each. Prints the best of some loads.
 *
 * <pre>
 * java ... -cp bench/target/benchmarks.jar org.samap.bench.GraphTimes [GENES [LINKS]]
 * </pre>
 */
public final class GraphTimes {
  private static final int LOADS = 7;

  private GraphTimes() {}

  public static void main(String[] args) throws IOException {
    int genes = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int links = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    HomologyGraph graph = draw(genes, links);
    Path folder = Files.createTempDirectory("samap-graph");
    try {
      double table = seconds(graph, folder.resolve("graph.tsv.gz"));
      double binary = seconds(graph, folder.resolve("graph.bin"));
      System.out.printf(
          Locale.ROOT,
          "%,d links: table %.3f s, binary %.4f s, %.1f times faster%n",
          graph.edges().entries() / 2,
          table,
          binary,
          table / binary);
    } finally {
      FileTree.delete(folder);
    }
  }

  private static HomologyGraph draw(int genes, int links) {
    LinkCollector collector = new LinkCollector(List.of("aa", "bb"));
    int[] first = named(collector, "aa", genes);
    int[] second = named(collector, "bb", genes);
    for (int g = 0; g < genes; g++) {
      for (int k = 1; k <= links; k++) {
        collector.link(first[g], second[(g * 31 + k * k * 17) % genes], 40 + k * 1.37f);
      }
    }
    return collector.graph();
  }

  private static int[] named(LinkCollector collector, String species, int genes) {
    int[] numbers = new int[genes];
    for (int g = 0; g < genes; g++) {
      numbers[g] = collector.gene(species, "GENE%08d".formatted(g * 7919));
    }
    return numbers;
  }

  private static double seconds(HomologyGraph graph, Path file) {
    graph.save(file);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < LOADS; i++) {
      long start = System.nanoTime();
      HomologyGraph.load(file);
      least = Math.min(least, (System.nanoTime() - start) / 1e9);
    }
    return least;
  }
}
