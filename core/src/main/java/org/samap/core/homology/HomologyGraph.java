package org.samap.core.homology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * A symmetric weighted graph between the genes of several species: which features may correspond,
 * and how similar they are by sequence. Wherever it came from (search results, gene pairs, a file),
 * this is all that the mapping sees of homology.
 *
 * @param genes what the rows and columns stand for
 * @param edges genes x genes, symmetric, weights above 0, none inside a species
 */
public record HomologyGraph(GeneAxis genes, SparseMatrix edges) {

  public HomologyGraph {
    if (edges.rows() != genes.size() || edges.columns() != genes.size()) {
      throw new IllegalArgumentException(edges + " for " + genes);
    }
  }

  /**
   * The graph of the data's genes: transcripts collapsed, weak edges left out, and then only the
   * genes that the data has, in its order. How many genes matched is told to {@code progress}, with
   * a warning for a species of which few did.
   *
   * @param data the genes of the data sets, of the same species
   * @throws InputException if no gene of a species is in the graph, if names that are given for a
   *     species are of no use, or if no edge is left
   */
  public HomologyGraph forData(
      GeneAxis data, TranscriptNames names, double threshold, Progress progress) {
    names.requireUse(genes, data);
    HomologyGraph known = collapse(names).filter(threshold);
    OverlapReport.of(known, data).tell(progress);
    HomologyGraph graph = known.restrictTo(data);
    if (graph.edges.entries() == 0) {
      throw InputException.about(
          "evalue",
          "no edge of the homology graph joins two genes of the data; check that the tables are of"
              + " these species, both directions named alike, or raise evalue");
    }
    return graph;
  }

  /**
   * Transcripts become genes: names are replaced, of several edges between two genes the heaviest
   * stays, and genes without an edge go. Species as before, by code point within a species. Without
   * any names the graph stays as it is. O(edges log edges).
   *
   * @throws InputException if names are given for a species that the graph does not have
   */
  public HomologyGraph collapse(TranscriptNames names) {
    names.check(genes.species());
    if (names.isEmpty()) {
      return this;
    }
    int[] gene = new int[genes.size()];
    GeneAxis renamed = renamed(names, gene);
    int[][] members = members(gene, renamed.size());
    float[] heaviest = new float[renamed.size()];
    SparseMatrix.Builder b = SparseMatrix.builder(renamed.size(), renamed.size());
    for (int[] transcripts : members) {
      List<Integer> touched = new ArrayList<>();
      for (int t : transcripts) {
        for (int p = edges.offset(t); p < edges.offset(t + 1); p++) {
          int partner = gene[edges.index(p)];
          if (heaviest[partner] == 0) {
            touched.add(partner);
          }
          heaviest[partner] = Math.max(heaviest[partner], edges.value(p));
        }
      }
      for (int partner : touched) {
        b.add(partner, heaviest[partner]);
        heaviest[partner] = 0;
      }
      b.endRow();
    }
    HomologyGraph all = new HomologyGraph(renamed, b.build());
    return all.select(
        IntStream.range(0, renamed.size()).filter(g -> all.edges.rowLength(g) > 0).toArray());
  }

  /** The axis of new names; {@code gene} gets the new place of every old gene. */
  private GeneAxis renamed(TranscriptNames names, int[] gene) {
    List<List<String>> sorted = new ArrayList<>();
    for (int s = 0; s < genes.species().size(); s++) {
      TreeSet<String> distinct = new TreeSet<>(CodePoints::compare);
      genes.namesOf(s).forEach(name -> distinct.add(names.gene(name)));
      sorted.add(List.copyOf(distinct));
    }
    GeneAxis renamed = GeneAxis.of(genes.species(), sorted);
    Arrays.setAll(gene, g -> renamed.indexOf(names.gene(genes.name(g))));
    return renamed;
  }

  /** The old genes of every new one. */
  private static int[][] members(int[] gene, int count) {
    int[][] members = new int[count][];
    int[] sizes = new int[count];
    for (int g : gene) {
      sizes[g]++;
    }
    Arrays.setAll(members, g -> new int[sizes[g]]);
    for (int t = gene.length - 1; t >= 0; t--) {
      members[gene[t]][--sizes[gene[t]]] = t;
    }
    return members;
  }

  /**
   * Keeps an edge if it weighs at least {@code threshold} times the heaviest edge of one of its
   * genes.
   *
   * @param threshold 0 to 1
   */
  public HomologyGraph filter(double threshold) {
    double[] least = new double[genes.size()];
    Arrays.setAll(least, g -> threshold * edges.rowMax(g));
    return new HomologyGraph(
        genes, edges.filter((i, j, weight) -> weight >= least[i] || weight >= least[j]));
  }

  /**
   * Only the genes that are in {@code data} too, in its order.
   *
   * @param data genes of the same species in the same order
   */
  public HomologyGraph restrictTo(GeneAxis data) {
    if (!data.species().equals(genes.species())) {
      throw new IllegalArgumentException(
          "data of " + data.species() + " for a graph of " + genes.species());
    }
    return select(data.names().stream().mapToInt(genes::indexOf).filter(g -> g >= 0).toArray());
  }

  private HomologyGraph select(int[] kept) {
    return new HomologyGraph(genes.select(kept), edges.select(kept, kept));
  }

  /**
   * Writes the graph as a gzip table ({@link #load}); the same graph gives the same bytes, and a
   * file appears only when it is complete.
   *
   * @throws InputException if the file cannot be written
   */
  public void save(Path file) {
    SavedGraph.write(this, file);
  }

  /**
   * Reads a saved graph.
   *
   * @param species the ids it must have, in the order it shall have
   * @throws InputException if the file is no saved graph, is damaged, or has other species
   */
  public static HomologyGraph load(Path file, List<String> species) {
    return SavedGraph.read(file, species);
  }
}
