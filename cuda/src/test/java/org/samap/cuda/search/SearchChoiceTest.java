package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.engine.Engine;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.Devices;

/** Which searches run on devices. */
class SearchChoiceTest {
  private static final NeighborSearch AUTO = NeighborSearch.defaults();

  @RegisterExtension final StandIn gpu = new StandIn();

  private final CellMatrix rows = RowSamples.gaussian(50, 4, 1);

  @Test
  void theEngineSearchesOnDevices() {
    try (Workers workers = Workers.of(1);
        Engine engine = gpu.engine(workers)) {
      engine.nearest(rows, rows, 5, AUTO);
      assertThat(gpu.launches("offer_products")).isEqualTo(1);
      engine.nearest(rows, 3, RowSamples.gaussian(20, 4, 2), 5, AUTO);
      assertThat(gpu.launches("offer_products")).isEqualTo(2);
      engine.nearest(rows, rows, 5, AUTO.withMethod(SearchMethod.HNSW));
      assertThat(gpu.launches("offer_products")).isEqualTo(2);
      CellMatrix clouds = RowSamples.clouds(1500, 4, 30, 0.1, 2);
      engine.nearest(clouds, clouds, 5, AUTO.withMethod(SearchMethod.CLUSTERED));
      assertThat(gpu.launches("offer_clusters")).isPositive();
    }
  }

  @Test
  void searchesOfMoreThanTwoMillionRowsAreNotExact() {
    CellMatrix many = CellMatrix.zeros(2_000_001, 1);
    try (Devices devices = Devices.open(gpu.driver());
        Workers workers = Workers.of(1)) {
      DeviceNeighbors search =
          new DeviceNeighbors(devices, AUTO, workers, Progress.Silent.INSTANCE);
      assertThat(search.isExact(many, many)).isFalse();
      assertThat(search.isExact(many, CellMatrix.zeros(1_999_999, 1))).isTrue();
    }
  }

  @Test
  void wrongArgumentsAreToldAsByTheCpu() {
    try (Workers workers = Workers.of(1);
        Engine engine = gpu.engine(workers)) {
      assertThatThrownBy(() -> engine.nearest(rows, rows, 51, AUTO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("51 neighbours among 50 points");
      assertThatThrownBy(() -> engine.nearest(rows, rows, 0, AUTO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("0 neighbours among 50 points");
      assertThatThrownBy(() -> engine.nearest(rows, 2, RowSamples.gaussian(9, 5, 1), 2, AUTO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("queries of 4 columns, points of 5");
    }
  }

  @Test
  void whatKernelsHaveNoRoomForIsDoneByTheCpu() {
    CellMatrix many = CellMatrix.zeros(600, 4);
    try (Devices devices = Devices.open(gpu.driver())) {
      assertThat(DeviceNeighbors.does(devices, many, many, 336, AUTO)).isTrue();
      assertThat(DeviceNeighbors.does(devices, many, many, 337, AUTO)).isFalse();
      assertThat(DeviceNeighbors.does(devices, rows, rows, 50, AUTO)).isTrue();
      assertThat(DeviceNeighbors.does(devices, CellMatrix.zeros(0, 4), rows, 3, AUTO)).isFalse();
      assertThat(DeviceNeighbors.does(devices, rows, CellMatrix.zeros(0, 4), 1, AUTO)).isFalse();
      CellMatrix wide = CellMatrix.zeros(2, (1 << 16) + 1);
      assertThat(DeviceNeighbors.does(devices, wide, wide, 1, AUTO)).isFalse();
    }
    gpu.set(StandIn.Setting.SHARED_BYTES, 64 << 10);
    try (Devices devices = Devices.open(gpu.driver())) {
      assertThat(DeviceNeighbors.does(devices, rows, rows, 5, AUTO)).isFalse();
    }
    gpu.set(StandIn.Setting.SHARED_BYTES, 99 << 10);
    try (Devices devices = Devices.open(gpu.driver())) {
      assertThat(DeviceNeighbors.does(devices, rows, rows, 5, AUTO)).isTrue();
    }
  }
}
