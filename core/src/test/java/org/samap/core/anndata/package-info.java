/** Tests of AnnData files, against what Python's anndata makes of them. */
@org.jspecify.annotations.NullMarked
package org.samap.core.anndata;
