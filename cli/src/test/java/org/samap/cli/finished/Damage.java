package org.samap.cli.finished;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.matrix.SparseMatrix;

/**
 * A file of a run that nothing can be computed from any more.
 *
 * @param name what was done to it
 * @param told a part of the message
 * @param change the deed
 */
record Damage(String name, String told, UnaryOperator<AnnData> change) {
  private static final String CELLS = "connectivities";
  private static final String GENES = "homology_graph";
  private static final String REFINED = "homology_graph_reweighted";

  @Override
  public String toString() {
    return name;
  }

  /** Changes the arrays of a sparse matrix. */
  interface OfGraph {
    void damage(int[] indptr, int[] indices, float[] values);
  }

  static List<Damage> ofRun() {
    return List.of(
        uns("mapping_K", "text", DenseArray.scalar("20")),
        uns("mapping_K", "a float", DenseArray.scalar(20.0)),
        uns("mapping_K", "zero", DenseArray.scalar(0)),
        uns("mapping_K", "negative", DenseArray.scalar(-3)),
        uns("mapping_K", "huge", DenseArray.scalar(1L << 40)),
        uns("mapping_K", "a bool", DenseArray.scalar(true)),
        uns("mapping_K", "two numbers", DenseArray.vector(Values.of(20, 20))),
        uns("mapping_K", "a matrix", SparseArray.of(SparseMatrix.empty(1, 1))),
        uns("mapping_shared_by", "text", DenseArray.scalar("2")),
        uns("mapping_shared_by", "zero", DenseArray.scalar(0)),
        uns("mapping_shared_by", "huge", DenseArray.scalar(1L << 40)),
        new Damage(
            "no obsp/species_edges of an all-to-all run",
            "has no obsp/species_edges",
            d -> d.with(Section.UNS, "mapping_shared_by", DenseArray.scalar(2L))),
        uns("mapping_iterations", "text", DenseArray.scalar("three")),
        uns("mapping_iterations", "zero", DenseArray.scalar(0)),
        lacking(Section.UNS, "mapping_K"),
        lacking(Section.OBSP, CELLS),
        lacking(Section.VARP, GENES),
        lacking(Section.VARP, REFINED),
        lacking(Section.OBSM, "wPCA"),
        graph(Section.OBSP, CELLS, "an index too large", (_, at, _) -> at[3] = 1 << 30),
        graph(Section.OBSP, CELLS, "a negative index", (_, at, _) -> at[3] = -1),
        graph(Section.OBSP, CELLS, "falling indptr", (ptr, _, _) -> ptr[2] = 0),
        graph(Section.OBSP, CELLS, "indptr beyond the end", (ptr, _, _) -> ptr[5] = 1 << 30),
        graph(Section.OBSP, CELLS, "a weight of NaN", (_, _, x) -> x[7] = Float.NaN),
        graph(Section.OBSP, CELLS, "a negative weight", (_, _, x) -> x[7] = -1),
        graph(Section.VARP, GENES, "an index too large", (_, at, _) -> at[3] = 99_999),
        graph(Section.VARP, GENES, "an infinite weight", (_, _, x) -> x[1] = 1f / 0),
        graph(Section.VARP, GENES, "another weight back", (_, _, x) -> x[1] = 12_345),
        graph(Section.VARP, REFINED, "a weight of NaN", (_, _, x) -> x[1] = Float.NaN),
        ofText(Section.OBSP, CELLS),
        obsm("wPCA", "of one axis", d -> DenseArray.vector(Values.of(new float[d.cells()]))),
        obsm("wPCA", "text", d -> DenseArray.of(texts(d.cells(), "x"), d.cells(), 1)),
        obsm("wPCA", "without columns", d -> DenseArray.of(Values.of(new float[0]), d.cells(), 0)),
        var("weights as text", "var/weights", d -> d.with("weights", texts(d.rows(), "heavy"))),
        var("NaN weights", "var/weights", d -> d.with("weights", numbers(d.rows(), Double.NaN))),
        var("negative weights", "var/weights", d -> d.with("weights", numbers(d.rows(), -1))),
        var("no weights", "has no var/weights", d -> DataFrame.of(d.names())),
        var("equal genes", "var names 'hu_g' twice", d -> d.withNames(named(d, "hu_g", false))),
        var("a gene of no species", "'g0'", d -> d.withNames(named(d, "g", true))),
        obs("no species", "has no obs/species", d -> DataFrame.of(d.names())),
        obs("a strange species", "'zz'", d -> d.with("species", texts(d.rows(), "zz"))),
        obs("one species", "two species", d -> d.with("species", texts(d.rows(), "hu"))),
        obs("equal cells", "obs names 'c' twice", d -> d.withNames(named(d, "c", false))));
  }

  static List<Damage> ofSpecies() {
    return List.of(
        graph(Section.OBSP, CELLS, "an index too large", (_, at, _) -> at[3] = 1 << 30),
        graph(Section.OBSP, CELLS, "falling indptr", (ptr, _, _) -> ptr[2] = 0),
        graph(Section.OBSP, CELLS, "a weight of NaN", (_, _, x) -> x[7] = Float.NaN),
        graph(Section.OBSP, CELLS, "a negative weight", (_, _, x) -> x[7] = -1),
        ofText(Section.OBSP, CELLS),
        x("an index too large", (_, at, _) -> at[3] = 99_999),
        x("falling indptr", (ptr, _, _) -> ptr[2] = 0),
        x("a value of NaN", (_, _, v) -> v[1] = Float.NaN),
        varm("of one axis", d -> DenseArray.vector(Values.of(new float[d.genes()]))),
        varm("text", d -> DenseArray.of(texts(d.genes(), "x"), d.genes(), 1)),
        varm("infinite", d -> DenseArray.of(Values.of(floats(d.genes(), 1f / 0)), d.genes(), 1)),
        var("weights as text", "var/weights", d -> d.with("weights", texts(d.rows(), "heavy"))),
        var("NaN weights", "var/weights", d -> d.with("weights", numbers(d.rows(), Double.NaN))),
        var("negative weights", "var/weights", d -> d.with("weights", numbers(d.rows(), -1))));
  }

  private static Damage uns(String name, String what, Element value) {
    String place = "uns/" + name;
    return new Damage(place + " " + what, place, d -> d.with(Section.UNS, name, value));
  }

  private static Damage obsm(String name, String what, Function<AnnData, Element> value) {
    String place = "obsm/" + name;
    return new Damage(place + " " + what, place, d -> d.with(Section.OBSM, name, value.apply(d)));
  }

  private static Damage varm(String what, Function<AnnData, Element> value) {
    return new Damage(
        "varm/PCs_SAMap " + what,
        "varm/PCs_SAMap",
        d -> d.with(Section.VARM, "PCs_SAMap", value.apply(d)));
  }

  private static Damage obs(String name, String told, UnaryOperator<DataFrame> change) {
    return new Damage(name, told, d -> d.withObs(change.apply(d.obs())));
  }

  private static Damage var(String name, String told, UnaryOperator<DataFrame> change) {
    return new Damage(
        name, told, d -> new AnnData(d.obs(), change.apply(d.var()), d.x(), d.raw(), d.sections()));
  }

  private static Damage lacking(Section section, String name) {
    String place = section.key() + "/" + name;
    return new Damage(
        "no " + place,
        "has no " + place,
        d -> {
          AnnData kept =
              d.x()
                  .map(x -> AnnData.of(d.obs(), d.var()).withX(x))
                  .orElseGet(() -> AnnData.of(d.obs(), d.var()));
          for (Section s : Section.values()) {
            for (var e : d.section(s).entries().entrySet()) {
              if (s != section || !e.getKey().equals(name)) {
                kept = kept.with(s, e.getKey(), e.getValue());
              }
            }
          }
          return kept;
        });
  }

  static Damage graph(Section section, String name, String what, OfGraph change) {
    String place = section.key() + "/" + name;
    return new Damage(
        place + ": " + what,
        place,
        d ->
            d.with(
                section, name, changed((SparseArray) d.get(section, name).orElseThrow(), change)));
  }

  private static Damage x(String what, OfGraph change) {
    return new Damage(
        "X: " + what, "X", d -> d.withX(changed((SparseArray) d.x().orElseThrow(), change)));
  }

  private static SparseArray changed(SparseArray m, OfGraph change) {
    int[] indptr = m.indptr().all().ints().clone();
    int[] indices = m.indices().all().ints().clone();
    float[] values = m.data().all().floats().clone();
    change.damage(indptr, indices, values);
    return new SparseArray(
        m.layout(),
        m.rows(),
        m.columns(),
        DenseArray.vector(Values.of(values)),
        DenseArray.vector(Values.of(indices)),
        DenseArray.vector(Values.of(indptr)));
  }

  private static Damage ofText(Section section, String name) {
    String place = section.key() + "/" + name;
    return new Damage(
        place + " of text",
        place,
        d -> {
          SparseArray m = (SparseArray) d.get(section, name).orElseThrow();
          DenseArray words = DenseArray.vector(texts(Math.toIntExact(m.entries()), "0.5"));
          return d.with(
              section,
              name,
              new SparseArray(m.layout(), m.rows(), m.columns(), words, m.indices(), m.indptr()));
        });
  }

  private static Values texts(int count, String text) {
    String[] all = new String[count];
    Arrays.fill(all, text);
    return Values.of(all);
  }

  private static Values numbers(int count, double number) {
    double[] all = new double[count];
    Arrays.fill(all, number);
    return Values.of(all);
  }

  private static float[] floats(int count, float number) {
    float[] all = new float[count];
    Arrays.fill(all, number);
    return all;
  }

  private static List<String> named(DataFrame table, String name, boolean numbered) {
    return IntStream.range(0, table.rows()).mapToObj(i -> numbered ? name + i : name).toList();
  }
}
