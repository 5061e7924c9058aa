/**
 * What a mapping proves, measured on data whose truth is known. {@link
 * org.samap.cli.bench.evidence.EvidenceJob} puts each {@code EvidenceData} (simulated species, and
 * immune cells if they are given) under stress, maps every {@code StressedCase} with samap ({@code
 * MappedCase}) and with a simple {@code Baseline}, and judges the best match of every cell type
 * ({@code JudgedMatch}). The tables of {@code docs/evaluation.md} are made of these.
 */
@NullMarked
package org.samap.cli.bench.evidence;

import org.jspecify.annotations.NullMarked;
