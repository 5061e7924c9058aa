/** Tests of the places of genes. */
package org.samap.core.genome;
