package org.samap.core.anndata.hdf5.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Lookup3Test {

  /** Those of driver5() in lookup3.c. */
  @Test
  void givesThePublishedValues() {
    assertThat(Lookup3.hash(new byte[0])).isEqualTo(0xdeadbeef);
    byte[] words = "Four score and seven years ago".getBytes(StandardCharsets.US_ASCII);
    assertThat(words).hasSize(30);
    assertThat(Lookup3.hash(words)).isEqualTo(0x17770551);
  }

  /** All lengths of the last block, after none, one and two others; all bits. */
  @Test
  void isThatOfAnotherProgram() {
    byte[] bytes = new byte[37];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (255 - 7 * i);
    }
    for (int length = 0; length <= bytes.length; length++) {
      byte[] some = Arrays.copyOf(bytes, length);
      assertThat(Lookup3.hash(some)).isEqualTo(JenkinsLookup3HashLittle.hash(some));
    }
  }

  @Property(tries = 200)
  void isThatOfAnotherProgramForAnyBytes(@ForAll @Size(max = 400) byte[] bytes) {
    assertThat(Lookup3.hash(bytes)).isEqualTo(JenkinsLookup3HashLittle.hash(bytes));
  }
}
