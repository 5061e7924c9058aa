package org.samap.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** How a command ended, and what it printed. */
record Outcome(int status, String out, String err) {

  static Outcome of(Jobs jobs, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = new Cli(jobs, new PrintWriter(out), new PrintWriter(err)).execute(args);
    return new Outcome(status, out.toString(), err.toString());
  }
}
