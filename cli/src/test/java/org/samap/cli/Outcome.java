package org.samap.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.samap.cli.options.Job;
import org.samap.cli.options.Jobs;

/** How a command ended, and what it printed. */
public record Outcome(int status, String out, String err) {

  /** How a command ended that did its work. */
  public static Outcome of(String... args) {
    return of(Job::run, args);
  }

  /** How a command ended that handed its work to these jobs. */
  public static Outcome of(Jobs jobs, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = new Cli(jobs, new PrintWriter(out), new PrintWriter(err)).execute(args);
    return new Outcome(status, out.toString(), err.toString());
  }
}
