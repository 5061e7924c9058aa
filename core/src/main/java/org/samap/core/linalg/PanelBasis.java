package org.samap.core.linalg;

import java.util.List;

/**
 * Panels (see {@link LinearOperator}) that a decomposition adds one after the other, in float32. It
 * is the largest part of a decomposition's memory, so a device can keep it to itself. Its products
 * are those of {@link PanelAlgebra}.
 */
public interface PanelBasis {

  /** The number of panels. */
  int size();

  void add(float[] panel);

  /** The panel added last. */
  float[] last();

  /** {@link PanelAlgebra#products} with the panels from {@code first} on. */
  double[][] products(int first, float[] w);

  /** {@link PanelAlgebra#addCombinations} of the panels [first, end). */
  void addCombinations(int first, int end, List<float[]> factors, PanelMatrix w);
}
