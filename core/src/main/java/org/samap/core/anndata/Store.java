package org.samap.core.anndata;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;
import org.samap.core.run.InputException;

/**
 * Groups and arrays with attributes, in a file or folder of any format, from which AnnData can be
 * read. Safe for many threads.
 */
public interface Store extends AutoCloseable {

  /** The file or folder. */
  Path path();

  Group root();

  @Override
  void close();

  /**
   * Runs {@code read}; an error says that it happened at {@code where}.
   *
   * @throws InputException if {@code read} fails
   */
  <T> T reading(String where, Supplier<T> read);

  /** Describes in one line an error that happened at {@code where}. */
  InputException failure(String where, RuntimeException e);

  /** An object of a store, or a stand-in for one that cannot be read. */
  sealed interface Node permits Group, Array, Broken {

    /** Its place in the store, such as {@code /obs/cell_type}. */
    String path();

    /** The values of an attribute; empty if the attribute is missing or has no value. */
    Optional<Values> attribute(String name);

    /** Whether there is an attribute of that name, of whatever type. */
    boolean hasAttribute(String name);

    /** The attribute, if it is one text. */
    default Optional<String> text(String name) {
      return attribute(name)
          .filter(v -> v.type() == DType.STRING && v.size() == 1)
          .map(v -> v.texts()[0]);
    }
  }

  /** A group: nodes by name. */
  non-sealed interface Group extends Node {

    /** The names of the members, whether they can be read or not. */
    SequencedSet<String> names();

    /** A member: {@link Broken} if it cannot be read, empty if there is none of that name. */
    Optional<Node> member(String name);

    /** The node at a path of names, each a member of the group before; empty if there is none. */
    default Optional<Node> descendant(String names) {
      Node at = this;
      for (String name : names.split("/", -1)) {
        if (!(at instanceof Group g)) {
          return at instanceof Broken ? Optional.of(at) : Optional.empty();
        }
        Optional<Node> next = g.member(name);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        at = next.get();
      }
      return Optional.of(at);
    }
  }

  /** Elements of one type along some axes. */
  non-sealed interface Array extends Node {

    /**
     * The type of the elements.
     *
     * @throws Fault if they are neither numbers nor texts
     */
    DType type();

    /** The lengths of the axes; empty for a scalar. */
    long[] shape();

    /** The shape of the box that is cheapest to read at once. */
    int[] chunk();

    /** Reads a box: {@code count[a]} elements from {@code from[a]} on, along every axis a. */
    Values slice(long[] from, int[] count);

    /** The element that it represents; empty if that is the array itself. */
    default Optional<Element> meaning() {
      return Optional.empty();
    }

    /** Whether the elements are texts of fixed length. */
    default boolean isFixedText() {
      return false;
    }
  }

  /**
   * A member of a group that cannot be read, while other members can.
   *
   * @param path its place in the store
   * @param cause what is wrong with it
   */
  record Broken(String path, Fault cause) implements Node {
    @Override
    public Optional<Values> attribute(String name) {
      return Optional.empty();
    }

    @Override
    public boolean hasAttribute(String name) {
      return false;
    }
  }

  /** Says why an object of a store cannot be read. */
  final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final boolean damage;

    private Fault(String reason, boolean damage) {
      super(reason);
      this.reason = reason;
      this.damage = damage;
    }

    /** The content breaks the rules of the format. */
    public static Fault damaged(String reason) {
      return new Fault(reason, true);
    }

    /** The content is legal, but not supported here. */
    public static Fault unsupported(String reason) {
      return new Fault(reason, false);
    }

    /** The same fault, with the name of the part that has it. */
    public Fault of(String part) {
      return new Fault("in its '" + part + "': " + reason, damage);
    }

    public boolean isDamage() {
      return damage;
    }

    /** The reason alone. */
    public String reason() {
      return reason;
    }
  }
}
