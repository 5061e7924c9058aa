package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.run.InputException;

class LabelSourceTest {
  @TempDir Path folder = Path.of("");

  private static DataFrame cells(int n) {
    List<String> names = IntStream.range(0, n).mapToObj(c -> "cell" + c).toList();
    return DataFrame.of(names).with("barcode", Categorical.of(names.toArray(String[]::new)));
  }

  @Test
  void takesAsManyLabelsAsCellTypesMayBe() {
    DataFrame obs = cells(LabelSource.MOST_LABELS);
    assertThat(new LabelSource.Column("barcode").labels("hs", obs)).isEqualTo(obs.names());
  }

  @Test
  void refusesNamesOfCellsAsLabels() throws IOException {
    DataFrame obs = cells(LabelSource.MOST_LABELS + 1);
    assertThatThrownBy(() -> new LabelSource.Column("barcode").labels("hs", obs))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "hs: the column 'barcode' has 10001 different labels, such as 'cell0';"
                + " give cell types, at most 10000");
    Path table = folder.resolve("labels.tsv");
    Files.write(table, obs.names().stream().map(cell -> cell + "\t" + cell).toList());
    assertThatThrownBy(() -> new LabelSource.Table(table).labels("hs", obs))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(table + " has 10001 different labels");
  }
}
