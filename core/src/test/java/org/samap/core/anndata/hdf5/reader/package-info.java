/** Tests of the reader of HDF5 files. */
@org.jspecify.annotations.NullMarked
package org.samap.core.anndata.hdf5.reader;
