package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.samap.core.analysis.MappingScores;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.homology.GeneAxis;
import org.samap.core.io.OutputFolder;
import org.samap.core.io.Tsv;
import org.samap.core.mapping.GeneLinks;
import org.samap.core.mapping.Iteration;
import org.samap.core.mapping.MappingResult;
import org.samap.core.mapping.SpeciesAxis;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Writes what a run found into a folder (SPEC 7). */
public final class RunFolder {
  /** The combined data. */
  public static final String COMBINED = "samap.h5ad";

  /** How a cell of another species reads in a column of one species. */
  static final String UNASSIGNED = "unassigned";

  static final String SPECIES_COLUMN = "species";

  /** The label of each cell that the run was scored for. */
  static final String LABEL_COLUMN = "label";

  static final String GRAPH = "connectivities";
  static final String MAPPING_K = "mapping_K";

  private final MappingJob.Outcome outcome;
  private final RunParams params;
  private final OutputFolder folder;
  private final Workers workers;

  private RunFolder(
      MappingJob.Outcome outcome, RunParams params, OutputFolder folder, Workers workers) {
    this.outcome = outcome;
    this.params = params;
    this.folder = folder;
    this.workers = workers;
  }

  /** Writes every file but {@code run.json}; they appear when the folder is committed. */
  public static void write(
      MappingJob.Outcome outcome,
      RunParams params,
      OutputFolder folder,
      Workers workers,
      Progress progress) {
    new RunFolder(outcome, params, folder, workers).writeAll(progress);
  }

  private void writeAll(Progress progress) {
    List<PreparedSpecies> species = outcome.species();
    try (Progress.Phase phase = progress.phase("write results", species.size() + 2)) {
      for (PreparedSpecies s : species) {
        AnnDataWriter.write(s.annotated(), folder.file(s.id() + ".h5ad"), workers);
        phase.advance(1);
      }
      AnnDataWriter.write(combined(), folder.file(COMBINED), workers);
      phase.advance(1);
      writeScores(outcome.scores(), folder.file("mapping_scores.tsv"));
      writeRanking(outcome.scores(), folder.file("mapping_table.tsv"));
      writeAlignment();
      writeHomology();
      phase.advance(1);
    }
  }

  /** Writes the square table: first column and header are the nodes. */
  public static void writeScores(MappingScores scores, Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("");
          scores.nodes().forEach(table::text);
          table.endRow();
          for (int m = 0; m < scores.nodes().size(); m++) {
            table.text(scores.nodes().get(m));
            Arrays.stream(scores.scores()[m]).forEach(table::number);
            table.endRow();
          }
        });
  }

  /** Writes the partners of every node, best first. */
  public static void writeRanking(MappingScores scores, Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node").text("rank").text("partner").text("score").endRow();
          for (MappingScores.Partner p : scores.ranking()) {
            table.text(p.node()).number(p.rank()).text(p.partner()).number(p.score()).endRow();
          }
        });
  }

  private void writeAlignment() {
    List<String> ids = outcome.genes().species();
    Tsv.write(
        folder.file("alignment.tsv"),
        table -> {
          table.text("iteration").text("from").text("to").text("alignment").endRow();
          List<Iteration> iterations = outcome.mapping().iterations();
          for (int t = 0; t < iterations.size(); t++) {
            for (int a = 0; a < ids.size(); a++) {
              for (int b = 0; b < ids.size(); b++) {
                if (a != b) {
                  table.number(t + 1).text(ids.get(a)).text(ids.get(b));
                  table.number(iterations.get(t).alignment()[a][b]).endRow();
                }
              }
            }
          }
        });
  }

  private void writeHomology() {
    SparseMatrix sequence = outcome.homology().edges();
    SparseMatrix refined = outcome.mapping().refinedLinks();
    GeneAxis genes = outcome.homology().genes();
    Tsv.write(
        folder.file("homology.tsv.gz"),
        table -> {
          table.text("gene_a").text("gene_b").text("sequence_weight").text("refined_weight");
          table.endRow();
          for (int g = 0; g < sequence.rows(); g++) {
            for (int p = sequence.offset(g); p < sequence.offset(g + 1); p++) {
              int h = sequence.index(p);
              if (h > g) {
                table.text(genes.name(g)).text(genes.name(h));
                table.number(sequence.value(p)).number(refined.get(g, h)).endRow();
              }
            }
          }
        });
  }

  /** Cells and genes of all species in one: expression block-diagonal, one graph. */
  private AnnData combined() {
    MappingResult mapping = outcome.mapping();
    AnnData all =
        AnnData.of(cells(), DataFrame.of(outcome.genes().names()))
            .with(Section.OBSP, GRAPH, SparseArray.of(mapping.graph()))
            .with(Section.OBSM, "wPCA", DenseArray.of(projections()))
            .with(Section.VARP, "homology_graph", SparseArray.of(amongAll(mapping.links())))
            .with(
                Section.VARP,
                "homology_graph_reweighted",
                SparseArray.of(amongAll(mapping.links().withWeights(mapping.refinedLinks()))))
            .with(Section.UNS, MAPPING_K, DenseArray.scalar((long) params.mapping().crossK()));
    if (params.writeExpression()) {
      all =
          all.withX(
              BlockMatrix.blockDiagonal(
                  outcome.species().stream().map(s -> s.mapped().expression()).toList()));
    }
    return outcome.umap().isPresent()
        ? all.with(Section.OBSM, "X_umap", DenseArray.of(outcome.umap().get()))
        : all;
  }

  /** The cells of all species, with each species' categorical columns under its own name. */
  private DataFrame cells() {
    SpeciesAxis axis = outcome.mapping().cells();
    String[] speciesOf = new String[axis.total()];
    for (int s = 0; s < axis.species(); s++) {
      Arrays.fill(speciesOf, axis.start(s), axis.end(s), outcome.species().get(s).id());
    }
    DataFrame obs =
        DataFrame.of(cellNames())
            .with(SPECIES_COLUMN, Categorical.of(speciesOf))
            .with(LABEL_COLUMN, Categorical.of(labels()));
    for (int s = 0; s < axis.species(); s++) {
      PreparedSpecies prepared = outcome.species().get(s);
      for (Map.Entry<String, Element> column : prepared.annotated().obs().columns().entrySet()) {
        if (column.getValue() instanceof Categorical) {
          String[] labels = new String[axis.total()];
          Arrays.fill(labels, UNASSIGNED);
          List<String> own = prepared.annotated().obs().labels(column.getKey());
          for (int c = 0; c < own.size(); c++) {
            labels[axis.start(s) + c] = own.get(c);
          }
          obs = obs.with(prepared.id() + "_" + column.getKey(), Categorical.of(labels));
        }
      }
    }
    return obs;
  }

  private String[] labels() {
    return outcome.species().stream().flatMap(s -> s.labels().stream()).toArray(String[]::new);
  }

  /** The cells' own names, or with the species' id before them if two species share one. */
  private List<String> cellNames() {
    List<String> names = cellNames(s -> "");
    Set<String> distinct = new HashSet<>(names);
    return distinct.size() == names.size() ? names : cellNames(id -> id + "_");
  }

  private List<String> cellNames(UnaryOperator<String> prefix) {
    List<String> names = new ArrayList<>();
    for (PreparedSpecies s : outcome.species()) {
      s.obs().names().forEach(cell -> names.add(prefix.apply(s.id()) + cell));
    }
    return Collections.unmodifiableList(names);
  }

  private FloatMatrix projections() {
    List<FloatMatrix> parts = outcome.mapping().projections();
    FloatMatrix all =
        FloatMatrix.zeros(outcome.mapping().cells().total(), parts.getFirst().columns());
    int at = 0;
    for (FloatMatrix part : parts) {
      System.arraycopy(part.values(), 0, all.values(), at, part.values().length);
      at += part.values().length;
    }
    return all;
  }

  /** Links between the linked genes, put among all genes of the data. */
  private SparseMatrix amongAll(GeneLinks links) {
    int n = outcome.genes().size();
    int[] position = new int[links.genes()];
    for (int s = 0; s < links.axis().species(); s++) {
      int[] genes = links.dataGenes().get(s);
      for (int g = 0; g < genes.length; g++) {
        position[links.axis().start(s) + g] = outcome.genes().start(s) + genes[g];
      }
    }
    SparseMatrix m = links.weights();
    SparseMatrix.Builder out = SparseMatrix.builder(n, n);
    int row = 0;
    for (int g = 0; g < m.rows(); g++) {
      for (; row < position[g]; row++) {
        out.endRow();
      }
      for (int p = m.offset(g); p < m.offset(g + 1); p++) {
        out.add(position[m.index(p)], m.value(p));
      }
    }
    return out.build();
  }
}
