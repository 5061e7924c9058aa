package org.samap.core.pipeline;

import java.util.List;

/**
 * What the headers of a species' file tell, before anything is computed.
 *
 * @param cells how many there are
 * @param genes of the matrix that will be read
 */
public record SpeciesHeader(int cells, List<String> genes) {}
