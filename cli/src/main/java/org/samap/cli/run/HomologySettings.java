package org.samap.cli.run;

import java.nio.file.Path;
import org.samap.core.run.InputException;

/**
 * Where the homology graph comes from.
 *
 * @param maps the folder of the BLAST tables
 * @param evalue hits with a larger E-value are left out, at least 0
 * @param reciprocal whether a pair of genes must be found in both directions
 */
public record HomologySettings(Path maps, double evalue, boolean reciprocal) {

  public HomologySettings {
    if (!(evalue >= 0 && Double.isFinite(evalue))) {
      throw new InputException("--evalue is " + evalue + "; give a number of at least 0");
    }
  }

  static HomologySettings defaults(Path maps) {
    return new HomologySettings(maps, 1e-6, true);
  }
}
