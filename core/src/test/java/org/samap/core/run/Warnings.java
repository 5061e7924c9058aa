package org.samap.core.run;

import java.util.List;
import java.util.function.Function;

/** Progress that only notes what was warned of. */
public record Warnings(List<String> said) implements Progress {
  @Override
  public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
    return Progress.silent().run(name, total, work);
  }

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {
    said.add(message);
  }
}
