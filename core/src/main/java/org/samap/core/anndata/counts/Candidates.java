package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.Text;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * The matrices of a file that can hold its counts.
 *
 * @param file the open file
 */
record Candidates(DataFile file) {
  private static final String RAW = "raw";
  private static final String X = "X";
  private static final String COUNTS = "counts";

  /**
   * A matrix.
   *
   * @param place where it is, for messages
   * @param matrix cells x genes
   * @param var the table of its genes
   */
  record Candidate(String place, Element matrix, DataFrame var) {
    /** Its genes, with distinct names. */
    List<String> genes() {
      return UniqueNames.of(var.names(), place, Progress.silent());
    }
  }

  /**
   * The named matrix, or all that are looked at, the default first.
   *
   * @param name {@code X}, {@code raw} or the name of a layer
   * @throws InputException if there is none
   */
  List<Candidate> of(Optional<String> name) {
    return name.map(this::named).map(List::of).orElseGet(this::all);
  }

  private Candidate named(String name) {
    return candidate(name)
        .orElseThrow(
            () ->
                new InputException(
                    "%s: there is no matrix '%s'; choose one of: %s"
                        .formatted(file.path(), name, Text.list(names()))));
  }

  private List<Candidate> all() {
    List<Candidate> candidates = new ArrayList<>();
    for (String name : List.of(RAW, X, COUNTS)) {
      candidate(name).ifPresent(candidates::add);
    }
    if (candidates.isEmpty()) {
      throw InputException.about(
          "layer",
          "%s: has neither X nor raw; choose a matrix of counts by layer: %s"
              .formatted(file.path(), Text.list(names())));
    }
    return candidates;
  }

  private Optional<Candidate> candidate(String name) {
    AnnData data = file.data();
    return switch (name) {
      case RAW -> data.raw().map(r -> new Candidate("raw/X", r.x(), r.var()));
      case X -> data.x().map(x -> new Candidate("X", x, data.var()));
      default ->
          data.get(Section.LAYERS, name)
              .map(layer -> new Candidate("layers/" + name, layer, data.var()));
    };
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    file.data().x().ifPresent(x -> names.add(X));
    file.data().raw().ifPresent(r -> names.add(RAW));
    names.addAll(file.data().section(Section.LAYERS).entries().keySet());
    return names;
  }

  /** Reads a matrix; if it is damaged, the message names its place. */
  <T> T reading(Candidate candidate, Supplier<T> read) {
    try {
      return inAnyOrder(read);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(
          "%s: %s cannot be used: %s".formatted(file.path(), candidate.place, e.getMessage()), e);
    }
  }

  private static <T> T inAnyOrder(Supplier<T> read) {
    try {
      return read.get();
    } catch (BlockMatrix.OutOfOrder e) {
      return read.get();
    }
  }
}
