package org.samap.cli.options;

import java.io.PrintWriter;
import org.samap.cli.terminal.TerminalProgress;
import org.samap.core.pipeline.Resources;
import org.samap.core.run.Workers;

/**
 * The threads, memory and output of a job.
 *
 * @param workers the threads
 * @param resources the memory, the work folder and the engine
 * @param progress shows what the job does, and keeps the time and memory of each phase
 * @param out standard output, for results that the user reads
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
