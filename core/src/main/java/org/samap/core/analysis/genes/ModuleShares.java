package org.samap.core.analysis.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.io.Tsv;

/**
 * Which gene modules a mapping rests on (SPEC 9). A mapping that rests on many modules is one of
 * whole cell types; a mapping that rests on a single module can be due to one shared program.
 *
 * <p>Each gene of a pair counts one half for its module, so two modules can share a pair. A gene
 * without a module does not count; if no gene has a module, there are no shares. The share of a
 * module is its part of all counts. Its value share is the same with every pair weighted by its
 * value. The factored score of a module is score x value share, which adds up to the score over all
 * modules.
 *
 * @param mappings the mappings, in the order given
 */
public record ModuleShares(List<MappingByModules> mappings) {

  /**
   * @param minShare a mapping rests on the modules with at least this share, 0 to 1, default 0.05
   */
  public record Params(double minShare) {
    public Params {
      UnitInterval.check("min_share", minShare, 0);
    }

    public static Params defaults() {
      return new Params(0.05);
    }

    public Params withMinShare(double newMinShare) {
      return new Params(newMinShare);
    }
  }

  /**
   * A module's part in a mapping.
   *
   * @param pairs the number of its gene pairs, in halves
   * @param share its share of the mapping's gene pairs, above 0, up to 1
   * @param valueShare its share weighted by value
   * @param score the factored score
   */
  public record Part(int module, double pairs, double share, double valueShare, double score) {}

  /**
   * A mapping divided among modules.
   *
   * @param pair the mapping
   * @param parts the modules with a gene in it, by descending share, ties by number
   * @param modules the number of modules with at least the least share
   * @param largestShare the largest share; 0 without parts
   * @param entropy the entropy of the shares in bits; 0 if one module has all
   */
  public record MappingByModules(
      MappedPair pair, List<Part> parts, int modules, double largestShare, double entropy) {}

  /** O(mappings x modules + gene pairs). */
  public static ModuleShares of(GeneModules modules, List<MappedPair> pairs, Params params) {
    return new ModuleShares(pairs.stream().map(p -> mapping(modules, p, params)).toList());
  }

  private static MappingByModules mapping(GeneModules modules, MappedPair pair, Params params) {
    double[] counts = new double[modules.count()];
    double[] values = new double[modules.count()];
    double count = 0;
    double value = 0;
    for (MappedPair.Genes genes : pair.genes()) {
      for (int gene : new int[] {genes.geneA(), genes.geneB()}) {
        int module = modules.moduleOf()[gene];
        if (module >= 0) {
          counts[module] += 0.5;
          count += 0.5;
          values[module] += genes.value() / 2;
          value += genes.value() / 2;
        }
      }
    }
    List<Part> parts = new ArrayList<>();
    int enough = 0;
    double largest = 0;
    double entropy = 0;
    for (int m = 0; m < counts.length; m++) {
      if (counts[m] > 0) {
        double share = counts[m] / count;
        double valueShare = value > 0 ? values[m] / value : share;
        parts.add(new Part(m, counts[m], share, valueShare, pair.score() * valueShare));
        enough += share >= params.minShare() ? 1 : 0;
        largest = Math.max(largest, share);
        entropy -= share * StrictMath.log(share) / StrictMath.log(2);
      }
    }
    parts.sort(Comparator.comparingDouble(p -> -p.share()));
    return new MappingByModules(pair, List.copyOf(parts), enough, largest, Math.max(0, entropy));
  }

  /** Writes a row per mapping. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("score").text("pairs");
          table.text("modules").text("largest_share").text("entropy").endRow();
          for (MappingByModules m : mappings) {
            table
                .text(m.pair().nodeA().name())
                .text(m.pair().nodeB().name())
                .number(m.pair().score());
            table.number(m.pair().genes().size()).number(m.modules());
            table.number(m.largestShare()).number(m.entropy()).endRow();
          }
        });
  }

  /** Writes a row per mapping and module. */
  public void writeParts(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("module").text("pairs").text("share");
          table.text("value_share").text("score").endRow();
          for (MappingByModules m : mappings) {
            for (Part part : m.parts()) {
              table
                  .text(m.pair().nodeA().name())
                  .text(m.pair().nodeB().name())
                  .number(part.module() + 1);
              table.number(part.pairs()).number(part.share()).number(part.valueShare());
              table.number(part.score()).endRow();
            }
          }
        });
  }
}
