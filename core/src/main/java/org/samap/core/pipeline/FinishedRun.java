package org.samap.core.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappingScores;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * The folder of a finished run, read again.
 *
 * @param folder where it lies
 * @param ids the species in their order
 * @param labels the labels that the run was scored for, per species
 * @param graph the last stitched graph
 * @param crossK K of the mapping
 */
public record FinishedRun(
    Path folder, List<String> ids, List<List<String>> labels, SparseMatrix graph, int crossK) {

  /**
   * @throws InputException if the folder holds no finished run
   */
  public static FinishedRun open(Path folder) {
    Path combined = folder.resolve(RunFolder.COMBINED);
    if (!Files.exists(combined)) {
      throw new InputException(
          "%s: holds no %s; give the folder that samap run wrote"
              .formatted(folder, RunFolder.COMBINED));
    }
    try (AnnDataFile file = AnnDataFile.open(combined)) {
      AnnData data = file.data();
      SparseMatrix graph =
          data.graph(Section.OBSP, RunFolder.GRAPH)
              .orElseThrow(() -> notOfARun(combined, "obsp/" + RunFolder.GRAPH));
      if (!(data.get(Section.UNS, RunFolder.MAPPING_K).orElse(null) instanceof DenseArray k)) {
        throw notOfARun(combined, "uns/" + RunFolder.MAPPING_K);
      }
      List<String> species = data.obs().labels(RunFolder.SPECIES_COLUMN);
      List<String> labels = data.obs().labels(RunFolder.LABEL_COLUMN);
      List<String> ids = new ArrayList<>(new LinkedHashSet<>(species));
      List<List<String>> perSpecies = new ArrayList<>();
      for (String id : ids) {
        perSpecies.add(labels.subList(species.indexOf(id), species.lastIndexOf(id) + 1));
      }
      return new FinishedRun(folder, ids, perSpecies, graph, k.all().ints()[0]);
    }
  }

  private static InputException notOfARun(Path file, String missing) {
    return new InputException(
        "%s: has no %s; give the folder that samap run wrote".formatted(file, missing));
  }

  /**
   * Scores for other labels.
   *
   * @param sources new labels by species id; the other species keep the run's
   * @param top see {@link MappingScores#of}
   */
  public MappingScores score(Map<String, LabelSource> sources, int top) {
    for (String id : sources.keySet()) {
      if (!ids.contains(id)) {
        throw new InputException(
            "--labels names species '%s', but %s holds %s"
                .formatted(id, folder, String.join(", ", ids)));
      }
    }
    List<List<String>> used = new ArrayList<>();
    for (int s = 0; s < ids.size(); s++) {
      LabelSource source = sources.get(ids.get(s));
      used.add(source == null ? labels.get(s) : source.labels(ids.get(s), obs(ids.get(s))));
    }
    return MappingScores.of(graph, CellLabels.of(ids, used), crossK, top);
  }

  private DataFrame obs(String id) {
    try (AnnDataFile file = AnnDataFile.open(folder.resolve(id + ".h5ad"))) {
      return file.data().obs().inMemory();
    }
  }
}
