package org.samap.core.run;

import java.util.List;

/** Progress that only notes what was warned of. */
public record Warnings(List<String> said) implements Progress {
  @Override
  public Phase phase(String name, long total) {
    return Progress.silent().phase(name, total);
  }

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {
    said.add(message);
  }
}
