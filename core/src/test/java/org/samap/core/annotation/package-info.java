/** Reading what is known of genes. */
package org.samap.core.annotation;
