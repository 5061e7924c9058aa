package org.samap.core.anndata;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.LinkTarget;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;
import org.samap.core.io.OutputFile;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * A copy of a file with more columns in {@code obs}. The bytes of the file are copied; the new
 * columns, and new groups {@code obs} and {@code /} that lead to them, follow. So everything is
 * kept, even if it is not understood: references, filters and links of any kind still work. The
 * room of a replaced column remains as a gap.
 */
final class ObsCopy {
  private static final String OBS = "obs";
  private static final String ORDER = "column-order";

  private final Hdf5File file;
  private final DataFrame frame;
  private final Map<String, ? extends Element> columns;

  /**
   * @param frame the table of the cells
   * @param columns the new columns
   */
  ObsCopy(Hdf5File file, DataFrame frame, Map<String, ? extends Element> columns) {
    this.file = file;
    this.frame = frame;
    this.columns = columns;
  }

  void write(Path target, Workers workers) {
    StoredNode obs = file.root().member(OBS).orElseThrow();
    columns.forEach(frame::with); // fails if a column has the wrong length
    try {
      requireLinksWithin(file.root());
      if (obs instanceof StoredGroup group) {
        requireLinksWithin(group);
        columns.keySet().forEach(name -> requireColumn(group, name));
      }
      OutputFile.write(target, channel -> write(obs, channel, workers));
    } catch (Hdf5Exception e) {
      if (e.isDamage()) {
        throw file.failure(obs.path(), e);
      }
      throw new InputException(
          "%s: no column can be added: %s; write the file again in Python: anndata"
                  .formatted(file.path(), e.reason())
              + ".read_h5ad(file).write_h5ad(other)",
          e);
    }
  }

  private void requireLinksWithin(StoredGroup group) {
    group
        .links()
        .forEach(
            (name, target) -> {
              if (target instanceof LinkTarget.Elsewhere e) {
                throw new InputException(
                    "%s: %s cannot be kept: %s; remove the link"
                        .formatted(
                            file.path(), group.path().replaceFirst("/?$", "/") + name, e.reason()));
              }
            });
  }

  /** Fails unless the name is free or that of a column. */
  private void requireColumn(StoredGroup obs, String name) {
    if (name.equals(frame.indexName())) {
      throw new InputException(
          "%s: a new column cannot be called '%s', which holds the names of the cells"
              .formatted(file.path(), name));
    }
    if (obs.names().contains(name) && !frame.has(name)) {
      throw new InputException(
          "%s: a new column cannot be called '%s': obs has something else of that"
                  .formatted(file.path(), name)
              + " name");
    }
    if (name.isBlank() || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of a column");
    }
  }

  private void write(StoredNode obs, FileChannel channel, Workers workers) throws IOException {
    Hdf5Writer writer = Hdf5Writer.copy(file.source(), channel, workers);
    ElementWriter elements = new ElementWriter(Progress.Silent.INSTANCE);
    writer.root().group(OBS, obs, g -> change(g, obs, elements));
    writer.finish();
  }

  private void change(Hdf5Group g, StoredNode obs, ElementWriter elements) throws IOException {
    if (!(obs instanceof StoredGroup)) {
      elements.frame(g, ofRecords());
      return;
    }
    for (Map.Entry<String, ? extends Element> column : columns.entrySet()) {
      g.remove(column.getKey());
      elements.write(g, column.getKey(), column.getValue());
    }
    if (obs.attribute(ORDER).isPresent()) {
      Set<String> order = new LinkedHashSet<>(order(obs));
      order.addAll(columns.keySet());
      g.attribute(ORDER, order.toArray(String[]::new));
    }
  }

  /** The listed names of columns; some versions of AnnData also list the index. */
  private List<String> order(StoredNode obs) {
    Optional<Values> order = file.attribute(obs, ORDER);
    return order.isPresent() && order.get().type() == DType.STRING
        ? Arrays.asList(order.get().texts())
        : List.copyOf(frame.columns().keySet());
  }

  /**
   * Turns a table of records into a table of columns. Codes stay codes: readers look for their
   * categories in {@code uns}.
   */
  private DataFrame ofRecords() {
    Store store = new Hdf5Store(file);
    DataFrame table = new ElementReader(store).frame(store.root().member(OBS).orElseThrow());
    for (Map.Entry<String, ? extends Element> column : columns.entrySet()) {
      table = table.with(column.getKey(), column.getValue());
    }
    return table;
  }
}
