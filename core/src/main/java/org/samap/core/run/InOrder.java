package org.samap.core.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands on the parts 0, 1, 2, ... in this order and one at a time, whichever thread is done first.
 * A part waits only for those before it.
 */
public final class InOrder<T> {
  private final Consumer<T> taker;
  private final Map<Integer, T> waiting = new HashMap<>();
  private int next;

  public InOrder(Consumer<T> taker) {
    this.taker = taker;
  }

  public synchronized void add(int number, T part) {
    waiting.put(number, part);
    for (T p = waiting.remove(next); p != null; p = waiting.remove(next)) {
      taker.accept(p);
      next++;
    }
  }

  /** How many parts were handed on. */
  public synchronized int done() {
    return next;
  }
}
