package org.samap.cuda.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cuda.device.Cleanup;
import org.samap.cuda.device.DeviceArena;

/** The sections of one matrix that are kept on one device. */
final class KeptSections {
  private final Map<Integer, Section> sections = new HashMap<>();

  /** A section with its memory. Memory in use is not freed. */
  static final class Section implements AutoCloseable {
    private final DeviceArena arena;
    private final DeviceRows rows;
    private int users;

    Section(DeviceArena arena, DeviceRows rows) {
      this.arena = arena;
      this.rows = rows;
    }

    DeviceRows rows() {
      return rows;
    }

    Section use() {
      users++;
      return this;
    }

    /** Ends one use. */
    @Override
    public void close() {
      users--;
    }
  }

  Optional<Section> find(int s) {
    return Optional.ofNullable(sections.get(s));
  }

  void keep(int s, Section section) {
    sections.put(s, section);
  }

  /** Frees the sections that are not in use; returns whether there were any. */
  boolean free() {
    List<Section> unused = sections.values().stream().filter(s -> s.users == 0).toList();
    sections.values().removeIf(s -> s.users == 0);
    Cleanup cleanup = new Cleanup();
    unused.forEach(section -> cleanup.run(section.arena::close));
    cleanup.end();
    return !unused.isEmpty();
  }
}
