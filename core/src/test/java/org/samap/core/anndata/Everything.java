package org.samap.core.anndata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Reads all that a file of data holds, part by part. */
public final class Everything {
  private final List<InputException> refusals = new ArrayList<>();

  private Everything() {}

  /**
   * @throws InputException the first one, after every part has been tried
   */
  public static void read(Path path) {
    try (DataFile file = DataFiles.open(path, ReadOptions.defaults());
        Workers workers = Workers.of(1)) {
      Everything all = new Everything();
      AnnData data = file.data();
      all.part(() -> CountsLoader.measure(file, Optional.empty()));
      all.part(() -> CountsLoader.genes(file, Optional.empty()));
      all.part(
          () ->
              CountsLoader.load(
                  file, Optional.empty(), ExpressionStore.heap(), workers, Progress.silent()));
      all.part(() -> data.obs().inMemory());
      all.part(() -> data.var().inMemory());
      all.part(() -> data.x().ifPresent(InMemory::of));
      all.part(() -> data.raw().ifPresent(raw -> InMemory.of(raw.x())));
      all.part(() -> data.raw().ifPresent(raw -> InMemory.of(raw.varm())));
      for (Section section : Section.values()) {
        for (String name : data.section(section).entries().keySet()) {
          all.part(() -> data.get(section, name).ifPresent(InMemory::of));
        }
      }
      for (String name : data.section(Section.LAYERS).entries().keySet()) {
        all.part(
            () ->
                CountsLoader.load(
                    file, Optional.of(name), ExpressionStore.heap(), workers, Progress.silent()));
      }
      all.part(() -> data.storable((place, reason) -> {}));
      for (InputException refusal : all.refusals) {
        throw refusal;
      }
    }
  }

  private void part(Runnable read) {
    try {
      read.run();
    } catch (InputException e) {
      refusals.add(e);
    }
  }
}
