package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.analysis.genes.GenePairs.NodePair;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Which genes are on in a cell type of one species and off in the matched type of another. A gene
 * is on if at least a given share of the cells detects it. Of its homologs in the other species,
 * the one that most cells of the other type detect is tested: if even that one is off, no homolog
 * took its place. It is off if its level is less than 1 / fold of that of the gene, by the test of
 * {@link Absence}, after correction for the {@link Sensitivity} of both types.
 *
 * <p>A pair is only tested if there is power: if no cell at all detected the homolog, p would be at
 * most {@value #POWER}. A gene whose most similar homolog is expressed nowhere in its species is
 * not tested either: whether that homolog is missing from the annotation, or was left out as nearly
 * all cells have it, cannot be told. q is the false discovery rate over all genes that are tested
 * in one direction between two types.
 *
 * @param genes the genes of all species
 * @param directions both directions of every pair of types, in the given order
 */
public record TypeDivergence(CellLabels labels, GeneAxis genes, List<Direction> directions) {
  static final double POWER = 0.01;

  /**
   * The parameters.
   *
   * @param fold how many times lower the level of a gene that is off must be, at least 2: below
   *     that, the different shape of counts of different depth would be taken for a difference
   * @param minFraction the share of the cells that detect a gene that is on, above 0
   * @param maxQ the q up to which genes are written
   */
  public record Params(double fold, double minFraction, double maxQ) {
    public Params {
      if (!(fold >= 2 && fold < Double.POSITIVE_INFINITY)) {
        throw InputException.about(
            "fold", "fold is " + fold + "; give a number of at least 2, such as 4");
      }
      if (!(minFraction > 0)) {
        throw InputException.about(
            "min_fraction", "min_fraction is " + minFraction + "; give a number above 0 up to 1");
      }
      UnitInterval.check("min_fraction", minFraction, 0);
      UnitInterval.check("max_q", maxQ, 0);
    }

    public static Params defaults() {
      return new Params(4, 0.1, 0.05);
    }

    public Params withFold(double times) {
      return new Params(times, minFraction, maxQ);
    }

    public Params withMinFraction(double share) {
      return new Params(fold, share, maxQ);
    }

    public Params withMaxQ(double q) {
      return new Params(fold, minFraction, q);
    }
  }

  /**
   * The genes that are on in one type and may be off in another.
   *
   * @param nodeOn the type in which they are on
   * @param nodeOff the matched type of another species
   * @param score the mapping score of the two
   * @param sensitivity how many times more sensitive the measurement of {@code nodeOff} is; empty
   *     if too few orthologs tell, and then nothing is tested
   * @param on the number of genes that are on and have a homolog
   * @param tested those that were tested, by ascending p, ties in gene order
   */
  public record Direction(
      int nodeOn,
      int nodeOff,
      double score,
      OptionalDouble sensitivity,
      int on,
      List<Tested> tested) {

    /** The number of genes with a q of at most this. */
    public int off(double maxQ) {
      return (int) tested.stream().filter(t -> t.q <= maxQ).count();
    }
  }

  /**
   * A gene that is on, and a homolog that is perhaps off.
   *
   * @param fractionOn the share of cells that detect {@code geneOn}
   * @param fractionOff the share of cells that detect {@code geneOff}
   * @param expected the share that would detect {@code geneOff} at the level of {@code geneOn}
   * @param fold how many times lower the level of {@code geneOff} is; with half a cell added on
   *     both sides
   * @param logP the natural logarithm of p
   * @param elsewhere the other type of the species that has {@code geneOff} in the largest share;
   *     -1 if there is none
   * @param fractionElsewhere that share
   */
  public record Tested(
      int geneOn,
      int geneOff,
      double fractionOn,
      double fractionOff,
      double expected,
      double fold,
      double logP,
      double q,
      int elsewhere,
      double fractionElsewhere,
      float refined,
      float sequence) {}

  /**
   * Time: two passes over the expression; then the links of a species for each pair of types.
   *
   * @param scores the scores between the nodes of the labels
   * @throws InputException if the two nodes of a pair belong to one species
   */
  public static TypeDivergence of(
      MappedGenes data,
      MappingScores scores,
      List<NodePair> matches,
      Params params,
      Workers workers) {
    matches.forEach(match -> match.requireTwoSpecies(data.labels()));
    DivergenceFinder finder =
        new DivergenceFinder(
            data,
            ExpressedGenes.of(data, workers),
            TypeDetection.of(data, workers),
            Orthologs.reciprocalBest(data.genes(), data.sequence()),
            params);
    List<Direction> directions = new ArrayList<>();
    for (NodePair match : matches) {
      double score = scores.scores()[match.a()][match.b()];
      directions.add(finder.direction(match.a(), match.b(), score));
      directions.add(finder.direction(match.b(), match.a(), score));
    }
    return new TypeDivergence(data.labels(), data.genes(), List.copyOf(directions));
  }

  /** Writes the genes that are off, a row each. */
  public void write(Path file, Params params) {
    Tsv.write(
        file,
        table -> {
          table.text("node_on").text("node_off").text("gene_on").text("gene_off");
          table.text("fraction_on").text("fraction_off").text("expected_off").text("fold");
          table.text("p").text("minus_log10_p").text("q");
          table.text("elsewhere").text("fraction_elsewhere");
          table.text("refined_weight").text("sequence_weight").endRow();
          for (Direction d : directions) {
            d.tested.stream().filter(t -> t.q <= params.maxQ).forEach(t -> write(d, t, table));
          }
        });
  }

  private void write(Direction d, Tested t, Tsv table) {
    table.text(name(d.nodeOn)).text(name(d.nodeOff));
    table.text(genes.name(t.geneOn)).text(genes.name(t.geneOff));
    table.number(t.fractionOn).number(t.fractionOff).number(t.expected).number(t.fold);
    table.probability(LogProbability.value(t.logP)).number(LogProbability.minusLog10(t.logP));
    table.probability(t.q).text(t.elsewhere < 0 ? "" : name(t.elsewhere));
    table.number(t.fractionElsewhere).number(t.refined).number(t.sequence).endRow();
  }

  private String name(int node) {
    return labels.nodes().get(node).name();
  }

  /** Writes what was tested and found between every two types, a row for each direction. */
  public void writeTests(Path file, Params params) {
    int[] sizes = labels.sizes();
    Tsv.write(
        file,
        table -> {
          table.text("node_on").text("node_off").text("score").text("cells_on").text("cells_off");
          table.text("sensitivity").text("on").text("tested").text("off").endRow();
          for (Direction d : directions) {
            table.text(name(d.nodeOn)).text(name(d.nodeOff)).number(d.score);
            table.number(sizes[d.nodeOn]).number(sizes[d.nodeOff]);
            d.sensitivity.ifPresentOrElse(table::number, () -> table.text(""));
            table.number(d.on).number(d.tested.size()).number(d.off(params.maxQ)).endRow();
          }
        });
  }
}
