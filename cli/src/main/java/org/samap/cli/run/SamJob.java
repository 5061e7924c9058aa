package org.samap.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.pipeline.PreparedSpecies;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesPreparation;

/** The work behind {@code samap sam}. */
final class SamJob {
  private SamJob() {}

  static void run(SamOptions options, JobContext context) {
    Outputs.requireOther(options.out(), List.of(options.file()));
    SpeciesInput input =
        new SpeciesInput(
            "sam",
            options.file(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            options.layer(),
            options.resolution());
    RunParams params =
        RunParams.defaults().withSpecies(s -> options.params()).withUmap(options.umap());
    int cells = SpeciesPreparation.check(input, params.species().redo()).cells();
    Path folder = Outputs.folderOf(options.out());
    Outputs.makeFolder(folder);
    Resources resources = context.resources().orWork(folder);
    try (ExpressionStore store = resources.store(cells);
        Session session = resources.open(context.workers(), context.progress());
        PreparedSpecies.WithFile species =
            SpeciesPreparation.prepare(input, params, store, context.workers(), session)) {
      AnnDataWriter.write(species.annotated(), options.out(), context.workers());
    }
    context.progress().info("The result is in " + options.out());
  }
}
