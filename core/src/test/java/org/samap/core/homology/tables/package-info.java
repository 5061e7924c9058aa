/** Tests of the homology graph. */
package org.samap.core.homology.tables;
