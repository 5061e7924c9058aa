package org.samap.cli.options;

import java.io.PrintWriter;
import org.samap.cli.terminal.TerminalProgress;
import org.samap.core.pipeline.Resources;
import org.samap.core.run.Workers;

/**
 * What a job runs with.
 *
 * @param workers the threads
 * @param resources the memory
 * @param progress where it tells what it does, which also keeps time and memory of each phase
 * @param out where results for the reader go: standard output
 */
public record JobContext(
    Workers workers, Resources resources, TerminalProgress progress, PrintWriter out)
    implements AutoCloseable {

  @Override
  public void close() {
    progress.close();
    workers.close();
    out.flush();
  }
}
