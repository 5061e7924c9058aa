package org.samap.core.anndata.hdf5.reader;

/** Why an object of a file cannot be read. */
public final class Hdf5Exception extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean damage;

  private Hdf5Exception(String reason, boolean damage) {
    super(reason);
    this.damage = damage;
  }

  /** What is there breaks the rules of the format. */
  public static Hdf5Exception damaged(String reason) {
    return new Hdf5Exception(reason, true);
  }

  /** What is there is legal, but not read here. */
  public static Hdf5Exception unsupported(String reason) {
    return new Hdf5Exception(reason, false);
  }

  /** Whether the file is damaged, rather than of a kind that is not supported. */
  public boolean isDamage() {
    return damage;
  }

  /** The reason alone. */
  public String reason() {
    String reason = getMessage();
    return reason == null ? "no reason is known" : reason;
  }
}
