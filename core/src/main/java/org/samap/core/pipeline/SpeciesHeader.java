package org.samap.core.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * What the headers of a species' file say, before anything is computed.
 *
 * @param cells the number of cells
 * @param genes the genes of the matrix that will be read
 * @param size what the time and memory of a run depend on
 * @param remedy what joins more genes of several files, if something does
 */
public record SpeciesHeader(
    int cells, List<String> genes, DataSize size, Optional<String> remedy) {}
