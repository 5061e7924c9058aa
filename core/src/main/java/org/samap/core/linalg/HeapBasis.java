package org.samap.core.linalg;

import java.util.ArrayList;
import java.util.List;

/** A basis in arrays. */
final class HeapBasis implements PanelBasis {
  private final PanelAlgebra algebra;
  private final List<float[]> panels = new ArrayList<>();

  HeapBasis(PanelAlgebra algebra) {
    this.algebra = algebra;
  }

  @Override
  public int size() {
    return panels.size();
  }

  @Override
  public void add(float[] panel) {
    panels.add(panel);
  }

  @Override
  public float[] last() {
    return panels.getLast();
  }

  @Override
  public double[][] products(int first, float[] w) {
    return algebra.products(panels.subList(first, panels.size()), w);
  }

  @Override
  public void addCombinations(int first, int end, List<float[]> factors, PanelMatrix w) {
    algebra.addCombinations(panels.subList(first, end), factors, w);
  }
}
