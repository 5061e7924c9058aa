package org.samap.core.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.ElementMap;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.io.OutputFolder;
import org.samap.core.io.Tsv;
import org.samap.core.mapping.GeneLinks;
import org.samap.core.mapping.Iteration;
import org.samap.core.mapping.MappingResult;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Writes the results of a run into a folder (SPEC 7), each species as soon as it is analysed. */
public final class RunFolder implements MappingJob.Listener {
  /** The combined data. */
  public static final String COMBINED = "samap.h5ad";

  /** The alignment of the species after each iteration; columns 2 and 3 name all species. */
  static final String ALIGNMENT = "alignment.tsv";

  static final String SPECIES_COLUMN = "species";

  /** The label of each cell for which the run was scored. */
  static final String LABEL_COLUMN = "label";

  /** The same label after the id of the species, as score tables name it. */
  static final String NODE_COLUMN = "node";

  /** The cluster of each cell, whose size is the budget of its neighbourhood. */
  static final String CLUSTER_COLUMN = "cluster";

  /** Whether a gene takes part in the mapping, as it is in the tables of homology. */
  static final String IN_HOMOLOGY = "in_homology";

  static final String GRAPH = "connectivities";

  /** K edges of a cell to each other species, if these share K edges in the graph. */
  static final String TO_EACH = "species_edges";

  static final String MAPPING_K = "mapping_K";

  /** How many species share the K edges of a cell. */
  static final String SHARED_BY = "mapping_shared_by";

  static final String ITERATIONS = "mapping_iterations";

  /** The key in {@code uns} of the species in their order. */
  static final String SPECIES = "mapping_species";

  /** The key in {@code uns} where scanpy looks for the graph. */
  static final String NEIGHBORS = "neighbors";

  static final String HOMOLOGY = "homology_graph";
  static final String REFINED = "homology_graph_reweighted";
  static final String PROJECTIONS = "wPCA";
  static final String UMAP = "X_umap";

  private final RunParams params;
  private final OutputFolder folder;
  private final Workers workers;

  private final Progress progress;

  /** The species that have been analysed so far. */
  private final List<PreparedSpecies> species = new ArrayList<>();

  /**
   * The edges to each other species in the present iteration, if there are any beside the graph.
   */
  private Optional<SparseMatrix> toEach = Optional.empty();

  private RunFolder(RunParams params, OutputFolder folder, Workers workers, Progress progress) {
    this.params = params;
    this.folder = folder;
    this.workers = workers;
    this.progress = CollectingProgress.of(progress);
  }

  /** Writes into a folder; the files appear when the folder is committed. */
  public static RunFolder in(
      OutputFolder folder, RunParams params, Workers workers, Progress progress) {
    return new RunFolder(params, folder, workers, progress);
  }

  /** The file with the edges between species of an iteration before the last. */
  static String iterationFile(int iteration) {
    return "iterations/" + iteration + ".h5ad";
  }

  @Override
  public void prepared(PreparedSpecies.WithFile prepared) {
    species.add(prepared.species());
    String id = prepared.species().id();
    progress
        .within(id)
        .perform(
            "write",
            0,
            phase ->
                AnnDataWriter.write(
                    prepared.annotated(), folder.file(id + ".h5ad"), workers, phase));
  }

  @Override
  public void compared(int iteration, SparseMatrix edges) {
    toEach = Optional.of(edges);
  }

  /**
   * Writes the edges between species; the last graph is written as a whole in the combined file.
   */
  @Override
  public void iterated(int iteration, SparseMatrix graph) {
    Optional<SparseMatrix> compared = toEach;
    toEach = Optional.empty();
    if (iteration == params.mapping().rounds().iterations()) {
      return;
    }
    SpeciesAxis cells =
        SpeciesAxis.ofSizes(species.stream().mapToInt(s -> s.mapped().cells()).toArray());
    AnnData edges =
        AnnData.of(DataFrame.of(CombinedCells.names(species)), DataFrame.of(List.of()))
            .with(Section.OBSP, GRAPH, SparseArray.of(cells.between(graph)));
    AnnDataWriter.write(
        compared.map(m -> edges.with(Section.OBSP, TO_EACH, SparseArray.of(m))).orElse(edges),
        folder.file(iterationFile(iteration)),
        workers);
  }

  /** Writes all other files except {@code run.json}. */
  public void write(MappingJob.Outcome outcome) {
    progress.perform(
        "write results",
        0,
        phase -> {
          AnnDataWriter.write(combined(outcome), folder.file(COMBINED), workers, phase);
          outcome.scores().write(folder.file("mapping_scores.tsv"));
          outcome.scores().writeRanking(folder.file("mapping_table.tsv"));
          writeAlignment(outcome);
          writeHomology(outcome);
        });
  }

  private void writeAlignment(MappingJob.Outcome outcome) {
    List<String> ids = outcome.genes().species();
    Tsv.write(
        folder.file(ALIGNMENT),
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

  private void writeHomology(MappingJob.Outcome outcome) {
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

  /** The cells and genes of all species in one file: block-diagonal expression and one graph. */
  private AnnData combined(MappingJob.Outcome outcome) {
    MappingResult mapping = outcome.mapping();
    AnnData all =
        AnnData.of(CombinedCells.of(outcome.species()), genes(outcome))
            .with(Section.OBSP, GRAPH, SparseArray.of(mapping.graph()))
            .with(Section.OBSM, PROJECTIONS, DenseArray.stacked(outcome.mapping().projections()))
            .with(
                Section.VARP, HOMOLOGY, SparseArray.of(amongAll(mapping.links(), outcome.genes())))
            .with(
                Section.VARP,
                REFINED,
                SparseArray.of(
                    amongAll(mapping.links().withWeights(mapping.refinedLinks()), outcome.genes())))
            .with(Section.UNS, MAPPING_K, DenseArray.scalar((long) params.mapping().crossK()))
            .with(
                Section.UNS,
                SHARED_BY,
                DenseArray.scalar((long) params.mapping().edgesSharedBy(outcome.species().size())))
            .with(Section.UNS, ITERATIONS, DenseArray.scalar((long) mapping.iterations().size()))
            .with(Section.UNS, SPECIES, DenseArray.vector(Values.of(ids(outcome))))
            .with(Section.UNS, NEIGHBORS, neighbors());
    if (mapping.besideGraph().isPresent()) {
      all = all.with(Section.OBSP, TO_EACH, SparseArray.of(mapping.toEach()));
    }
    if (params.output().expression()) {
      all =
          all.withX(
              BlockMatrix.blockDiagonal(
                  outcome.species().stream().map(s -> s.mapped().expression()).toList()));
    }
    return outcome.umap().isPresent()
        ? all.with(Section.OBSM, UMAP, DenseArray.of(outcome.umap().get()))
        : all;
  }

  /** Tells scanpy where the graph is, and from which coordinates it was computed. */
  private ElementMap neighbors() {
    return ElementMap.EMPTY
        .with("connectivities_key", DenseArray.scalar(GRAPH))
        .with("distances_key", DenseArray.scalar("distances"))
        .with(
            "params",
            ElementMap.EMPTY
                .with("n_neighbors", DenseArray.scalar((long) params.mapping().crossK()))
                .with("method", DenseArray.scalar("umap"))
                .with("metric", DenseArray.scalar("cosine"))
                .with("use_rep", DenseArray.scalar(PROJECTIONS)));
  }

  /** The genes of all species, with their weights in the last iteration. */
  private static DataFrame genes(MappingJob.Outcome outcome) {
    double[] weights =
        outcome.mapping().weights().stream().flatMapToDouble(Arrays::stream).toArray();
    GeneAxis genes = outcome.genes();
    String[] speciesOf =
        IntStream.range(0, genes.species().size())
            .boxed()
            .flatMap(
                s -> Collections.nCopies(genes.namesOf(s).size(), genes.species().get(s)).stream())
            .toArray(String[]::new);
    return DataFrame.of(genes.names())
        .with(SPECIES_COLUMN, Categorical.of(speciesOf))
        .with(SamFile.WEIGHTS, Values.of(weights))
        .with(IN_HOMOLOGY, Values.of(linked(outcome.mapping().links(), genes)));
  }

  private static boolean[] linked(GeneLinks links, GeneAxis all) {
    boolean[] linked = new boolean[all.size()];
    for (int s = 0; s < links.axis().species(); s++) {
      for (int gene : links.dataGenes().get(s)) {
        linked[all.start(s) + gene] = true;
      }
    }
    return linked;
  }

  private static String[] ids(MappingJob.Outcome outcome) {
    return outcome.species().stream().map(PreparedSpecies::id).toArray(String[]::new);
  }

  /** Links between the linked genes, as a matrix over all genes of the data. */
  private static SparseMatrix amongAll(GeneLinks links, GeneAxis all) {
    int n = all.size();
    int[] position = new int[links.genes()];
    for (int s = 0; s < links.axis().species(); s++) {
      int[] genes = links.dataGenes().get(s);
      for (int g = 0; g < genes.length; g++) {
        position[links.axis().start(s) + g] = all.start(s) + genes[g];
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
