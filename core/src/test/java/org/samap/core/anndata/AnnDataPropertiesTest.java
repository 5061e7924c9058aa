package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samap.core.anndata.counts.ExpressionReader;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Whatever is written is read back. */
class AnnDataPropertiesTest {
  private static final List<String> TEXTS =
      List.of("", "a", "T cell", "\u00e4\u00f6", "\u4e2d\u6587", "a/b", "\"", " x ", "nan");

  @Property(tries = 60)
  void readsBackWhatItWrote(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int cells,
      @ForAll @IntRange(max = 9) int genes) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    AnnData data = randomData(random, cells, genes);
    inTemporaryFile(
        path -> {
          Samples.write(data, path);
          try (AnnDataFile file = AnnDataFile.open(path)) {
            AnnData back = file.data();
            assertSame(data.obs(), back.obs());
            assertSame(data.var(), back.var());
            assertSame(data.x().orElseThrow(), back.x().orElseThrow());
            assertSame(data.raw().orElseThrow().x(), back.raw().orElseThrow().x());
            assertSame(data.raw().orElseThrow().var(), back.raw().orElseThrow().var());
            for (Section s : Section.values()) {
              assertSame(data.section(s), back.section(s));
            }
          }
        });
  }

  @Property(tries = 40)
  void readsRowBlocksOfAnyLayout(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 2500) int cells,
      @ForAll @IntRange(min = 1, max = 30) int genes,
      @ForAll @IntRange(min = 1, max = 3) int threads) {
    SparseMatrix m = randomMatrix(RandomStream.of(seed, "test", 0), cells, genes);
    SparseMatrix t = m.transpose();
    SparseArray rows = SparseArray.of(m);
    SparseArray columns =
        new SparseArray(
            SparseArray.Layout.CSC,
            cells,
            genes,
            DenseArray.vector(Values.of(t.values())),
            DenseArray.vector(Values.of(t.indices())),
            DenseArray.vector(Values.of(Arrays.stream(t.offsets()).asLongStream().toArray())));
    float[] dense = new float[cells * genes];
    for (int r = 0; r < cells; r++) {
      for (int p = m.offset(r); p < m.offset(r + 1); p++) {
        dense[r * genes + m.index(p)] = m.value(p);
      }
    }
    AnnData data =
        Samples.named(cells, genes)
            .withX(rows)
            .with(Section.LAYERS, "columns", columns)
            .with(Section.LAYERS, "dense", DenseArray.of(Values.of(dense), cells, genes));
    inTemporaryFile(
        path -> {
          Samples.write(data, path);
          try (AnnDataFile file = AnnDataFile.open(path);
              Workers workers = Workers.of(threads)) {
            for (Element e :
                List.of(
                    file.data().x().orElseThrow(),
                    file.data().get(Section.LAYERS, "columns").orElseThrow(),
                    file.data().get(Section.LAYERS, "dense").orElseThrow())) {
              Expression x = ExpressionReader.read(e, workers);
              assertThat(matrix(x)).isEqualTo(m);
              assertThat(((e instanceof SparseArray s) ? s.toSparseMatrix() : m)).isEqualTo(m);
            }
            // and the blocks as a stream, twice along the diagonal
            Expression x = ExpressionReader.read(rows, workers);
            Path other = path.resolveSibling("blocks.h5ad");
            Samples.write(
                Samples.named(2 * cells, 2 * genes).withX(BlockMatrix.blockDiagonal(List.of(x, x))),
                other);
            assertThat(matrix(load(other, workers))).isEqualTo(twice(m));
          }
        });
  }

  private static Expression load(Path path, Workers workers) {
    try (AnnDataFile file = AnnDataFile.open(path)) {
      return ExpressionReader.read(file.data().x().orElseThrow(), workers);
    }
  }

  private static SparseMatrix twice(SparseMatrix m) {
    SparseMatrix.Builder b = SparseMatrix.builder(2 * m.rows(), 2 * m.columns());
    for (int r = 0; r < 2 * m.rows(); r++) {
      int row = r % m.rows();
      for (int p = m.offset(row); p < m.offset(row + 1); p++) {
        b.add(m.index(p) + (r < m.rows() ? 0 : m.columns()), m.value(p));
      }
      b.endRow();
    }
    return b.build();
  }

  private static SparseMatrix matrix(Expression x) {
    SparseMatrix.Builder b = SparseMatrix.builder(x.cells(), x.genes());
    for (int i = 0; i < x.blocks(); i++) {
      RowBlock block = x.block(i);
      for (int r = 0; r < block.rows(); r++) {
        for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
          b.add(block.genes()[p], block.values()[p]);
        }
        b.endRow();
      }
    }
    return b.build();
  }

  static SparseMatrix randomMatrix(RandomStream random, int rows, int columns) {
    SparseMatrix.Builder b = SparseMatrix.builder(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        if (random.nextInt(4) == 0) {
          b.add(c, 1 + random.nextInt(50));
        }
      }
      b.endRow();
    }
    return b.build();
  }

  static AnnData randomData(RandomStream random, int cells, int genes) {
    DataFrame obs = randomFrame(random, cells);
    DataFrame var = randomFrame(random, genes);
    DataFrame rawVar = randomFrame(random, genes + 2);
    ElementMap uns = ElementMap.EMPTY;
    for (DType type : DType.values()) {
      uns = uns.with("scalar " + type, DenseArray.of(randomValues(random, type, 1)));
      uns = uns.with("cube " + type, DenseArray.of(randomValues(random, type, 24), 2, 3, 4));
      uns = uns.with("empty " + type, DenseArray.vector(randomValues(random, type, 0)));
    }
    SequencedMap<String, DenseArray> fields = new LinkedHashMap<>();
    fields.put("names", DenseArray.vector(randomValues(random, DType.STRING, 5)));
    fields.put("pairs", DenseArray.of(randomValues(random, DType.INT16, 10), 5, 2));
    fields.put("flags", DenseArray.vector(randomValues(random, DType.BOOL, 5)));
    uns =
        uns.with("records", new RecordArray(5, fields))
            .with("none", new NullElement())
            .with("deep", ElementMap.EMPTY.with("deeper", ElementMap.EMPTY.with("x", obs)))
            .with("nothing", ElementMap.EMPTY);
    AnnData data =
        AnnData.of(obs, var)
            .withX(SparseArray.of(randomMatrix(random, cells, genes)))
            .withRaw(
                new Raw(
                    DenseArray.of(
                        randomValues(random, DType.FLOAT16, cells * (genes + 2)), cells, genes + 2),
                    rawVar,
                    ElementMap.EMPTY))
            .with(
                Section.OBSM,
                "X_pca",
                DenseArray.of(randomValues(random, DType.FLOAT32, cells * 3), cells, 3))
            .with(Section.OBSM, "frame", obs)
            .with(
                Section.VARM,
                "PCs",
                DenseArray.of(randomValues(random, DType.FLOAT64, genes), genes, 1))
            .with(Section.OBSP, "graph", SparseArray.of(randomMatrix(random, cells, cells)))
            .with(Section.VARP, "graph", SparseArray.of(randomMatrix(random, genes, genes)));
    for (var e : uns.entries().entrySet()) {
      data = data.with(Section.UNS, e.getKey(), e.getValue());
    }
    return data;
  }

  private static DataFrame randomFrame(RandomStream random, int rows) {
    DataFrame f = DataFrame.of(Samples.names("row ", rows));
    for (DType type : DType.values()) {
      f = f.with("column " + type, randomValues(random, type, rows));
    }
    int[] codes = new int[rows];
    Arrays.setAll(codes, i -> random.nextInt(4) - 1);
    Categorical some = Categorical.of(new String[] {"x", "", "\u00e9"}, codes);
    DenseArray mask = DenseArray.vector(randomValues(random, DType.BOOL, rows));
    return f.with("some/type", some)
        .with("ordered", new Categorical(some.codes(), DenseArray.vector(Values.of(3, 1, 2)), true))
        .with(
            "n",
            new NullableArray(DenseArray.vector(randomValues(random, DType.INT64, rows)), mask))
        .with(
            "b",
            new NullableArray(DenseArray.vector(randomValues(random, DType.BOOL, rows)), mask));
  }

  static Values randomValues(RandomStream random, DType type, int count) {
    Values out = Values.zeros(type, count);
    for (int i = 0; i < count; i++) {
      switch (out.array()) {
        case boolean[] v -> v[i] = random.nextBoolean();
        case byte[] v -> v[i] = (byte) random.nextInt();
        case short[] v -> v[i] = (short) random.nextInt();
        case int[] v -> v[i] = random.nextInt();
        case long[] v -> v[i] = random.nextLong();
        case float[] v when type == DType.FLOAT16 ->
            v[i] = Float.float16ToFloat((short) random.nextInt(0x7C00));
        case float[] v -> v[i] = random.nextInt(20) == 0 ? Float.NaN : random.nextFloat();
        case double[] v -> v[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextDouble();
        case String[] v -> v[i] = TEXTS.get(random.nextInt(TEXTS.size()));
        default -> throw new IllegalStateException(type.name());
      }
    }
    return out;
  }

  static void assertSame(Element expected, Element actual) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    switch (expected) {
      case DenseArray e -> assertThat(((DenseArray) actual).all()).isEqualTo(e.all());
      case SparseArray e -> {
        SparseArray a = (SparseArray) actual;
        assertThat(a.layout()).isEqualTo(e.layout());
        assertSame(e.data(), a.data());
        assertSame(e.indices(), a.indices());
        assertSame(e.indptr(), a.indptr());
      }
      case DataFrame e -> {
        DataFrame a = (DataFrame) actual;
        assertThat(a.indexName()).isEqualTo(e.indexName());
        assertThat(a.names()).isEqualTo(e.names());
        assertThat(a.columns().keySet()).containsExactlyElementsOf(e.columns().keySet());
        e.columns().forEach((name, column) -> assertSame(column, a.column(name)));
      }
      case Categorical e -> {
        Categorical a = (Categorical) actual;
        assertThat(a.ordered()).isEqualTo(e.ordered());
        assertSame(e.codes(), a.codes());
        assertSame(e.categories(), a.categories());
      }
      case NullableArray e -> {
        assertSame(e.values(), ((NullableArray) actual).values());
        assertSame(e.mask(), ((NullableArray) actual).mask());
      }
      case RecordArray e ->
          assertSame(
              new ElementMap(new LinkedHashMap<>(e.fields())),
              new ElementMap(new LinkedHashMap<>(((RecordArray) actual).fields())));
      case ElementMap e -> {
        assertThat(((ElementMap) actual).entries().keySet())
            .containsExactlyInAnyOrderElementsOf(e.entries().keySet());
        e.entries()
            .forEach((name, x) -> assertSame(x, ((ElementMap) actual).get(name).orElseThrow()));
      }
      default -> assertThat(actual).isEqualTo(expected);
    }
  }

  interface Use {
    void on(Path path) throws IOException;
  }

  static void inTemporaryFile(Use use) {
    try {
      Path folder = Files.createTempDirectory("samap");
      try {
        use.on(folder.resolve("data.h5ad"));
      } finally {
        try (var files = Files.list(folder)) {
          for (Path p : files.toList()) {
            Files.delete(p);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
