package org.samap.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The work of a benchmark method per element. The parameter {@code n} of its class is the number of
 * elements.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Work {
  /** Bytes read and written. */
  double bytes();

  /** Additions and multiplications, a fused multiply-add being two; comparisons. */
  double flops();
}
