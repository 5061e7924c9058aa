package org.samap.core.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;

/**
 * The stored true values of one case: {@code mini} is a test resource, {@code trio} is read from
 * the shared data beside the checkout. Where these are absent, the first look at a value skips the
 * test, so that the report counts it as skipped.
 */
public final class Golden implements AutoCloseable {
  private final Path folder;
  private final Optional<HdfFile> stages;

  private Golden(Path folder) {
    this.folder = folder;
    this.stages =
        Optional.of(folder.resolve("expected/stages.h5")).filter(Files::exists).map(HdfFile::new);
  }

  public static Golden mini() {
    return new Golden(repository().resolve("core/src/test/resources/golden/mini"));
  }

  /** A file or folder of the data shared beside the checkout; skips the test if it is not there. */
  public static Path shared(String name) {
    Path path = sharedFolder().resolve(name);
    assumeTrue(Files.exists(path), () -> "the shared data are not beside the checkout: " + name);
    return path;
  }

  /** All cases, for parameterised tests; close each. */
  public static Stream<Golden> cases() {
    return Stream.of(mini(), new Golden(sharedFolder().resolve("golden/trio")));
  }

  private static Path sharedFolder() {
    return repository().resolveSibling("shared");
  }

  private static Path repository() {
    return Path.of(System.getProperty("samap.repository", "..")).toAbsolutePath().normalize();
  }

  public Path folder() {
    stages();
    return folder;
  }

  private HdfFile stages() {
    assumeTrue(stages.isPresent(), () -> "the shared data are not beside the checkout: " + this);
    return stages.orElseThrow();
  }

  public List<String> species() {
    return List.of("hu", "mo", "fi");
  }

  public boolean has(String path) {
    HdfFile all = stages();
    try {
      return all.getByPath(path) != null;
    } catch (RuntimeException e) {
      return false;
    }
  }

  public SparseMatrix sparse(String path) {
    int[] shape = shape(path);
    int[] offsets = ints(path + "/indptr");
    return SparseMatrix.of(
        shape[0], shape[1], offsets, ints(path + "/indices"), floats(path + "/data"));
  }

  public Expression expression(String path) {
    SparseMatrix m = sparse(path);
    HeapExpression.Builder b = HeapExpression.builder(m.columns());
    for (int r = 0; r < m.rows(); r++) {
      for (int p = m.offset(r); p < m.offset(r + 1); p++) {
        b.add(m.index(p), m.value(p));
      }
      b.endCell();
    }
    return b.build();
  }

  /** A two-dimensional array. */
  public FloatMatrix matrix(String path) {
    Object data = data(path);
    return switch (data) {
      case double[][] d -> {
        FloatMatrix m = FloatMatrix.zeros(d.length, d[0].length);
        for (int r = 0; r < d.length; r++) {
          for (int c = 0; c < d[r].length; c++) {
            m.set(r, c, (float) d[r][c]);
          }
        }
        yield m;
      }
      case float[][] d -> {
        FloatMatrix m = FloatMatrix.zeros(d.length, d[0].length);
        for (int r = 0; r < d.length; r++) {
          System.arraycopy(d[r], 0, m.values(), m.offset(r), d[r].length);
        }
        yield m;
      }
      default -> throw new IllegalStateException(path + ": " + data.getClass());
    };
  }

  public double[] doubles(String path) {
    Object data = data(path);
    return switch (data) {
      case double[] d -> d;
      case float[] f -> {
        double[] out = new double[f.length];
        Arrays.setAll(out, i -> f[i]);
        yield out;
      }
      case long[] l -> Arrays.stream(l).asDoubleStream().toArray();
      default -> throw new IllegalStateException(path + ": " + data.getClass());
    };
  }

  public float[] floats(String path) {
    double[] d = doubles(path);
    float[] out = new float[d.length];
    for (int i = 0; i < d.length; i++) {
      out[i] = (float) d[i];
    }
    return out;
  }

  public int[] ints(String path) {
    Object data = data(path);
    return switch (data) {
      case int[] i -> i;
      case long[] l -> Arrays.stream(l).mapToInt(Math::toIntExact).toArray();
      default -> throw new IllegalStateException(path + ": " + data.getClass());
    };
  }

  public boolean[] booleans(String path) {
    Object data = data(path);
    return switch (data) {
      case boolean[] b -> b;
      case String[] s -> {
        boolean[] out = new boolean[s.length];
        for (int i = 0; i < s.length; i++) {
          out[i] = s[i].equals("TRUE");
        }
        yield out;
      }
      default -> throw new IllegalStateException(path + ": " + data.getClass());
    };
  }

  public List<String> strings(String path) {
    return List.of((String[]) data(path));
  }

  /** A table of the case, e.g. {@code expected/mapping_scores.tsv}: its lines split at tabs. */
  public List<String[]> table(String file) {
    try {
      return Files.readAllLines(folder().resolve(file)).stream()
          .map(l -> l.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int[] shape(String path) {
    return switch (stages().getByPath(path).getAttribute("shape").getData()) {
      case int[] i -> i;
      case long[] l -> Arrays.stream(l).mapToInt(Math::toIntExact).toArray();
      case Object o -> throw new IllegalStateException(path + ": " + o.getClass());
    };
  }

  private Object data(String path) {
    return stages().getDatasetByPath(path).getData();
  }

  /** Equal within {@code relative} times the largest expected value. */
  public static void assertClose(double[] actual, double[] expected, double relative) {
    assertThat(actual).hasSameSizeAs(expected);
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= relative * scale)) {
        assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(relative * scale));
      }
    }
  }

  /** The same as {@link #assertClose(double[], double[], double)}, of float32 arrays. */
  public static void assertClose(float[] actual, float[] expected, double relative) {
    double[] a = new double[actual.length];
    double[] e = new double[expected.length];
    Arrays.setAll(a, i -> actual[i]);
    Arrays.setAll(e, i -> expected[i]);
    assertClose(a, e, relative);
  }

  /** The same edges, with values equal within {@code relative} times the largest expected value. */
  public static void assertClose(SparseMatrix actual, SparseMatrix expected, double relative) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.columns()).isEqualTo(expected.columns());
    for (int r = 0; r < expected.rows(); r++) {
      assertThat(Arrays.copyOfRange(actual.indices(), actual.offset(r), actual.offset(r + 1)))
          .as("columns of row %d", r)
          .isEqualTo(
              Arrays.copyOfRange(expected.indices(), expected.offset(r), expected.offset(r + 1)));
    }
    assertClose(actual.values(), expected.values(), relative);
  }

  @Override
  public void close() {
    stages.ifPresent(HdfFile::close);
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
