package org.samap.cli.bench.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samap.core.homology.HomologySources;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.LinkedSpeciesFiles;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.Stress;
import org.samap.core.simulate.TypeOrigin;

/**
 * Human blood and mouse immune cells. Both have T, B and NK cells and monocytes. The mouse data
 * lack dendritic cells and platelets, the human data granulocytes.
 */
final class ImmuneEvidence {
  static final String NAME = "immune";
  static final String HUMAN = "human_pbmc3k.h5ad";
  static final String MOUSE = "mouse_tm_immune_actinn.h5ad";
  static final String MAPS = "maps";

  private static final TypeOrigin T = new TypeOrigin("T", "lymphoid");
  private static final TypeOrigin B = new TypeOrigin("B", "lymphoid");
  private static final TypeOrigin NK = new TypeOrigin("NK", "lymphoid");
  private static final TypeOrigin MONOCYTE = new TypeOrigin("monocyte", "myeloid");

  private static final Map<String, Map<String, TypeOrigin>> ORIGINS =
      Map.of(
          "hs",
          Map.of(
              "Naive CD4 T", T,
              "Memory CD4 T", T,
              "CD8 T", T,
              "B", B,
              "NK", NK,
              "CD14+ Mono", MONOCYTE,
              "FCGR3A+ Mono", MONOCYTE,
              "DC", new TypeOrigin("dendritic", "myeloid"),
              "Platelet", new TypeOrigin("platelet", "platelet")),
          "mm",
          Map.of(
              "T cell", T,
              "B cell", B,
              "NK cell", NK,
              "Monocyte", MONOCYTE,
              "Granulocyte", new TypeOrigin("granulocyte", "myeloid")));

  private static final Set<String> HUMAN_T = Set.of("Naive CD4 T", "Memory CD4 T", "CD8 T");

  private ImmuneEvidence() {}

  /**
   * @param folder holds the two files with the column {@code cell_type}, and the gene links in
   *     {@value #MAPS}
   */
  static LinkedSpecies read(Path folder, Workers workers, Progress progress) {
    LabelSource types = new LabelSource.Column(SimulationFolder.TYPE_COLUMN);
    return LinkedSpeciesFiles.read(
        List.of(
            SpeciesInput.of("hs", folder.resolve(HUMAN)).withLabels(types),
            SpeciesInput.of("mm", folder.resolve(MOUSE)).withLabels(types)),
        HomologySources.ofMaps(folder.resolve(MAPS)),
        workers,
        progress);
  }

  /**
   * @param all whether to put also those stresses on the data that do not depend on the seed
   */
  static EvidenceData of(LinkedSpecies species, EvidenceSize size, long seed, boolean all) {
    return new EvidenceData(NAME, seed, species, ORIGINS, size.chosen(all ? rows() : drawn()), 1);
  }

  /** The rows that depend on the seed. */
  private static List<EvidenceData.Row> drawn() {
    return rows().stream()
        .filter(row -> !row.stresses().stream().allMatch(Stress.WithoutTypes.class::isInstance))
        .toList();
  }

  private static List<EvidenceData.Row> rows() {
    return List.of(
        EvidenceData.Row.of(EvidenceSize.FULL),
        EvidenceData.Row.of("human counts 10 %", new Stress.FewerCounts("hs", 0.1)),
        EvidenceData.Row.of(EvidenceSize.FEW_LINKS, new Stress.FewerLinks(0.8)),
        EvidenceData.Row.of("50 % of links wrong", new Stress.WrongLinks(0.5)),
        EvidenceData.Row.of("human counts 5 %", new Stress.FewerCounts("hs", 0.05)),
        EvidenceData.Row.of("human 1000 cells", new Stress.FewerCells("hs", 1000)),
        EvidenceData.Row.of("mouse 100 cells", new Stress.FewerCells("mm", 100)),
        EvidenceData.Row.of("human 90 % T cells", new Stress.Imbalance("hs", HUMAN_T, 0.9)),
        EvidenceData.Row.of(
            "mouse 90 % T cells", new Stress.Imbalance("mm", Set.of("T cell"), 0.9)),
        EvidenceData.Row.of(
            "mouse without monocytes", new Stress.WithoutTypes("mm", Set.of("Monocyte"))),
        EvidenceData.Row.of(
            "human without NK and mouse without T cells",
            new Stress.WithoutTypes("hs", Set.of("NK")),
            new Stress.WithoutTypes("mm", Set.of("T cell"))),
        EvidenceData.Row.of(EvidenceSize.NO_HOMOLOGY, new Stress.WrongLinks(1)));
  }
}
