package org.samap.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps what it is told, with {@code warning: } before warnings. */
public record Told(List<String> lines) implements Progress {
  public Told() {
    this(new ArrayList<>());
  }

  @Override
  public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
    return Progress.silent().run(name, total, work);
  }

  @Override
  public void info(String message) {
    lines.add(message);
  }

  @Override
  public void warn(String message) {
    lines.add("warning: " + message);
  }
}
