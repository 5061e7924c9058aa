package org.samap.cuda.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.samap.core.expression.Expression;
import org.samap.core.run.Workers;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Scratch;
import org.samap.cuda.driver.DriverException;

/**
 * An expression matrix as one operation on a device sees it, for work in one stream. Its cells come
 * in sections of {@value #SECTION_CELLS}. Sections that the device keeps are used as they are
 * there; others are copied, and kept while half of the device's memory is free. Packed expression
 * takes a little more than 3 bytes a stored value and some 40 a cell.
 */
public final class DeviceExpression implements AutoCloseable {
  private static final int SECTION_BLOCKS = 16;

  /** The cells of all sections but the last. */
  public static final int SECTION_CELLS = SECTION_BLOCKS * Expression.BLOCK_CELLS;

  private final Expression x;
  private final DeviceStream stream;
  private final KeptSections kept;
  private final Workers workers;

  /** Holds the cells that are not kept, one piece after the other. */
  private final Scratch buffer;

  DeviceExpression(Expression x, DeviceStream stream, KeptSections kept, Workers workers) {
    this.x = x;
    this.stream = stream;
    this.kept = kept;
    this.workers = workers;
    this.buffer = new Scratch(stream.device());
  }

  /** The number of sections of a matrix. */
  public static int sections(Expression x) {
    return Math.ceilDiv(x.blocks(), SECTION_BLOCKS);
  }

  /**
   * Gives the cells of a section to {@code work}: all at once or, where they do not fit, in several
   * pieces of whole {@linkplain Expression#BLOCK_CELLS blocks}, in order. What {@code work} puts
   * into the stream can use the rows, later work cannot.
   */
  public void forSection(int s, Consumer<DeviceRows> work) {
    int from = s * SECTION_BLOCKS;
    int blocks = Math.min(x.blocks() - from, SECTION_BLOCKS);
    BlockSize size = new BlockSize(blocks, 1);
    for (int done = 0; done < blocks; ) {
      int first = done;
      DeviceRows rows = size.fitting(n -> rows(s, first, Math.min(blocks, first + n), blocks));
      Optional<KeptSections.Section> section = kept.find(s);
      if (section.isPresent()) {
        withKept(section.get(), work);
      } else {
        work.accept(rows);
      }
      done += Math.ceilDiv(rows.count(), Expression.BLOCK_CELLS);
    }
  }

  /** The blocks [from, to) of a section of {@code all} blocks: kept, or in the buffer. */
  private DeviceRows rows(int s, int from, int to, int all) {
    Optional<KeptSections.Section> found = kept.find(s);
    if (found.isPresent()) {
      return found.get().rows();
    }
    int start = s * SECTION_BLOCKS;
    Upload upload = Upload.of(x, start + from, start + to, workers);
    return to - from == all && upload.bytes() <= roomToKeep()
        ? keep(s, upload).rows()
        : upload.send(buffer::ofSize, stream);
  }

  private static void withKept(KeptSections.Section section, Consumer<DeviceRows> work) {
    try (KeptSections.Section used = section.use()) {
      work.accept(used.rows());
    }
  }

  private long roomToKeep() {
    Device device = stream.device();
    return device.freeMemory() - device.info().memory() / 2;
  }

  private KeptSections.Section keep(int s, Upload upload) {
    DeviceArena arena = stream.device().arena();
    try {
      KeptSections.Section section =
          new KeptSections.Section(arena, upload.send(arena::allocate, stream));
      kept.keep(s, section);
      return section;
    } catch (RuntimeException e) {
      throw Cleanup.after(e, arena::close);
    }
  }

  /**
   * All cells at once, for kernels that read cells in any order.
   *
   * @throws DriverException if the device has too little memory for them
   */
  public Whole whole() {
    Whole whole = new Whole(x.cells());
    try {
      for (int s = 0; s < sections(x); s++) {
        whole.add(section(s).use());
      }
      return whole;
    } catch (RuntimeException e) {
      throw Cleanup.after(e, whole::close);
    }
  }

  private KeptSections.Section section(int s) {
    int from = s * SECTION_BLOCKS;
    int to = Math.min(x.blocks(), from + SECTION_BLOCKS);
    return kept.find(s).orElseGet(() -> keep(s, Upload.of(x, from, to, workers)));
  }

  /** All cells of a matrix on a device, until it is closed. */
  public final class Whole implements AutoCloseable {
    private final DeviceArena arena = stream.device().arena();
    private final List<KeptSections.Section> sections = new ArrayList<>();
    private final DeviceRows rows;

    private Whole(int cells) {
      this.rows = new DeviceRows(0, cells, arena.allocate((long) cells * DeviceRows.BYTES));
    }

    private void add(KeptSections.Section section) {
      sections.add(section);
      DeviceRows part = section.rows();
      stream.copy(
          part.table(),
          rows.table().slice((long) part.first() * DeviceRows.BYTES, part.table().bytes()));
    }

    public DeviceRows rows() {
      return rows;
    }

    @Override
    public void close() {
      sections.forEach(KeptSections.Section::close);
      arena.close();
    }
  }

  /** Frees what is not kept. */
  @Override
  public void close() {
    buffer.close();
  }
}
