package org.samap.core.homology.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * A symmetric weighted graph between the genes of several species: which genes can correspond, and
 * how similar their sequences are. The mapping sees homology only through this graph, whatever it
 * was made from (search results, gene pairs, a file).
 *
 * @param genes the rows and columns
 * @param edges genes x genes, symmetric, weights above 0, no edges within a species
 */
public record HomologyGraph(GeneAxis genes, SparseMatrix edges) {

  public HomologyGraph {
    if (edges.rows() != genes.size() || edges.columns() != genes.size()) {
      throw new IllegalArgumentException(edges + " for " + genes);
    }
  }

  /** All genes, and the links between two species. */
  public HomologyGraph between(TwoSpecies two) {
    int a = genes.species().indexOf(two.first());
    int b = genes.species().indexOf(two.second());
    return new HomologyGraph(
        genes,
        edges.filter(
            (g, h, _) -> {
              int of = genes.speciesOf(g);
              int to = genes.speciesOf(h);
              return (of == a && to == b) || (of == b && to == a);
            }));
  }

  /** The species that have a link between them. O(edges). */
  public Set<TwoSpecies> linked() {
    Set<TwoSpecies> linked = new HashSet<>();
    List<String> ids = genes.species();
    boolean[][] seen = new boolean[ids.size()][ids.size()];
    for (int g = 0; g < genes.size(); g++) {
      boolean[] ofSpecies = seen[genes.speciesOf(g)];
      for (int p = edges.offset(g); p < edges.offset(g + 1); p++) {
        ofSpecies[genes.speciesOf(edges.index(p))] = true;
      }
    }
    for (int a = 0; a < seen.length; a++) {
      for (int b = 0; b < seen.length; b++) {
        if (seen[a][b]) {
          linked.add(new TwoSpecies(ids.get(a), ids.get(b)));
        }
      }
    }
    return linked;
  }

  /**
   * Fits the graph to the data: collapses transcripts, leaves out weak edges, and keeps only the
   * genes of the data, in its order. Reports to {@code progress} how many genes matched, with a
   * warning for a species of which few did.
   *
   * @param data the genes of the data sets, of the same species
   * @throws InputException if no gene of a species is in the graph, if the names given for a
   *     species match nothing, or if no edge is left
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
          "no edge of the homology graph joins two genes of the data; check that the tables belong"
              + " to these species and name genes alike in both directions, or raise evalue");
    }
    return graph;
  }

  /**
   * Turns transcripts into genes: replaces their names, keeps the heaviest of several edges between
   * two genes, and drops genes without an edge. Species keep their order; genes are ordered by code
   * point. Without any names the graph stays as it is. O(edges log edges).
   *
   * @throws InputException if names are given for a species that is not in the graph
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

  /** The axis of the new names; sets {@code gene} to the new index of every old gene. */
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
   * Keeps an edge if its weight is at least {@code threshold} times the heaviest edge of one of its
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
   * Keeps only the genes that are also in {@code data}, in its order.
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
   * Writes the graph to a file that {@link #load} reads: a gzip table if the name ends in {@code
   * .gz}, otherwise in binary form, which is read many times faster. The same graph gives the same
   * bytes, and the file appears only when it is complete.
   *
   * @throws InputException if the file cannot be written
   */
  public void save(Path file) {
    if (file.toString().endsWith(".gz")) {
      SavedGraph.write(this, file);
    } else {
      BinaryGraph.write(this, file);
    }
  }

  /**
   * Reads a saved graph of either form.
   *
   * @throws InputException if the file is not a saved graph or is damaged
   */
  public static HomologyGraph load(Path file) {
    return BinaryGraph.is(file) ? BinaryGraph.read(file) : SavedGraph.read(file);
  }

  /**
   * Reads a saved graph of some species, or the part of a larger one.
   *
   * @param species the ids that the graph must have, in the order of the result
   * @throws InputException if the file is not a saved graph, is damaged, or lacks a species
   */
  public static HomologyGraph load(Path file, List<String> species) {
    HomologyGraph saved = load(file);
    List<String> ids = saved.genes.species();
    if (!ids.containsAll(species)) {
      throw new InputException(
          "%s is the homology graph of %s, not of %s; read the tables instead"
              .formatted(file, String.join(", ", ids), String.join(", ", species)));
    }
    if (ids.equals(species)) {
      return saved;
    }
    GeneAxis part =
        GeneAxis.of(
            species, species.stream().map(s -> saved.genes.namesOf(ids.indexOf(s))).toList());
    int[] order = part.names().stream().mapToInt(saved.genes::indexOf).toArray();
    return new HomologyGraph(part, saved.edges.select(order, order));
  }
}
