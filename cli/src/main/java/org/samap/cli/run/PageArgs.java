package org.samap.cli.run;

import picocli.CommandLine.Option;

/** Whether the report page is made of the results. */
final class PageArgs {
  @Option(
      names = "--no-report",
      description = "Do not make report.html, which 'samap report' can make later.")
  private boolean none;

  boolean wanted() {
    return !none;
  }
}
