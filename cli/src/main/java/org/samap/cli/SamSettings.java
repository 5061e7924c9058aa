package org.samap.cli;

import org.samap.core.neighbors.SearchMethod;

/**
 * How a species is analysed by itself.
 *
 * @param npcs principal components (100)
 * @param k nearest cells, the cell itself included (20)
 * @param nGenes genes of the PCA (3000)
 * @param weightMode how genes are weighted (RMS)
 * @param loadings components of the loadings that the mapping uses (300)
 * @param search how nearest cells are found (AUTO)
 */
record SamSettings(
    int npcs, int k, int nGenes, WeightMode weightMode, int loadings, SearchMethod search) {

  SamSettings {
    Check.atLeast("--sam-npcs", npcs, 1);
    Check.atLeast("--k", k, 5);
    Check.atLeast("--n-genes", nGenes, 1);
    Check.atLeast("--npcs", loadings, 1);
  }
}
