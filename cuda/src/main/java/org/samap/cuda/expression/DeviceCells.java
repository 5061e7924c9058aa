package org.samap.cuda.expression;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.samap.core.expression.Expression;
import org.samap.cuda.device.Cleanup;

/**
 * What one device keeps of all matrices. It is freed, but for what is in use, when the device runs
 * out of memory. Expression is immutable, so a matrix is known by its identity; nothing is kept of
 * a matrix that the program has dropped.
 */
final class DeviceCells {
  private final List<Kept> kept = new ArrayList<>();

  private record Kept(WeakReference<Expression> matrix, KeptSections sections) {
    boolean isGone() {
      return matrix.refersTo(null);
    }
  }

  /** The kept sections of a matrix. */
  KeptSections of(Expression x) {
    kept.removeIf(DeviceCells::freedIfGone);
    for (Kept k : kept) {
      if (k.matrix.refersTo(x)) {
        return k.sections;
      }
    }
    KeptSections sections = new KeptSections();
    kept.add(new Kept(new WeakReference<>(x), sections));
    return sections;
  }

  /**
   * Asks only once whether a matrix is gone, as it can go at any time: what is forgotten must have
   * been freed.
   */
  private static boolean freedIfGone(Kept k) {
    boolean gone = k.isGone();
    if (gone) {
      k.sections.free();
    }
    return gone;
  }

  /** Frees all that is not in use; returns whether there was any. */
  boolean free() {
    AtomicBoolean any = new AtomicBoolean();
    Cleanup cleanup = new Cleanup();
    for (Kept k : kept) {
      cleanup.run(() -> any.compareAndSet(false, k.sections.free()));
    }
    cleanup.end();
    return any.get();
  }
}
