package org.samap.core.anndata.hdf5.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes and headers of a few bytes that would be read for ever. */
class IndexCirclesTest {
  private static final int KEY = 8;
  private static final int NODE = 256;

  @TempDir Path folder;

  /** A node every 256 bytes, whose children are the next node: one path, or two at every level. */
  private static byte[] tree(int levels, int children) {
    byte[] bytes = new byte[levels * NODE];
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int level = levels - 1; level >= 0; level--) {
      int at = (levels - 1 - level) * NODE;
      b.position(at).put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
      b.put((byte) level).putShort((short) children).putLong(-1).putLong(-1);
      for (int child = 0; child < children; child++) {
        b.putLong(0).putLong(at + NODE);
      }
    }
    return bytes;
  }

  private FileBytes file(byte[] bytes) throws IOException {
    return FileBytes.map(Files.write(folder.resolve("bytes"), bytes));
  }

  @Test
  void readsATreeOfManyLevels() throws IOException {
    List<Long> leaves = new ArrayList<>();
    try (FileBytes file = file(tree(60, 1))) {
      OldTree.children(file, 0, KEY, leaves::add);
    }
    assertThat(leaves).containsExactly(60L * NODE);
  }

  @Test
  void refusesATreeThatLeadsToANodeAgainAndAgain() throws IOException {
    try (FileBytes file = file(tree(60, 2))) {
      assertThatThrownBy(() -> OldTree.children(file, 0, KEY, _ -> {}))
          .isInstanceOf(Hdf5Exception.class)
          .hasMessageContaining("leads to 15104 twice");
    }
  }

  @Test
  void refusesAHeaderOfEndlessBlocks() throws IOException {
    int blocks = 50_000;
    byte[] bytes = new byte[16 + 24 * (blocks + 1)];
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 1).position(8).putInt(24).position(16);
    for (int block = 0; block < blocks; block++) {
      b.putShort((short) 0x10).putShort((short) 16).putInt(0);
      b.putLong(b.position() + 16).putLong(24);
    }
    try (FileBytes file = file(bytes)) {
      assertThatThrownBy(() -> ObjectMessages.at(file, 0))
          .isInstanceOf(Hdf5Exception.class)
          .hasMessageContaining("the blocks of its header form a circle");
    }
  }
}
