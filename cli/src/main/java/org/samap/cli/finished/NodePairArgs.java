package org.samap.cli.finished;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samap.core.analysis.genes.GenePairs.NodePair;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;

/** Options that choose one pair of cell types, or none. */
public final class NodePairArgs {
  @Option(
      names = "--a",
      paramLabel = "ID_TYPE",
      description = "A cell type with its species, such as hs_B; needs --b.")
  private Optional<String> a = Optional.empty();

  @Option(
      names = "--b",
      paramLabel = "ID_TYPE",
      description = "A cell type of another species; needs --a.")
  private Optional<String> b = Optional.empty();

  /**
   * Fails if only one type is given, or a pair beside {@code --all}.
   *
   * @param all whether {@code --all} is given
   * @param none what to give in place of a pair, such as {@code none for all}
   */
  public void check(boolean all, String none) {
    if (all && !names().isEmpty()) {
      throw new InputException("--all excludes --a and --b; leave one or the other out");
    }
    if (a.isPresent() != b.isPresent()) {
      throw new InputException("--a and --b go together; give two cell types, or " + none);
    }
  }

  /** The names of the chosen types; empty if none are. */
  public List<String> names() {
    return Stream.of(a, b).flatMap(Optional::stream).toList();
  }

  /** The chosen pair, if there is one. */
  public Optional<NodePair> in(LabeledRun run) {
    return a.flatMap(first -> b.map(second -> run.nodes(first, second)));
  }
}
