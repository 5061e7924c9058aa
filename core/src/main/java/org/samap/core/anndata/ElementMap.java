package org.samap.core.anndata;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.samap.core.run.InputException;

/**
 * Elements by name, in order, like Python's dict. Names must not be empty. Elements of a file are
 * read one by one, when they are asked for.
 */
public final class ElementMap implements Element {
  public static final ElementMap EMPTY = new ElementMap(new LinkedHashMap<>());

  private final SequencedMap<String, Supplier<Element>> members = new LinkedHashMap<>();

  public ElementMap(SequencedMap<String, ? extends Element> entries) {
    entries.forEach((name, element) -> members.put(name, () -> element));
  }

  private static ElementMap of(Map<String, Supplier<Element>> members) {
    ElementMap mapping = new ElementMap(new LinkedHashMap<>());
    mapping.members.putAll(members);
    return mapping;
  }

  /** A map that makes each element when it is first asked for, and then keeps it. */
  static ElementMap lazy(SequencedMap<String, Supplier<Element>> makers) {
    Map<String, Supplier<Element>> members = new LinkedHashMap<>();
    makers.forEach((name, maker) -> members.put(name, new Once(maker)));
    return of(members);
  }

  /** The elements by name. Names are known at once; an element is read when it is asked for. */
  public Map<String, Element> entries() {
    return new View(members);
  }

  /** Adds or replaces an entry. */
  public ElementMap with(String name, Element element) {
    Map<String, Supplier<Element>> more = new LinkedHashMap<>(members);
    more.put(name, () -> element);
    return of(more);
  }

  /** Removes an entry. */
  public ElementMap without(String name) {
    Map<String, Supplier<Element>> fewer = new LinkedHashMap<>(members);
    fewer.remove(name);
    return of(fewer);
  }

  /**
   * These elements without those that AnnData cannot hold, at any depth.
   *
   * @param place of this map, for the messages
   * @param leftOut takes the place of each element that is left out, and the reason
   */
  ElementMap storable(String place, BiConsumer<String, String> leftOut) {
    SequencedMap<String, Element> kept = new LinkedHashMap<>();
    entries()
        .forEach(
            (name, element) -> {
              String at = place + "/" + name;
              try {
                kept.put(
                    name,
                    switch (element) {
                      case Unreadable u -> throw new InputException(u.reason());
                      case Categorical c -> c.valid();
                      case ElementMap m -> m.storable(at, leftOut);
                      case DataFrame f ->
                          f.storable((column, why) -> leftOut.accept(at + "/" + column, why));
                      default -> element;
                    });
              } catch (InputException e) {
                leftOut.accept(at, e.getMessage());
              }
            });
    return new ElementMap(kept);
  }

  /** The element at a path of names: {@code get("sam", "run_args")}. */
  public Optional<Element> get(String... path) {
    Element at = this;
    for (String name : path) {
      if (!(at instanceof ElementMap m) || !m.members.containsKey(name)) {
        return Optional.empty();
      }
      at = m.entries().get(name);
    }
    return Optional.ofNullable(at);
  }

  @Override
  public long[] shape() {
    return new long[0];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ElementMap m && entries().equals(m.entries());
  }

  @Override
  public int hashCode() {
    return entries().hashCode();
  }

  @Override
  public String toString() {
    return "ElementMap" + members.keySet();
  }

  private static final class Once implements Supplier<Element> {
    private final Supplier<Element> maker;
    private @Nullable Element made;

    Once(Supplier<Element> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized Element get() {
      if (made == null) {
        made = maker.get();
      }
      return made;
    }
  }

  private static final class View extends AbstractMap<String, Element> {
    private final SequencedMap<String, Supplier<Element>> members;

    View(SequencedMap<String, Supplier<Element>> members) {
      this.members = members;
    }

    @Override
    public @Nullable Element get(Object name) {
      Supplier<Element> member = members.get(name);
      return member == null ? null : member.get();
    }

    @Override
    public boolean containsKey(Object name) {
      return members.containsKey(name);
    }

    @Override
    public Set<String> keySet() {
      return Collections.unmodifiableSet(members.keySet());
    }

    @Override
    public Set<Map.Entry<String, Element>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return members.size();
        }

        @Override
        public Iterator<Map.Entry<String, Element>> iterator() {
          return members.entrySet().stream()
              .map(m -> Map.entry(m.getKey(), m.getValue().get()))
              .iterator();
        }
      };
    }
  }
}
