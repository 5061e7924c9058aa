package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Values;
import org.samap.core.run.InputException;
import org.samap.core.run.Warnings;

class LabelSourceTest {
  @TempDir Path folder = Path.of("");

  private static DataFrame cells(int n) {
    List<String> names = IntStream.range(0, n).mapToObj(c -> "cell" + c).toList();
    return DataFrame.of(names).with("barcode", Categorical.of(names.toArray(String[]::new)));
  }

  private static DataFrame numbered(double... values) {
    return DataFrame.of(IntStream.range(0, values.length).mapToObj(c -> "cell" + c).toList())
        .with("number", Values.of(values));
  }

  @Test
  void showsNamesOfATableOfOtherCells() throws IOException {
    Path table = Files.writeString(folder.resolve("labels.tsv"), "AAAC\tT\nAAAG\tB\n");
    assertThatThrownBy(() -> new LabelSource.Table(table).labels("hs", cells(2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "labels.tsv: none of the 2 cells of hs is in it: it names 'AAAC', they");
  }

  @Test
  void takesAsManyLabelsAsCellTypesMayBe() {
    int n = 2 * LabelSource.MOST_LABELS;
    List<String> types = IntStream.range(0, n).mapToObj(c -> "type" + c / 2).toList();
    DataFrame obs = cells(n).with("type", Categorical.of(types.toArray(String[]::new)));
    assertThat(new LabelSource.Column("type").labels("hs", obs)).isEqualTo(types);
  }

  @Test
  void namesTheColumnThatIsDamaged() {
    DataFrame obs = cells(3).with("type", Categorical.of(new String[] {"B"}, 0, -1, 4));
    assertThatThrownBy(() -> new LabelSource.Column("type").labels("hs", obs))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "hs: obs has a column 'type' that is damaged: row 2 has category 4 of 1; write the"
                + " file again");
  }

  @Test
  void refusesMeasurementsWithTheReason() {
    LabelSource column = new LabelSource.Column("number");
    DataFrame few = numbered(0.5, 0.25, 0.125, 0.125);
    assertThatThrownBy(() -> column.labels("hs", few))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "hs: the column 'number' has 3 different numbers, which are measurements, such as"
                + " '0.5', 2 of them for a single cell; give cell types");
    DataFrame many = numbered(IntStream.range(0, 1000).mapToDouble(c -> c).toArray());
    assertThatThrownBy(() -> column.labels("hs", many))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has 1000 different labels", "1000 of them for a single cell");
    assertThat(column.labels("hs", numbered(1.0, 2.0, 1.0, 2.0))).hasSize(4);
  }

  @Test
  void missingLabelsAreCountedAndSomeMustBeThere() throws IOException {
    Path table = folder.resolve("some.csv");
    Files.writeString(table, "cell0,T\ncell1,\ncell2,NA\n");
    List<String> told = new ArrayList<>();
    assertThat(new LabelSource.Table(table).labels("hs", cells(3), new Warnings(told)))
        .containsExactly("T", DataFrame.MISSING, DataFrame.MISSING);
    assertThat(told).containsExactly("2 of 3 cells have no label and form no type");
    assertThatThrownBy(
            () -> new LabelSource.Column("number").labels("hs", numbered(Double.NaN, Double.NaN)))
        .isInstanceOf(InputException.class)
        .hasMessage("hs: the column 'number' has no label for any cell; give cell types");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cell0\tT\ncell1\tB, naive\n",
        "\uFEFFcell0\tT\ncell1\tB, naive\n",
        "cell\tlabel\r\ncell1\tB, naive\r\ncell0\tT\r\n",
        "\"cell\",\"label\"\n\"cell0\",\"T\"\n\"cell1\",\"B, naive\"\n",
        "\uFEFFcell0,T\r\n# a remark\r\ncell1,\"B, naive\"\r\n",
        "cell0;T\ncell1;\"B, naive\""
      })
  void readsTablesAsSpreadsheetsAndPandasWriteThem(String text) throws IOException {
    Path plain = Files.writeString(folder.resolve("labels.csv"), text);
    assertThat(new LabelSource.Table(plain).labels("hs", cells(2)))
        .containsExactly("T", "B, naive");
    Path gzip = folder.resolve("labels.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new LabelSource.Table(gzip).labels("hs", cells(2))).containsExactly("T", "B, naive");
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
