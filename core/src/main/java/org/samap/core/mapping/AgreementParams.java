package org.samap.core.mapping;

import org.samap.core.engine.EdgeMode;
import org.samap.core.run.InputException;

/**
 * How the agreement of two linked genes becomes the weight of their link (SPEC 6).
 *
 * @param mode the measure of agreement
 * @param threshold agreement below this becomes 0
 * @param scaleByWeights whether the weights of the two genes scale the agreement
 */
public record AgreementParams(EdgeMode mode, double threshold, boolean scaleByWeights) {

  public AgreementParams {
    if (!(threshold >= 0 && threshold < 1)) {
      throw InputException.about(
          "hom_edge_threshold",
          "hom_edge_threshold is " + threshold + "; give a number from 0 to below 1");
    }
  }

  public static AgreementParams defaults() {
    return new AgreementParams(EdgeMode.PEARSON, 0, false);
  }
}
