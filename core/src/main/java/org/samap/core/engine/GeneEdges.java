package org.samap.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * The links that a refinement looks at: those between two genes of weight above 0. Each link is
 * here once, with the gene of the earlier species first. Links are grouped by pair of species.
 *
 * @param genes the range of each species' genes
 * @param first for every edge, the gene of the earlier species
 * @param second for every edge, the gene of the later species
 * @param pairs the range of edges of each pair of species
 */
public record GeneEdges(SpeciesAxis genes, int[] first, int[] second, List<Pair> pairs) {

  /**
   * The edges from {@code from} to {@code to} - 1 link genes of species {@code a} and {@code b}.
   */
  public record Pair(int a, int b, int from, int to) {}

  /**
   * @param genes the range of each species' genes
   * @param m the links: genes x genes, symmetric, without links inside a species
   * @param weights the weight of every gene
   */
  public static GeneEdges of(SpeciesAxis genes, SparseMatrix m, double[] weights) {
    int[] first = new int[m.entries() / 2];
    int[] second = new int[m.entries() / 2];
    List<Pair> pairs = new ArrayList<>();
    int size = 0;
    for (int a = 0; a < genes.species(); a++) {
      for (int b = a + 1; b < genes.species(); b++) {
        int from = size;
        for (int g = genes.start(a); g < genes.end(a); g++) {
          for (int p = m.offset(g); p < m.offset(g + 1); p++) {
            int h = m.index(p);
            if (h >= genes.start(b) && h < genes.end(b) && weights[g] > 0 && weights[h] > 0) {
              first[size] = g;
              second[size++] = h;
            }
          }
        }
        pairs.add(new Pair(a, b, from, size));
      }
    }
    return new GeneEdges(genes, Arrays.copyOf(first, size), Arrays.copyOf(second, size), pairs);
  }

  public int size() {
    return first.length;
  }

  /** Whether each gene has an edge. */
  public boolean[] linked() {
    boolean[] linked = new boolean[genes.total()];
    for (int e = 0; e < first.length; e++) {
      linked[first[e]] = true;
      linked[second[e]] = true;
    }
    return linked;
  }

  /**
   * The symmetric matrix of the given values, one per edge; zeros are dropped. Taken in edge order,
   * the columns of every row ascend: first genes of earlier species, then genes of later ones.
   */
  public SparseMatrix toMatrix(double[] values) {
    int n = genes.total();
    int[] offsets = new int[n + 1];
    for (int e = 0; e < first.length; e++) {
      if ((float) values[e] != 0) {
        offsets[first[e] + 1]++;
        offsets[second[e] + 1]++;
      }
    }
    for (int g = 0; g < n; g++) {
      offsets[g + 1] += offsets[g];
    }
    int[] next = offsets.clone();
    int[] indices = new int[offsets[n]];
    float[] weights = new float[offsets[n]];
    for (int e = 0; e < first.length; e++) {
      float value = (float) values[e];
      if (value != 0) {
        indices[next[first[e]]] = second[e];
        weights[next[first[e]]++] = value;
        indices[next[second[e]]] = first[e];
        weights[next[second[e]]++] = value;
      }
    }
    return SparseMatrix.of(n, n, offsets, indices, weights);
  }
}
