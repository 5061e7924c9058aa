package org.samap.cuda;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.golden.Golden;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.cuda.StandIn.Order;
import org.samap.cuda.StandIn.Setting;

/** Mappings from end to end: the GPU gives what the CPU gives, and the same bytes every time. */
class CudaMappingTest {
  /** The largest relative difference of values between the two engines. */
  private static final double TOLERANCE = 1e-4;

  @RegisterExtension final StandIn gpu = new StandIn();

  /** Species of a folder, with the tables between their genes. */
  private record Input(List<SpeciesInput> species, Path maps) {
    static Input of(Path folder, String... ids) {
      return new Input(
          List.of(ids).stream()
              .map(
                  id ->
                      SpeciesInput.of(id, folder.resolve(id + ".h5ad"))
                          .withLabels(new LabelSource.Column("cell_type")))
              .toList(),
          folder.resolve("maps"));
    }

    WholeMapping on(String engine) {
      return WholeMapping.of(species, maps, engine, true);
    }

    /** Without the layout of the graph, which takes longest. */
    WholeMapping withoutLayout() {
      return WholeMapping.of(species, maps, "cuda", false);
    }
  }

  private static Input mini() {
    try (Golden golden = Golden.mini()) {
      return Input.of(golden.folder(), "hu", "mo", "fi");
    }
  }

  @Test
  void mapsAsTheCpuDoes() {
    mini().on("cuda").assertCloseTo(mini().on("cpu"), TOLERANCE);
  }

  @Test
  void mapsTheSameWayInEveryOrderOfThreadsOnSeveralDevicesAndInLittleMemory() {
    WholeMapping expected = mini().withoutLayout();
    gpu.play(Order.FALLING, true, 0).set(Setting.DEVICES, 2);
    mini().withoutLayout().assertSameAs(expected);
    gpu.play(Order.RANDOM, true, 5).set(Setting.DEVICES, 3).set(Setting.MEMORY, 4 << 20);
    mini().withoutLayout().assertSameAs(expected);
  }

  @Tag("slow")
  @Test
  void mapsThreeSpeciesAsTheCpuDoes() {
    Input trio = Input.of(Golden.shared("golden/trio"), "hu", "mo", "fi");
    trio.on("cuda").assertCloseTo(trio.on("cpu"), TOLERANCE);
  }

  @Tag("slow")
  @Test
  void mapsImmuneCellsAsTheCpuDoes() {
    Path folder = Golden.shared("data/immune");
    Input immune =
        new Input(
            List.of(
                SpeciesInput.of("hs", folder.resolve("human_pbmc_facs_garnett.h5ad"))
                    .withLabels(new LabelSource.Column("cell_type")),
                SpeciesInput.of("mm", folder.resolve("mouse_tm_immune_actinn.h5ad"))
                    .withLabels(new LabelSource.Column("cell_type"))),
            folder.resolve("maps"));
    immune.on("cuda").assertCloseTo(immune.on("cpu"), TOLERANCE);
  }
}
