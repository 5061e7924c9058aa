package org.samap.cli.run;

import org.samap.cli.options.Check;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.sam.WeightMode;

/**
 * How a species is analysed by itself.
 *
 * @param npcs principal components (100)
 * @param k nearest cells, the cell itself included (20)
 * @param nGenes genes of the PCA (3000)
 * @param weightMode how genes are weighted (RMS)
 * @param loadings components of the loadings that the mapping uses (300)
 * @param search how nearest cells are found (AUTO)
 * @param redo whether a finished SAM result in a file is made anew (no)
 */
public record SamSettings(
    int npcs,
    int k,
    int nGenes,
    WeightMode weightMode,
    int loadings,
    SearchMethod search,
    boolean redo) {

  public SamSettings {
    Check.atLeast("--sam-npcs", npcs, 1);
    Check.atLeast("--k", k, 5);
    Check.atLeast("--n-genes", nGenes, 1);
    Check.atLeast("--npcs", loadings, 1);
  }

  public static SamSettings defaults() {
    return new SamSettings(100, 20, 3000, WeightMode.RMS, 300, SearchMethod.AUTO, false);
  }
}
