/**
 * Data of the formats that people have, each as annotated data. {@link
 * org.samap.core.anndata.formats.DataFiles#open} recognises a file or folder by what is in it,
 * whatever it is called, and either reads it or says in one line how to convert it.
 */
@NullMarked
package org.samap.core.anndata.formats;

import org.jspecify.annotations.NullMarked;
