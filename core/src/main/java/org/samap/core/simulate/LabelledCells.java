package org.samap.core.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * The raw counts of one species, simulated or measured, with a type for every cell.
 *
 * @param species its id
 * @param cells the names of its cells
 * @param genes the names of its genes, without species prefix
 * @param labels the type of every cell
 * @param counts cells x genes
 */
public record LabelledCells(
    String species,
    List<String> cells,
    List<String> genes,
    List<String> labels,
    Expression counts) {

  public LabelledCells {
    cells = List.copyOf(cells);
    genes = List.copyOf(genes);
    labels = List.copyOf(labels);
    if (cells.size() != counts.cells()
        || labels.size() != counts.cells()
        || genes.size() != counts.genes()) {
      throw new IllegalArgumentException("names, labels and counts of different lengths");
    }
  }

  /** Draws all cells of a simulated species. */
  public static LabelledCells of(SimulatedSpecies simulated, Workers workers) {
    return new LabelledCells(
        simulated.id(),
        simulated.cellNames(),
        simulated.geneNames(),
        simulated.cellTypes().stream().map(CellType::name).toList(),
        simulated.counts(workers));
  }

  /** The numbers of the cells whose label passes a test. */
  int[] where(IntPredicate cell) {
    return IntStream.range(0, cells.size()).filter(cell).toArray();
  }

  /** Some of the cells, in the order given. */
  LabelledCells select(int[] kept) {
    HeapExpression.Builder rows = HeapExpression.builder(genes.size());
    RowCursor row = counts.cursor();
    for (int cell : kept) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        rows.add(row.genes()[p], row.values()[p]);
      }
      rows.endCell();
    }
    return new LabelledCells(
        species,
        Arrays.stream(kept).mapToObj(cells::get).toList(),
        genes,
        Arrays.stream(kept).mapToObj(labels::get).toList(),
        rows.build());
  }

  LabelledCells withCounts(Expression others) {
    return new LabelledCells(species, cells, genes, labels, others);
  }
}
