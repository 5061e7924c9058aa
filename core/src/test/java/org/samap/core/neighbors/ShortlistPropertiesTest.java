package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The largest products, in whatever order they come. */
class ShortlistPropertiesTest {
  @Property
  void keepsTheLargestProductsAndTheLowerIndexOfATie(
      @ForAll @Size(max = 200) List<@IntRange(min = -20, max = 20) Integer> products,
      @ForAll @IntRange(min = 0, max = 30) int capacity,
      @ForAll Random random) {
    List<Integer> order = IntStream.range(0, products.size()).boxed().toList();
    List<Integer> shuffled = new ArrayList<>(order);
    Collections.shuffle(shuffled, random);
    Shortlist shortlist = new Shortlist(capacity);
    for (int i : shuffled) {
      shortlist.take(new float[] {products.get(i)}, 0, 1, i);
    }
    int[] expected =
        order.stream()
            .sorted(Comparator.comparingDouble((Integer i) -> -products.get(i)))
            .limit(capacity)
            .mapToInt(i -> i)
            .toArray();
    assertThat(shortlist.points()).containsExactlyInAnyOrder(expected);
    assertThat(shortlist.sorted()).isEqualTo(expected);
    double least =
        expected.length < capacity || capacity == 0
            ? Double.POSITIVE_INFINITY
            : products.get(expected[capacity - 1]);
    assertThat(shortlist.leastProduct()).isEqualTo(least);
  }
}
