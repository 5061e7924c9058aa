package org.samap.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samap.core.expression.MomentSums;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** Passes and their sums are the same after a journey as bytes. */
class BlockPassTest {

  @Property(tries = 200)
  void passesSurviveAsBytes(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int dataGenes,
      @ForAll @IntRange(max = 12) int genes) {
    RandomStream random = RandomStream.of(seed, "test", 0);
    int[] numbers = new int[dataGenes];
    Arrays.setAll(numbers, g -> genes == 0 ? -1 : random.nextInt(genes + 1) - 1);
    double[] scale = new double[genes];
    Arrays.setAll(scale, g -> random.nextGaussian());
    SparseMatrix.Builder translation = SparseMatrix.builder(genes, genes + 3);
    for (int g = 0; g < genes; g++) {
      for (int h = 0; h < genes + 3; h++) {
        if (random.nextInt(3) == 0) {
          translation.add(h, random.nextFloat());
        }
      }
      translation.endRow();
    }
    BlockPass translated = new TranslatedSums(numbers, scale, translation.build());
    assertThat(journey(translated)).isEqualTo(translated);
    assertThat(journey(new GeneSums(dataGenes))).isEqualTo(new GeneSums(dataGenes));
  }

  private static BlockPass journey(BlockPass pass) {
    return ToyEngine.read(ToyEngine.bytes(pass::write), BlockPass::read);
  }

  @Property(tries = 100)
  void sumsSurviveAsBytes(@ForAll long seed, @ForAll @IntRange(max = 30) int columns) {
    RandomStream random = RandomStream.of(seed, "test", 1);
    MomentSums sums = MomentSums.ofColumns(columns);
    for (int c = 0; c < columns; c++) {
      sums.add(c, random.nextGaussian());
    }
    MomentSums read = ToyEngine.read(ToyEngine.bytes(sums::write), MomentSums::read);
    assertThat(read.values()).isEqualTo(sums.values());
    assertThat(read.squares()).isEqualTo(sums.squares());
  }

  @Property(tries = 1)
  void refusesBytesThatHoldNoPass() {
    assertThatThrownBy(() -> ToyEngine.read(new byte[] {9}, BlockPass::read))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("kind 9");
  }
}
