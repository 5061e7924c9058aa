package org.samap.core.anndata.hdf5.reader;

/**
 * The 32-bit hash that HDF5 uses as the checksum of its metadata and to order names: {@code
 * hashlittle} of Bob Jenkins' lookup3 (2006, public domain,
 * https://burtleburtle.net/bob/c/lookup3.c) with the initial value 0. Three words take up twelve
 * bytes at a time, little end first, and are mixed.
 */
public final class Lookup3 {
  private static final int BLOCK = 12;

  private Lookup3() {}

  /** O(length). */
  public static int hash(byte[] key) {
    int a = 0xdeadbeef + key.length;
    int b = a;
    int c = a;
    int at = 0;
    // The last block, of 1 to 12 bytes, is mixed differently.
    for (; key.length - at > BLOCK; at += BLOCK) {
      a += word(key, at);
      b += word(key, at + 4);
      c += word(key, at + 8);
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
    }
    if (at == key.length) {
      return c; // the hash of no bytes
    }
    a += word(key, at);
    b += word(key, at + 4);
    c += word(key, at + 8);
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /** Four bytes as a number; bytes after the end are 0. */
  private static int word(byte[] key, int from) {
    int word = 0;
    for (int i = from; i < Math.min(from + 4, key.length); i++) {
      word |= (key[i] & 0xFF) << (8 * (i - from));
    }
    return word;
  }
}
