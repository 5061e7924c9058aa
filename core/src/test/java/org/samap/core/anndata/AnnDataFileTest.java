package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnDataFileTest {
  @TempDir Path folder;

  @Test
  void readsOneElement() {
    AnnData data =
        Samples.named(2, 2)
            .with(Section.OBSP, "graph", Samples.dense(2, 1, 2, 3, 4))
            .with(Section.UNS, "deep", ElementMap.EMPTY.with("text", DenseArray.scalar("here")));
    try (AnnDataFile file =
        AnnDataFile.open(Samples.write(data, folder.resolve("elements.h5ad")))) {
      assertThat(file.element("obsp/graph"))
          .hasValueSatisfying(
              e ->
                  assertThat(((DenseArray) e).all().floats())
                      .containsExactly(new float[] {1, 2, 3, 4}));
      assertThat(file.element("uns/deep/text"))
          .hasValueSatisfying(
              e -> assertThat(((DenseArray) e).all().texts()).containsExactly("here"));
      assertThat(file.element("uns/deep/none")).isEmpty();
      assertThat(file.element("uns/deep/text/further")).isEmpty();
    }
  }

  @Test
  void writesMissingCategoriesOfRAsPandasDoes() {
    Categorical ofR =
        new Categorical(
            DenseArray.vector(Values.of(0, Integer.MIN_VALUE)),
            DenseArray.vector(Values.of("a", "b")),
            false);
    AnnData named = Samples.named(2, 2);
    AnnData data = named.withObs(named.obs().with("type", ofR));
    try (AnnDataFile file = AnnDataFile.open(Samples.write(data, folder.resolve("r.h5ad")))) {
      Categorical type = (Categorical) file.data().obs().column("type");
      assertThat(type.codes().all().ints()).containsExactly(0, -1);
      assertThat(type.labels()).containsExactly("a", "nan");
    }
  }
}
