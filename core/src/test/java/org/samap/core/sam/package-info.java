/** Tests of preprocessing and of SAM, against golden values and plain dense twins. */
package org.samap.core.sam;
