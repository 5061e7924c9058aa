package org.samap.core.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;

/**
 * The species of a combined file.
 *
 * @param ofRun the ids of the mapped species, in their order
 * @param ofCells the species of every cell
 * @param ids the ids of the mapped species that still have cells: at least two
 */
record RunSpecies(List<String> ofRun, List<String> ofCells, List<String> ids) {
  private static final String PLACE = "obs/" + RunFolder.SPECIES_COLUMN;

  static RunSpecies of(CheckedFile file, AnnData data) {
    List<String> ofCells = file.labels(RunFolder.SPECIES_COLUMN);
    List<String> ofRun = ofRun(data, ofCells);
    for (int c = 0; c < ofCells.size(); c++) {
      String id = ofCells.get(c);
      if (!ofRun.contains(id) || id.isEmpty()) {
        throw file.wrong(
            PLACE,
            "gives cell '%s' the species '%s', but the run mapped %s"
                .formatted(data.obs().names().get(c), id, String.join(", ", ofRun)));
      }
    }
    List<String> ids = ofRun.stream().filter(ofCells::contains).toList();
    if (ids.size() < 2) {
      throw file.wrong(PLACE, "names fewer than two species");
    }
    return new RunSpecies(ofRun, ofCells, ids);
  }

  /** The mapped species; in files of earlier versions their order is the order of the cells. */
  private static List<String> ofRun(AnnData data, List<String> ofCells) {
    return data.get(Section.UNS, RunFolder.SPECIES).orElse(null) instanceof DenseArray order
            && order.type() == DType.STRING
        ? List.of(order.all().texts())
        : List.copyOf(new LinkedHashSet<>(ofCells));
  }
}
