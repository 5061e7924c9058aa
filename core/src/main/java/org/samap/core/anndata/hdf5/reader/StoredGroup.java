package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A group. Each member is read when it is asked for; soft links are followed. Groups that contain
 * themselves or lie too deep are broken. Safe for many threads.
 */
public final class StoredGroup implements StoredNode {
  private static final int DEEPEST = 64;
  private static final int MOST_HOPS = 16;

  private final Hdf5Source source;
  private final FileBytes file;
  private final @Nullable StoredGroup parent;
  private final String path;
  private final long address;
  private final int depth;
  private final ObjectMessages header;
  private final Map<String, StoredNode> read = new HashMap<>();
  private @Nullable SequencedMap<String, LinkTarget> links;
  private @Nullable Map<String, StoredAttribute> attributes;

  private StoredGroup(
      Hdf5Source source,
      @Nullable StoredGroup parent,
      String path,
      long address,
      ObjectMessages h) {
    this.source = source;
    this.file = source.bytes();
    this.parent = parent;
    this.path = path;
    this.address = address;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.header = h;
  }

  static StoredGroup root(Hdf5Source source, long address) {
    return new StoredGroup(source, null, "/", address, ObjectMessages.at(source.bytes(), address));
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public synchronized Map<String, StoredAttribute> attributes() {
    if (attributes == null) {
      attributes = Hdf5Source.guarded(() -> AttributeTable.read(file, header));
    }
    return attributes;
  }

  @Override
  public SequencedMap<String, ByteBuffer> attributeMessages() {
    return Hdf5Source.guarded(() -> AttributeTable.messages(file, header));
  }

  /** The names of the members, whether they can be read or not. */
  public SequencedSet<String> names() {
    return links().sequencedKeySet();
  }

  /** A member: a {@link BrokenNode} if it cannot be read, empty if there is none of that name. */
  public synchronized Optional<StoredNode> member(String name) {
    LinkTarget target = links().get(name);
    if (target == null) {
      return Optional.empty();
    }
    return Optional.of(read.computeIfAbsent(name, n -> load(n, target)));
  }

  /** The object at a path of names, each a member of the group before; empty if there is none. */
  public Optional<StoredNode> descendant(String names) {
    StoredNode at = this;
    for (String name : names.split("/", -1)) {
      if (!(at instanceof StoredGroup g)) {
        return at instanceof BrokenNode ? Optional.of(at) : Optional.empty();
      }
      Optional<StoredNode> next = g.member(name);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  /** The place of every member. */
  public synchronized SequencedMap<String, LinkTarget> links() {
    if (links == null) {
      links = Hdf5Source.guarded(() -> GroupLinks.read(file, header));
    }
    return links;
  }

  private StoredNode load(String name, LinkTarget target) {
    String place = (parent == null ? "/" : path + "/") + name;
    Supplier<StoredNode> reading = () -> object(place, addressOf(address, target, MOST_HOPS));
    try {
      return Hdf5Source.guarded(reading);
    } catch (Hdf5Exception e) {
      return new BrokenNode(place, e);
    }
  }

  private StoredNode object(String place, long at) {
    if (depth >= DEEPEST) {
      throw Hdf5Exception.unsupported("it lies more than " + DEEPEST + " groups deep");
    }
    ObjectMessages messages = ObjectMessages.at(file, at);
    if (messages.has(ObjectMessages.DATASPACE)) {
      return StoredDataset.of(file, place, messages);
    }
    if (!messages.has(ObjectMessages.SYMBOL_TABLE) && !messages.has(ObjectMessages.LINK_INFO)) {
      throw Hdf5Exception.unsupported("it is neither a group nor a data set");
    }
    for (StoredGroup g = this; g != null; g = g.parent) {
      if (g.address == at) {
        throw Hdf5Exception.unsupported("it is a link back to " + g.path + ", which holds it");
      }
    }
    return new StoredGroup(source, this, place, at, messages);
  }

  private long addressOf(long group, LinkTarget target, int hops) {
    return switch (target) {
      case LinkTarget.Hard hard -> hard.address();
      case LinkTarget.Elsewhere e -> throw Hdf5Exception.elsewhere(e.reason());
      case LinkTarget.Soft soft -> follow(group, soft.path(), hops);
    };
  }

  /** The address of the object at a path, from a group or from the root. */
  private long follow(long group, String target, int hops) {
    if (hops == 0) {
      throw Hdf5Exception.unsupported("it is a link that leads in a circle");
    }
    long at = target.startsWith("/") ? source.root().address : group;
    for (String name : target.split("/", -1)) {
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      ObjectMessages messages = ObjectMessages.at(file, at);
      LinkTarget next =
          messages.has(ObjectMessages.DATASPACE) ? null : GroupLinks.read(file, messages).get(name);
      if (next == null) {
        throw Hdf5Exception.unsupported("it is a link to " + target + ", which is not there");
      }
      at = addressOf(at, next, hops - 1);
    }
    return at;
  }
}
