package org.samap.core.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samap.core.matrix.SparseMatrix;

/** The reader of golden values reads what h5py wrote. */
class GoldenTest {
  @Test
  void readsMatricesNamesAndMasks() {
    try (Golden golden = Golden.mini()) {
      SparseMatrix x = golden.sparse("sam/hu/X");
      assertThat(x.rows()).isEqualTo(110);
      assertThat(golden.expression("sam/hu/X").entries()).isEqualTo(x.entries());
      assertThat(golden.strings("sam/hu/genes")).hasSize(418).contains("g0.0");
      assertThat(golden.booleans("sam/hu/mask_genes")).hasSize(418).contains(true);
      assertThat(golden.matrix("iter0/wPCA").columns()).isEqualTo(327);
    }
  }
}
