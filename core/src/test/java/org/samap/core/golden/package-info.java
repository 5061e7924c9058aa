/** Reading the stored true values of every stage. */
package org.samap.core.golden;
