package org.samap.cli.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NullCountsTest {
  private static final NullCounts.Key KEY = new NullCounts.Key("data", "test", "nothing");

  @Test
  void addsUpTheTestsOfAllSets() {
    NullCounts counts = new NullCounts();
    counts.add(
        KEY, List.of(new NullCounts.Tested(0.04, 0.06), new NullCounts.Tested(0.001, 0.01)), 10);
    counts.add(KEY, List.of(new NullCounts.Tested(0.5, 0.9)), 10);
    assertThat(counts.table().rows())
        .containsExactly(
            List.of("data", "test", "nothing", "20", "10.0 %", "5.0 %", "5.0 %", "1 of 2"));
  }
}
