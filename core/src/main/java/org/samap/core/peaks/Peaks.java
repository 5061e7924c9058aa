package org.samap.core.peaks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.genome.Span;
import org.samap.core.io.TextLines;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * The peaks among the features of some data. Their places are in their names ({@code chr1:100-200},
 * {@code chr1-100-200}, {@code chr1_100_200}), or else in columns of the features (chrom, start,
 * end). Features without a place, such as the genes of a multiome, are passed over.
 */
public final class Peaks {
  /** How data of other formats than AnnData are read. */
  public static final ReadOptions READING = ReadOptions.defaults().withFeatureType("Peaks");

  private static final Pattern NAME = Pattern.compile("(.+)[:_-](\\d+)[_-](\\d+)");
  private static final Pattern BED = Pattern.compile("[^\t]+\t\\d+\t\\d+(\t.*)?");
  private static final List<String> CHROMOSOME =
      List.of("chrom", "chr", "chromosome", "seqnames", "seqname", "contig");
  private static final List<String> START = List.of("start", "chromstart", "peak_start");
  private static final List<String> END = List.of("end", "chromend", "peak_end", "stop");

  private final List<String> features;
  private final List<Peak> peaks;

  private Peaks(List<String> features, List<Peak> peaks) {
    this.features = List.copyOf(features);
    this.peaks = List.copyOf(peaks);
  }

  /** The names of all features of the data, peaks or not. */
  public List<String> features() {
    return features;
  }

  List<Peak> all() {
    return peaks;
  }

  public int size() {
    return peaks.size();
  }

  /**
   * Finds the peaks of data.
   *
   * @param origin the file, for messages
   * @param var a row for each feature
   * @param progress is told how many features are no peaks
   * @throws InputException if there is none, or one ends before it begins
   */
  public static Peaks of(String origin, DataFrame var, Progress progress) {
    List<String> names = var.names();
    List<Peak> found = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int f = 0; f < names.size(); f++) {
      Matcher m = NAME.matcher(names.get(f));
      if (m.matches()) {
        found.add(new Peak(f, m.group(1), span(origin, names.get(f), m.group(2), m.group(3))));
      } else {
        others.add(names.get(f));
      }
    }
    Optional<Columns> columns = found.isEmpty() ? Columns.of(origin, var) : Optional.empty();
    if (columns.isPresent()) {
      for (int f = 0; f < names.size(); f++) {
        found.add(columns.get().peak(origin, f, names.get(f)));
      }
      others.clear();
    }
    if (found.isEmpty()) {
      throw new InputException(
          "%s has no peaks: no feature is called like chr1:100-200 (the first is '%s'), and no columns of them are called chrom, start and end; add one of these"
              .formatted(origin, names.isEmpty() ? "" : names.getFirst()));
    }
    if (!others.isEmpty()) {
      progress.warn(
          "%s: %d of %d features are no peaks (%s, ...); they are passed over"
              .formatted(
                  origin,
                  others.size(),
                  names.size(),
                  String.join(", ", others.subList(0, Math.min(3, others.size())))));
    }
    return new Peaks(names, found);
  }

  /**
   * The peaks of a file: data of any format with peaks among their features, or BED.
   *
   * @param layer as for {@link CountsLoader#genes}
   * @throws InputException as {@link #of} and {@link #readBed}
   */
  public static Peaks read(Path path, Optional<String> layer, Progress progress) {
    if (isBed(path)) {
      return readBed(path);
    }
    try (DataFile file = DataFiles.open(path, READING)) {
      return of(path.toString(), features(file, CountsLoader.genes(file, layer)), progress);
    }
  }

  /** The table of the features of these names. */
  static DataFrame features(DataFile file, List<String> names) {
    DataFrame var = file.data().var();
    return var.names().equals(names) ? var : DataFrame.of(names);
  }

  /** Whether a file looks like BED: a chromosome, a start and an end in its first row. */
  public static boolean isBed(Path file) {
    if (Files.isDirectory(file)) {
      return false;
    }
    try (TextLines lines = TextLines.open(file)) {
      boolean any = nextRow(lines);
      return any && BED.matcher(lines.text()).matches();
    }
  }

  /**
   * Reads peaks from BED, plain or gzip; peaks are called {@code chr1:100-200}.
   *
   * @throws InputException if a row has no such place
   */
  public static Peaks readBed(Path file) {
    List<String> names = new ArrayList<>();
    List<Peak> found = new ArrayList<>();
    try (TextLines lines = TextLines.open(file)) {
      while (nextRow(lines)) {
        String text = lines.text();
        if (!BED.matcher(text).matches()) {
          throw lines.error(
              "it has no chromosome, start and end, separated by tabs; write or download the BED"
                  + " file again");
        }
        String[] row = text.split("\t", 4);
        String name = row[0] + ":" + row[1] + "-" + row[2];
        found.add(new Peak(names.size(), row[0], span(file.toString(), name, row[1], row[2])));
        names.add(name);
      }
    }
    return new Peaks(names, found);
  }

  private static boolean nextRow(TextLines lines) {
    boolean more = lines.next();
    while (more && (lines.text().startsWith("track") || lines.text().startsWith("browser"))) {
      more = lines.next();
    }
    return more;
  }

  /** The peak that a name tells, if it does. */
  static Optional<Peak> named(String name) {
    Matcher m = NAME.matcher(name);
    return m.matches()
        ? Optional.of(new Peak(0, m.group(1), span(name, name, m.group(2), m.group(3))))
        : Optional.empty();
  }

  private static Span span(String origin, String name, String start, String end) {
    try {
      return span(origin, name, Integer.parseInt(start), Integer.parseInt(end));
    } catch (NumberFormatException e) {
      throw wrong(origin, name, e);
    }
  }

  private static Span span(String origin, String name, int start, int end) {
    try {
      return new Span(start, end);
    } catch (IllegalArgumentException e) {
      throw wrong(origin, name, e);
    }
  }

  private static InputException wrong(String origin, String name, RuntimeException cause) {
    return new InputException(
        "%s: the peak '%s' has no start and end, or does not end after its start, or lies beyond 2 billion; correct it"
            .formatted(origin, name),
        cause);
  }

  /** The places of features in columns of their table. */
  private record Columns(List<String> chromosomes, double[] starts, double[] ends) {
    static Optional<Columns> of(String origin, DataFrame var) {
      Optional<String> chromosome = column(var, CHROMOSOME);
      Optional<String> start = column(var, START);
      Optional<String> end = column(var, END);
      if (chromosome.isEmpty() || start.isEmpty() || end.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Columns(
                var.labels(chromosome.get()), var.numbers(start.get()), var.numbers(end.get())));
      } catch (InputException e) {
        throw new InputException(origin + ": var: " + e.getMessage(), e);
      }
    }

    private static Optional<String> column(DataFrame var, List<String> names) {
      return var.columns().keySet().stream()
          .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
          .findFirst();
    }

    Peak peak(String origin, int feature, String name) {
      return new Peak(
          feature,
          chromosomes.get(feature),
          span(origin, name, position(starts[feature]), position(ends[feature])));
    }

    /** -1, which is none, for a missing number or one that is too large. */
    private static int position(double number) {
      return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : -1;
    }
  }
}
