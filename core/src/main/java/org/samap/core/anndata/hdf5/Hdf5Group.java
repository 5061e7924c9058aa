package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.samap.core.anndata.hdf5.reader.LinkTarget;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;

/** A group that is being written. A name with slashes also makes the groups on the way. */
public final class Hdf5Group {
  private final Hdf5Writer file;
  private final Map<String, LinkTarget> links = new TreeMap<>();
  private final Map<String, Hdf5Group> between = new TreeMap<>();
  private final Attributes attributes = new Attributes();

  Hdf5Group(Hdf5Writer file) {
    this.file = file;
  }

  /** Writes the content of a member. */
  @FunctionalInterface
  public interface Content<T> {
    void writeTo(T member) throws IOException;
  }

  /** Makes a group in this one. */
  public void group(String name, Content<Hdf5Group> content) throws IOException {
    Hdf5Group group = new Hdf5Group(file);
    content.writeTo(group);
    link(name, group.close());
  }

  /**
   * Makes a group that replaces an object of the original file of this copy. It starts with the
   * attributes of that object and, if it is a group, its members, which stay where they are.
   */
  public void group(String name, StoredNode original, Content<Hdf5Group> changes)
      throws IOException {
    links.remove(name);
    group(
        name,
        g -> {
          g.takeFrom(original);
          changes.writeTo(g);
        });
  }

  void takeFrom(StoredNode original) {
    original.attributeMessages().forEach(attributes::add);
    if (original instanceof StoredGroup g) {
      links.putAll(g.links());
    }
  }

  /** Removes a member. */
  public void remove(String name) {
    links.remove(name);
  }

  /**
   * Makes a data set in this group.
   *
   * @param shape the axes; the first can be {@link Hdf5Dataset#OPEN}
   */
  public void dataset(String name, Hdf5Type type, long[] shape, Content<Hdf5Dataset> content)
      throws IOException {
    Hdf5Dataset dataset = Hdf5Dataset.array(file, type, shape);
    content.writeTo(dataset);
    link(name, dataset.close());
  }

  /** Begins a data set that is written at the same time as others; end it with {@link #close}. */
  public Hdf5Dataset begin(Hdf5Type type, long... shape) {
    return Hdf5Dataset.array(file, type, shape);
  }

  /** Ends a data set and adds it as the member {@code name}. */
  public void close(String name, Hdf5Dataset dataset) throws IOException {
    link(name, dataset.close());
  }

  /** Makes a data set of a single element. */
  public void scalar(String name, Hdf5Type type, Content<Hdf5Dataset> content) throws IOException {
    Hdf5Dataset dataset = Hdf5Dataset.scalar(file, type);
    content.writeTo(dataset);
    link(name, dataset.close());
  }

  /** Makes a data set without elements, like h5py's {@code Empty}. */
  public void empty(String name, Content<Hdf5Dataset> content) throws IOException {
    Hdf5Dataset dataset = Hdf5Dataset.empty(file);
    content.writeTo(dataset);
    link(name, dataset.close());
  }

  public void attribute(String name, String value) throws IOException {
    textAttribute(attributes, file, name, new long[0], value);
  }

  public void attribute(String name, String[] values) throws IOException {
    textAttribute(attributes, file, name, new long[] {values.length}, values);
  }

  public void attribute(String name, boolean value) {
    attributes.add(name, Hdf5Type.BOOL, new long[0], new byte[] {(byte) (value ? 1 : 0)});
  }

  public void attribute(String name, long... values) {
    ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asLongBuffer().put(values);
    attributes.add(name, Hdf5Type.INT64, new long[] {values.length}, data.array());
  }

  static void textAttribute(
      Attributes attributes, Hdf5Writer file, String name, long[] shape, String... values)
      throws IOException {
    byte[] references = new byte[16 * values.length];
    file.heap().store(values, 0, values.length).get(references);
    attributes.add(name, Hdf5Type.STRING, shape, references);
  }

  long close() throws IOException {
    for (Map.Entry<String, Hdf5Group> group : between.entrySet()) {
      link(group.getKey(), group.getValue().close());
    }
    ObjectHeader header = new ObjectHeader();
    header.add(ObjectHeader.SYMBOL_TABLE, SymbolTable.write(file, links));
    attributes.addTo(header, file);
    return header.write(file);
  }

  private void link(String name, long address) {
    link(name, new LinkTarget.Hard(address));
  }

  private void link(String name, LinkTarget target) {
    int slash = name.indexOf('/');
    if (slash > 0 && slash < name.length() - 1) {
      between
          .computeIfAbsent(name.substring(0, slash), n -> new Hdf5Group(file))
          .link(name.substring(slash + 1), target);
    } else if (slash >= 0 || name.isEmpty() || name.equals(".") || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("'" + name + "' cannot be a name in an HDF5 file");
    } else if (links.put(name, target) != null) {
      throw new IllegalArgumentException("two members are named '" + name + "'");
    }
  }
}
