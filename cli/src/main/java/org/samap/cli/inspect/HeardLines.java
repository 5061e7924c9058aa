package org.samap.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.samap.core.run.Progress;

/** Keeps what a job tells, in order. */
final class HeardLines implements Progress {
  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
    return work.apply(Silent.INSTANCE);
  }

  @Override
  public void info(String message) {
    lines.add(message);
  }

  @Override
  public void warn(String message) {
    lines.add(message);
  }
}
