package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.NullableArray;
import org.samap.core.anndata.Values;
import org.samap.core.run.Progress;

/**
 * The tables of the cells of several files, one below the other. A column is there if any file has
 * it; it is missing for the cells of other files. Numbers stay numbers if they are in all files.
 * Text becomes categories unless it is plain text in all files.
 */
public final class JoinedObs {
  /** The column with the file of each cell. */
  public static final String SAMPLE = "sample";

  /** Its name where a file has a column {@value #SAMPLE} of its own, which stays. */
  private static final String OTHER_SAMPLE = "sample_file";

  private final List<DataFrame> files;

  private JoinedObs(List<DataFrame> files) {
    this.files = files;
  }

  /**
   * If a name occurs in two files, all names get {@code -} and the name of their file appended.
   *
   * @param files without columns that AnnData cannot hold ({@link DataFrame#storable})
   * @param samples the names of the files
   */
  public static DataFrame of(List<DataFrame> files, List<String> samples) {
    JoinedObs joined = new JoinedObs(files);
    int[] sampleOf =
        IntStream.range(0, files.size())
            .flatMap(f -> IntStream.generate(() -> f).limit(files.get(f).rows()))
            .toArray();
    DataFrame obs = DataFrame.of(joined.names(samples));
    Set<String> columns = new LinkedHashSet<>();
    files.forEach(file -> columns.addAll(file.columns().keySet()));
    for (String column : columns) {
      obs = obs.with(column, joined.column(column));
    }
    String name = columns.contains(SAMPLE) ? OTHER_SAMPLE : SAMPLE;
    return obs.with(name, Categorical.of(samples.toArray(String[]::new), sampleOf));
  }

  private List<String> names(List<String> samples) {
    List<List<String>> own = files.stream().map(DataFrame::names).toList();
    Set<String> seen = new HashSet<>();
    boolean repeat = false;
    for (List<String> ofFile : own) {
      repeat |= ofFile.stream().anyMatch(seen::contains);
      seen.addAll(ofFile);
    }
    List<String> names = new ArrayList<>();
    for (int f = 0; f < own.size(); f++) {
      String suffix = repeat ? "-" + samples.get(f) : "";
      own.get(f).forEach(name -> names.add(name + suffix));
    }
    return UniqueNames.of(names, "cells", Progress.silent()); // told for each file
  }

  private Element column(String name) {
    List<Element> parts =
        files.stream().filter(file -> file.has(name)).map(file -> file.column(name)).toList();
    boolean everywhere = parts.size() == files.size();
    if (parts.stream().allMatch(part -> typeOf(part) != DType.STRING)) {
      return numbers(name, parts, everywhere);
    }
    String[] labels = files.stream().flatMap(file -> labels(file, name)).toArray(String[]::new);
    boolean plain = everywhere && parts.stream().allMatch(DenseArray.class::isInstance);
    return plain ? DenseArray.vector(Values.of(labels)) : Categorical.of(labels);
  }

  /** The type of the values; categories count as text. */
  private static DType typeOf(Element part) {
    return switch (part) {
      case DenseArray a -> a.type();
      case NullableArray n -> n.values().type();
      default -> DType.STRING;
    };
  }

  private static Stream<String> labels(DataFrame file, String name) {
    return file.has(name)
        ? file.labels(name).stream()
        : Collections.nCopies(file.rows(), DataFrame.MISSING).stream();
  }

  private Element numbers(String name, List<Element> parts, boolean everywhere) {
    Set<DType> types = new HashSet<>();
    parts.forEach(part -> types.add(typeOf(part)));
    if (types.stream().anyMatch(t -> t.isFloating() || t == DType.UINT64)) {
      double[] all =
          files.stream().flatMapToDouble(file -> Arrays.stream(numbers(file, name))).toArray();
      return types.equals(Set.of(DType.FLOAT32))
          ? DenseArray.vector(Values.of(Values.of(all).floats()))
          : DenseArray.vector(Values.of(all));
    }
    int rows = files.stream().mapToInt(DataFrame::rows).sum();
    long[] values = new long[rows];
    boolean[] missing = new boolean[rows];
    int start = 0;
    for (DataFrame file : files) {
      Arrays.fill(missing, start, start + file.rows(), !file.has(name));
      if (file.has(name)) {
        copy(file.column(name), values, missing, start);
      }
      start += file.rows();
    }
    DenseArray joined =
        DenseArray.vector(
            types.equals(Set.of(DType.BOOL))
                ? Values.of(Values.of(values).booleans())
                : Values.of(values));
    return everywhere && parts.stream().allMatch(DenseArray.class::isInstance)
        ? joined
        : new NullableArray(joined, DenseArray.vector(Values.of(missing)));
  }

  private static double[] numbers(DataFrame file, String name) {
    if (file.has(name)) {
      return file.numbers(name);
    }
    double[] none = new double[file.rows()];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  private static void copy(Element column, long[] values, boolean[] missing, int start) {
    DenseArray own = column instanceof NullableArray n ? n.values() : (DenseArray) column;
    long[] numbers = own.all().longs();
    System.arraycopy(numbers, 0, values, start, numbers.length);
    if (column instanceof NullableArray n) {
      boolean[] mask = n.mask().all().booleans();
      System.arraycopy(mask, 0, missing, start, mask.length);
    }
  }
}
