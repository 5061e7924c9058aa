/**
 * Measures the kernels and searches, and compares them with the limits of the machine. To start it:
 *
 * <pre>
 * mvn -q -pl core,bench -DskipTests package
 * $(./samap --find-jdk)/bin/java --add-modules jdk.incubator.vector -jar bench/target/benchmarks.jar
 * </pre>
 *
 * <p>A benchmark of another package is a JMH class beside these; one whose method carries {@link
 * org.samap.bench.Work} gets its rates in the table.
 */
@NullMarked
package org.samap.bench;

import org.jspecify.annotations.NullMarked;
