package org.samap.core.pipeline;

import java.util.List;

/**
 * What the headers of a species' file say, before anything is computed.
 *
 * @param cells the number of cells
 * @param genes the genes of the matrix that will be read
 */
public record SpeciesHeader(int cells, List<String> genes) {}
