package org.samap.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.golden.Golden;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.cuda.StandIn.Order;
import org.samap.cuda.StandIn.Setting;

/** Mappings from end to end: the GPU gives what the CPU gives, and the same bytes every time. */
class CudaMappingTest {
  /** The largest relative difference of values between the two engines. */
  private static final double TOLERANCE = 1e-4;

  /** A kernel of every operation that a mapping leaves to devices. */
  private static final String[] OPERATIONS = {
    "offer_products", // nearest rows
    "multiply_pieces", // singular vectors
    "average_neighbors",
    "translate_panels",
    "project_cells",
    "mutual_tiles",
    "mutual_correlations",
    "links_multiply", // correlations of linked genes
    "layout_turn",
  };

  private static final String DEVICES = "samap.cuda.devices";

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
    WholeMapping mapped = mini().on("cuda");
    assertThat(List.of(OPERATIONS)).allMatch(kernel -> gpu.launches(kernel) > 0);
    mapped.assertCloseTo(mini().on("cpu"), TOLERANCE);
  }

  @Tag("slow")
  @Test
  void mapsTheSameWayInEveryOrderOfThreadsOnSeveralDevicesAndInLittleMemory() {
    WholeMapping expected = mini().withoutLayout();
    gpu.play(Order.FALLING, true, 0);
    System.setProperty(DEVICES, "0,0"); // one device seen as two
    try {
      mini().withoutLayout().assertSameAs(expected);
    } finally {
      System.clearProperty(DEVICES);
    }
    gpu.play(Order.RANDOM, true, 5).set(Setting.DEVICES, 3).set(Setting.MEMORY, 4 << 20);
    mini().withoutLayout().assertSameAs(expected);
  }

  /** As a user meets it: the run ends with the right result or with one line that says so. */
  @Tag("slow")
  @Test
  void endsInAResultOrInOneErrorWhateverCallFails() {
    WholeMapping expected = mini().withoutLayout();
    long calls = gpu.calls();
    int mappings = 10;
    RandomStream random = RandomStream.of(2, "failing calls", 0);
    int errors = 0;
    for (int i = 0; i < mappings; i++) {
      long call = 1 + calls * i / mappings + random.nextInt((int) (calls / mappings));
      int code = i % 3 == 0 ? 2 : 700;
      String what = "call %d of %d fails with %d".formatted(call, calls, code);
      gpu.reset();
      gpu.failAt(call, code);
      try {
        mini().withoutLayout().assertSameAs(expected);
      } catch (InputException e) {
        assertThat(e.getMessage())
            .as(what)
            .contains("the GPU failed: ")
            .contains("(" + code + ")")
            .doesNotContain("\n");
        errors++;
      }
      assertThat(gpu.left()).as(what).isEmpty();
    }
    assertThat(errors).isPositive();
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
