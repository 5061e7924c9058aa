package org.samap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.samap.cli.options.Job;

/** The program. */
public final class Main {
  private Main() {}

  /**
   * Runs a command and exits: with 0, with 2 after a user's mistake, or with 70 after a bug.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, System.out.charset());
    PrintWriter err = new PrintWriter(standardError(), true, System.err.charset());
    int status = new Cli(Job::run, out, err).execute(args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /**
   * Java prints a line about its vector module to standard error before this program starts, and no
   * option stops it. The launcher therefore starts Java with a standard error that drops this line,
   * and passes the real one as descriptor 0.
   */
  private static PrintStream standardError() {
    if (Boolean.getBoolean("samap.stderrIsDescriptor0")) {
      System.setErr(
          new PrintStream(new FileOutputStream(FileDescriptor.in), true, System.err.charset()));
    }
    return System.err;
  }
}
