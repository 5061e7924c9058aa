/** Tests of the simulation. */
package org.samap.core.simulate;
