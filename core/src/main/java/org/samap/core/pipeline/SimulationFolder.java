package org.samap.core.pipeline;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.io.Tsv;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.CellType;
import org.samap.core.simulate.SimulatedPeaks;
import org.samap.core.simulate.SimulatedSpecies;
import org.samap.core.simulate.Simulation;

/**
 * Writes simulated species as a user's files: {@code {id}.h5ad} with the column {@code cell_type},
 * and {@code donor} if there are donors; search tables in {@code maps/}, and the truth in {@code
 * truth.tsv}.
 */
public final class SimulationFolder {
  /** The column of the planted types. */
  public static final String TYPE_COLUMN = "cell_type";

  /** The column of the donors. */
  public static final String DONOR_COLUMN = "donor";

  /** The planted types: type, kind, and the species that have it. */
  public static final String TRUTH = "truth.tsv";

  /** The folder of the search tables. */
  public static final String MAPS = "maps";

  private SimulationFolder() {}

  /** Writes all files; they appear when the folder is committed. */
  public static void write(
      Simulation simulation, OutputFolder folder, Workers workers, Progress progress) {
    List<SimulatedSpecies> species = simulation.species();
    CollectingProgress.of(progress)
        .perform(
            "simulate",
            species.stream().mapToLong(SimulatedSpecies::cells).sum(),
            phase -> {
              simulation.writeMaps(folder.file(MAPS));
              writeTruth(species, folder);
              for (SimulatedSpecies s : species) {
                AnnDataWriter.write(
                    annotated(s, workers, phase), folder.file(s.id() + ".h5ad"), workers);
              }
            });
  }

  /**
   * Writes the open chromatin of some of the species: {@code {id}_atac.h5ad} with the same cells,
   * their genes in {@code {id}.gtf.gz}, and the gene that each peak follows in {@code
   * {id}_peaks.tsv}.
   */
  public static void writePeaks(
      Simulation simulation, Collection<String> ids, OutputFolder folder, Workers workers) {
    for (SimulatedSpecies s : simulation.species()) {
      if (ids.contains(s.id())) {
        SimulatedPeaks peaks = s.peaks();
        List<String> names = peaks.names();
        AnnDataWriter.write(
            AnnData.of(cells(s), DataFrame.of(names))
                .withX(new BlockMatrix(s.cells(), names.size(), 0, peaks.blocks())),
            folder.file(s.id() + "_atac.h5ad"),
            workers);
        OutputFile.writeGzip(
            folder.file(s.id() + ".gtf.gz"),
            out -> {
              for (SimulatedPeaks.SimulatedGene gene : peaks.genes()) {
                out.write(line(gene, "gene") + line(gene, "exon"));
              }
            });
        Tsv.write(
            folder.file(s.id() + "_peaks.tsv"),
            table -> {
              table.text("peak").text("gene").endRow();
              for (int p = 0; p < names.size(); p++) {
                if (!peaks.geneOf(p).isEmpty()) {
                  table.text(names.get(p)).text(peaks.geneOf(p)).endRow();
                }
              }
            });
      }
    }
  }

  /** The files of {@link #writePeaks} for a species. */
  public static List<String> peakFiles(String id) {
    return List.of(id + "_atac.h5ad", id + ".gtf.gz", id + "_peaks.tsv");
  }

  /** Chromosomes are called as Ensembl does; peaks have those of UCSC. */
  private static String line(SimulatedPeaks.SimulatedGene gene, String type) {
    return "%d\tsamap\t%s\t%d\t%d\t.\t%s\t.\tgene_id \"%s\"; gene_biotype \"protein_coding\";\n"
        .formatted(
            gene.chromosome(),
            type,
            gene.start() + 1,
            gene.end(),
            gene.forward() ? "+" : "-",
            gene.name());
  }

  private static DataFrame cells(SimulatedSpecies s) {
    String[] types = s.cellTypes().stream().map(CellType::name).toArray(String[]::new);
    DataFrame cells = DataFrame.of(s.cellNames()).with(TYPE_COLUMN, Categorical.of(types));
    List<String> donors = s.donors();
    return donors.isEmpty()
        ? cells
        : cells.with(DONOR_COLUMN, Categorical.of(donors.toArray(String[]::new)));
  }

  private static AnnData annotated(SimulatedSpecies s, Workers workers, Progress.Phase phase) {
    return AnnData.of(cells(s), DataFrame.of(s.geneNames()))
        .withX(new BlockMatrix(s.cells(), s.geneNames().size(), 0, s.blocks(workers, phase)));
  }

  private static void writeTruth(List<SimulatedSpecies> species, OutputFolder folder) {
    Set<CellType> types = new LinkedHashSet<>();
    species.forEach(s -> types.addAll(s.types()));
    Tsv.write(
        folder.file(TRUTH),
        table -> {
          table.text("type").text("kind").text("species").endRow();
          for (CellType type : types) {
            List<String> having =
                species.stream()
                    .filter(s -> s.types().contains(type))
                    .map(SimulatedSpecies::id)
                    .toList();
            table.text(type.name()).text(type.kind().name().toLowerCase(Locale.ROOT));
            table.text(String.join(",", having)).endRow();
          }
        });
  }
}
