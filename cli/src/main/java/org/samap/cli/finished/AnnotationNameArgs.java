package org.samap.cli.finished;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import picocli.CommandLine.Option;

/** Tables of the genes that names in annotations belong to. */
public final class AnnotationNameArgs {
  @Option(
      names = "--names",
      paramLabel = "ID=FILE",
      description =
          "Table of two columns: the name in the annotations (of a transcript or protein) and the"
              + " gene in the data (default: the names are the same).")
  private List<Assignment> names = new ArrayList<>();

  /** The table of each species that has one. */
  public Map<String, Path> of(Set<String> species) {
    return Assignments.files("--names", names, species);
  }
}
