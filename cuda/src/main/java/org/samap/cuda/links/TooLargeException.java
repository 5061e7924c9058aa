package org.samap.cuda.links;

/** A smoothed value that is too large beside 1e-9 to be ranked on a device. */
final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
