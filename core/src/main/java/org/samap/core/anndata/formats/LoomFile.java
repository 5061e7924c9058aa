package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.ElementMap;
import org.samap.core.anndata.Hdf5File;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.Unreadable;
import org.samap.core.run.InputException;

/**
 * A loom file: a dense matrix of genes x cells, layers of the same shape, and attributes of genes
 * ({@code row_attrs}) and of cells ({@code col_attrs}). Data are as {@code anndata.io.read_loom}
 * sees them: X is the layer {@code spliced} if there is one, and the matrix is then the layer
 * {@code matrix}; attributes are columns of the tables, or in obsm and varm if they have several
 * values each. Matrices stay in the file.
 *
 * @param file is closed with this
 * @param spliced whether X is the layer {@code spliced}
 */
record LoomFile(Hdf5File file, AnnData data, boolean spliced) implements DataFile {
  private static final String MATRIX = "matrix";
  private static final String SPLICED = "spliced";
  private static final String NOTE =
      ": X is the layer 'spliced'; the main matrix is the layer 'matrix'";

  /**
   * @throws InputException if it is damaged, or genes have no names of the kind that is wanted
   */
  static LoomFile of(Hdf5File file, ReadOptions options) {
    Element matrix = matrix(file.element(MATRIX).orElseThrow(), MATRIX);
    if (matrix instanceof Unreadable u) {
      throw new InputException(
          "%s: %s cannot be read: %s".formatted(file.path(), MATRIX, u.reason()));
    }
    LoomAttributes cells = LoomAttributes.read(file, "col_attrs", matrix.shape()[0]);
    LoomAttributes genes = LoomAttributes.read(file, "row_attrs", matrix.shape()[1]);
    AnnData data =
        AnnData.of(cells.table(cells.nameOfCells()), genes.table(genes.nameOfGenes(options)));
    ElementMap layers = file.members("layers");
    boolean spliced = layers.get(SPLICED).isPresent();
    try {
      data = data.withX(spliced ? matrix(layers.get(SPLICED).orElseThrow(), SPLICED) : matrix);
      if (spliced) {
        data = data.with(Section.LAYERS, MATRIX, matrix);
      }
      for (Map.Entry<String, Element> layer : layers.entries().entrySet()) {
        data = data.with(Section.LAYERS, layer.getKey(), matrix(layer.getValue(), layer.getKey()));
      }
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s: %s; the loom file is inconsistent, write it again"
              .formatted(file.path(), e.getMessage()),
          e);
    }
    data = with(with(data, Section.OBSM, cells), Section.VARM, genes);
    return new LoomFile(file, data, spliced);
  }

  /** Cells x genes. */
  private static Element matrix(Element stored, String name) {
    return switch (stored) {
      case DenseArray a when a.shape().length == 2 -> a.transposed();
      case Unreadable u -> u;
      default -> new Unreadable(name, "it is no array of two axes");
    };
  }

  private static AnnData with(AnnData data, Section section, LoomAttributes attributes) {
    AnnData more = data;
    for (Map.Entry<String, Element> table : attributes.tables().entrySet()) {
      more = more.with(section, table.getKey(), table.getValue());
    }
    return more;
  }

  @Override
  public List<String> notes(Optional<String> named) {
    return spliced && named.orElse("X").equals("X") ? List.of(file.path() + NOTE) : List.of();
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }
}
