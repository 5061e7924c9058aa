package org.samap.core.anndata.hdf5.reader;

/** Says why an object of a file cannot be read. */
public final class Hdf5Exception extends RuntimeException {
  private static final long serialVersionUID = 1;

  private enum Kind {
    DAMAGED,
    UNSUPPORTED,
    ELSEWHERE
  }

  private final Kind kind;

  private Hdf5Exception(String reason, Kind kind) {
    super(reason);
    this.kind = kind;
  }

  /** The content breaks the rules of the format. */
  public static Hdf5Exception damaged(String reason) {
    return new Hdf5Exception(reason, Kind.DAMAGED);
  }

  /** The content is legal, but not supported here. */
  public static Hdf5Exception unsupported(String reason) {
    return new Hdf5Exception(reason, Kind.UNSUPPORTED);
  }

  /** The content lies in another file, which is not read. */
  public static Hdf5Exception elsewhere(String reason) {
    return new Hdf5Exception(reason, Kind.ELSEWHERE);
  }

  /** Whether the file is damaged, rather than of a kind that is not supported. */
  public boolean isDamage() {
    return kind == Kind.DAMAGED;
  }

  /** Whether the content lies in another file. */
  public boolean isElsewhere() {
    return kind == Kind.ELSEWHERE;
  }

  /** The reason alone. */
  public String reason() {
    String reason = getMessage();
    return reason == null ? "no reason is known" : reason;
  }
}
