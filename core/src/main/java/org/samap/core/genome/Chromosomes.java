package org.samap.core.genome;

import java.util.Locale;

/** What chromosomes are called: UCSC writes {@code chr1} and {@code chrM}, Ensembl 1 and MT. */
public final class Chromosomes {
  private static final String PREFIX = "chr";

  private Chromosomes() {}

  /** The name without {@code chr}, {@code MT} for {@code M}: equal if two names mean the same. */
  public static String plain(String name) {
    String bare =
        name.length() > PREFIX.length()
                && name.substring(0, PREFIX.length()).toLowerCase(Locale.ROOT).equals(PREFIX)
            ? name.substring(PREFIX.length())
            : name;
    return bare.equals("M") ? "MT" : bare;
  }
}
