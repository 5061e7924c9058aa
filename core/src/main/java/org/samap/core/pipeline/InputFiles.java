package org.samap.core.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.anndata.counts.GeneVersions;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.homology.graph.NameFix;
import org.samap.core.run.InputException;

/**
 * The data of a species: a file, or several whose cells follow one another.
 *
 * @param paths files or folders of any format that {@link DataFiles} reads
 * @param genes which genes are used of several files
 * @param versions which names of several files are one gene
 */
public record InputFiles(List<Path> paths, GeneJoin genes, GeneVersions versions) {
  private static final Pattern ENDING =
      Pattern.compile("(\\.(h5ad|h5mu|h5|loom|zarr|mtx|csv|tsv|txt))?(\\.(gz|zip))?$");

  /** Programs put their results up to this many folders below that of a sample. */
  private static final int MOST_FOLDERS = 4;

  /**
   * @throws InputException if a file is given twice
   */
  public InputFiles {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no file");
    }
    for (int i = 0; i < paths.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (isSame(paths.get(i), paths.get(j))) {
          throw new InputException(
              "%s is given twice for one species; give each file once".formatted(paths.get(i)));
        }
      }
    }
  }

  /** Files whose names of genes are compared as they are. */
  public InputFiles(List<Path> paths, GeneJoin genes) {
    this(paths, genes, GeneVersions.DISTINCT);
  }

  /** The same, joined by names that are changed or not. */
  public InputFiles withNameFix(NameFix fix) {
    return new InputFiles(
        paths, genes, fix == NameFix.AUTO ? GeneVersions.IGNORED : GeneVersions.DISTINCT);
  }

  /** One file. */
  public static InputFiles of(Path path) {
    return new InputFiles(List.of(path), GeneJoin.INTERSECTION);
  }

  /** The only file, if there is only one. */
  public Optional<Path> only() {
    return paths.size() == 1 ? Optional.of(paths.getFirst()) : Optional.empty();
  }

  /** Every file that is read, also of a folder and beside a matrix. */
  public List<Path> all() {
    return paths.stream().flatMap(path -> DataFiles.files(path).stream()).toList();
  }

  /** For messages: {@code a.h5ad}, or {@code a.h5ad and 2 more}. */
  public String text() {
    String first = paths.getFirst().toString();
    return paths.size() == 1 ? first : "%s and %d more".formatted(first, paths.size() - 1);
  }

  /**
   * The names of several files: without their ending if they differ in that, else the names of the
   * nearest folders that differ ({@code a} and {@code b} for {@code a/outs/x.h5} and {@code
   * b/outs/x.h5}), else numbers from 1.
   */
  List<String> samples() {
    List<String> names =
        paths.stream().map(path -> ENDING.matcher(name(path)).replaceFirst("")).toList();
    if (areDistinct(names)) {
      return names;
    }
    List<Path> folders = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    for (int up = 1; up <= MOST_FOLDERS; up++) {
      folders = folders.stream().map(InputFiles::parent).toList();
      List<String> called = folders.stream().map(InputFiles::name).toList();
      if (areDistinct(called)) {
        return called;
      }
    }
    List<String> numbers = new ArrayList<>();
    paths.forEach(_ -> numbers.add("" + (numbers.size() + 1)));
    return numbers;
  }

  private static boolean areDistinct(List<String> names) {
    return names.stream().noneMatch(String::isEmpty) && new HashSet<>(names).size() == names.size();
  }

  /** The folder of a path; of the root, the root. */
  private static Path parent(Path path) {
    return Optional.ofNullable(path.getParent()).orElse(path);
  }

  private static String name(Path path) {
    return Objects.toString(path.getFileName(), "");
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return a.equals(b) || (Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b));
    } catch (IOException e) {
      throw InputException.unreadable(a, e);
    }
  }
}
