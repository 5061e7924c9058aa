package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BestKPropertiesTest {
  @Property
  void keepsTheSmallestKeysAndTheLowerIndexOfATie(
      @ForAll List<@IntRange(min = 0, max = 9) Integer> keys,
      @ForAll @IntRange(min = 0, max = 30) int capacity,
      @ForAll boolean backwards) {
    BestK nearest = new BestK(capacity);
    for (int i = 0; i < keys.size(); i++) {
      int index = backwards ? keys.size() - 1 - i : i;
      nearest.offer(keys.get(index), index);
    }
    nearest.sort();
    List<Integer> expected =
        IntStream.range(0, keys.size())
            .boxed()
            .sorted(Comparator.comparing(keys::get))
            .limit(capacity)
            .toList();
    assertThat(IntStream.range(0, nearest.size()).mapToObj(nearest::index).toList())
        .isEqualTo(expected);
    assertThat(IntStream.range(0, nearest.size()).mapToObj(nearest::key).toList())
        .isEqualTo(expected.stream().map(i -> (double) keys.get(i)).toList());
  }
}
