package org.samap.cli.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.samap.cli.options.JobContext;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.cluster.ClusterCount;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.CheckedFile;
import org.samap.core.pipeline.ObsColumns;
import org.samap.core.run.InputException;

/** The work behind {@code samap cluster}. */
final class ClusterJob {
  private static final String GRAPH = "connectivities";

  private final ClusterCommand asked;
  private final JobContext context;

  ClusterJob(ClusterCommand asked, JobContext context) {
    this.asked = asked;
    this.context = context;
  }

  void run() {
    SparseMatrix graph = graph();
    ClusterCount found = search(graph);
    int count = found.clusters().count();
    if (count != asked.k()) {
      context
          .progress()
          .warn(
              "no resolution gives %d clusters; the nearest number is %d"
                  .formatted(asked.k(), count));
    }
    write(
        Categorical.of(
            Arrays.stream(found.clusters().labels())
                .mapToObj(Integer::toString)
                .toArray(String[]::new)));
    context
        .progress()
        .info(
            "%d clusters (resolution %.4g) are in obs['%s'] of %s"
                .formatted(count, found.resolution(), asked.key(), asked.out()));
  }

  private ClusterCount search(SparseMatrix graph) {
    return context
        .progress()
        .run(
            "search for the resolution",
            0,
            phase ->
                ClusterCount.nearest(graph, asked.k(), asked.leiden(), context.workers(), phase));
  }

  private SparseMatrix graph() {
    Path file = asked.file();
    try (DataFile open = DataFiles.open(file, ReadOptions.defaults())) {
      AnnData data = open.data();
      open.notes(Optional.empty()).forEach(context.progress()::info);
      SparseMatrix graph =
          CheckedFile.of(open, "give a file that 'samap sam' or 'samap run' wrote")
              .graph(Section.OBSP, GRAPH);
      if (!(open instanceof AnnDataFile) && asked.out().equals(file)) {
        throw new InputException(
            "--in-place: %s is no .h5ad file and cannot be changed; give --out FILE"
                .formatted(file));
      }
      if (asked.k() > data.cells()) {
        throw new InputException(
            "--k is %d, but %s has only %d cells; give a smaller number"
                .formatted(asked.k(), file, data.cells()));
      }
      if (asked.key().equals(data.obs().indexName())) {
        throw new InputException(
            "--key is '%s', which holds the names of the cells of %s; give another name"
                .formatted(asked.key(), file));
      }
      return graph;
    }
  }

  /** Adds the column to a copy of an .h5ad file, or writes data of another format as one. */
  private void write(Categorical clusters) {
    try (DataFile open = DataFiles.open(asked.file(), ReadOptions.defaults())) {
      if (!(open instanceof AnnDataFile)) {
        AnnData data =
            open.data()
                .withObs(open.data().obs().with(asked.key(), clusters))
                .storable(
                    (place, reason) ->
                        context
                            .progress()
                            .warn("%s: %s is left out: %s".formatted(open.path(), place, reason)));
        AnnDataWriter.write(data, asked.out(), context.workers());
        return;
      }
    }
    SequencedMap<String, Categorical> column = new LinkedHashMap<>();
    column.put(asked.key(), clusters);
    ObsColumns.write(asked.file(), asked.out(), column, context.workers());
  }
}
