package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;

/** Lists that are too short for what they are offered make queries fail the proof, no more. */
class PairSearchTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  @Test
  void listsThatAreTooShortAreFoundOut() {
    CellMatrix rows = RowSamples.gaussian(200, 10, 1);
    assertThat(unproven(rows, new ListShape(5, 12, 20))).isEqualTo(200);
    assertThat(unproven(rows, new ListShape(5, 12, 199))).isZero();
  }

  private long unproven(CellMatrix rows, ListShape shape) {
    try (Devices devices = Devices.open(gpu.driver());
        DeviceStream stream = devices.first().stream();
        DeviceArena arena = devices.first().arena();
        Workers workers = Workers.of(1)) {
      DeviceForm form = DeviceForm.of(Metric.COSINE, arena.doubles(1));
      SearchSide side = SearchSide.of(arena, stream, rows, 0, rows.rows(), shape);
      PairSearch pair = PairSearch.of(side, side, form, arena, stream);
      pair.compare(pairs -> assertThat(pairs).isPositive());
      FoundRows found = new FoundRows(rows.rows(), shape.wanted());
      long unproven = pair.rankRows(found);
      Neighbors expected =
          new NeighborSearch(SearchMethod.EXACT, Metric.COSINE, 0)
              .search(rows, rows, shape.wanted() + 1, workers);
      assertThat(found.toNeighbors(true).indices()).isEqualTo(expected.indices());
      assertThat(found.toNeighbors(true).distances()).isEqualTo(expected.distances());
      return unproven;
    }
  }
}
