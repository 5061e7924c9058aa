package org.samap.core.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.samap.core.run.InputException;

/**
 * The species of a run, whose files were opened once to check them.
 *
 * @param inputs at least two
 * @param headers what the files of each say
 */
public record CheckedSpecies(List<SpeciesInput> inputs, List<SpeciesHeader> headers) {

  public CheckedSpecies {
    inputs = List.copyOf(inputs);
    headers = List.copyOf(headers);
    if (inputs.size() != headers.size()) {
      throw new IllegalArgumentException(inputs.size() + " inputs, " + headers.size() + " headers");
    }
  }

  /**
   * Opens the files.
   *
   * @throws InputException if there are fewer than two species, two have one id, or a file, matrix
   *     or column cannot be used
   */
  public static CheckedSpecies of(List<SpeciesInput> inputs, RunParams params) {
    checkIds(inputs);
    boolean redo = params.species().redo();
    return new CheckedSpecies(
        inputs, inputs.stream().map(input -> SpeciesPreparation.check(input, redo)).toList());
  }

  private static void checkIds(List<SpeciesInput> inputs) {
    if (inputs.size() < 2) {
      throw new InputException("a mapping needs two species or more; add one");
    }
    Set<String> seen = new HashSet<>();
    for (SpeciesInput input : inputs) {
      if (!seen.add(input.id())) {
        throw new InputException(
            "two species have the id '" + input.id() + "'; give each an id of its own");
      }
    }
  }

  /** The sizes of the species. */
  public List<DataSize> sizes() {
    return headers.stream().map(SpeciesHeader::size).toList();
  }

  /** The genes of each species. */
  List<List<String>> genes() {
    return headers.stream().map(SpeciesHeader::genes).toList();
  }

  /** The number of all cells. */
  long cells() {
    return headers.stream().mapToLong(SpeciesHeader::cells).sum();
  }
}
