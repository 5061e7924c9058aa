package org.samap.core.anndata;

import java.util.HashSet;
import java.util.Set;
import org.samap.core.anndata.hdf5.reader.BrokenNode;
import org.samap.core.anndata.hdf5.reader.LinkTarget;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;
import org.samap.core.run.InputException;

/**
 * Looks for parts of a file that lie in other files, which are found from the folder of the file.
 */
final class OtherFiles {
  private final Hdf5File file;
  private final Set<Long> seen = new HashSet<>();

  private OtherFiles(Hdf5File file) {
    this.file = file;
  }

  /** Returns the file; fails if a part of it lies in another file. */
  static Hdf5File requireNone(Hdf5File file) {
    new OtherFiles(file).visit(file.root());
    return file;
  }

  private void visit(StoredGroup group) {
    for (var link : group.links().entrySet()) {
      // A link within the file leads to an object that is visited anyway.
      boolean visited =
          switch (link.getValue()) {
            case LinkTarget.Hard hard -> !seen.add(hard.address());
            case LinkTarget.Soft soft -> true;
            case LinkTarget.Elsewhere e -> false;
          };
      if (!visited) {
        visit(group.member(link.getKey()).orElseThrow());
      }
    }
  }

  private void visit(StoredNode node) {
    if (node instanceof BrokenNode b && b.cause().isElsewhere()) {
      throw new InputException(
          "%s: %s cannot be copied to another folder: %s; write into the folder of the file"
              .formatted(file.path(), b.path(), b.cause().reason()));
    }
    if (node instanceof StoredGroup group) {
      visit(group);
    }
  }
}
