package org.samap.core.homology.search;

import java.util.List;

/** A program that takes part in searching sequences, and the packages that hold it. */
public enum SearchProgram {
  DIAMOND("diamond", "version", "diamond-aligner", "diamond", "diamond"),
  MMSEQS2("mmseqs", "version", "mmseqs2", "mmseqs2", "mmseqs2"),
  BLASTP("blastp", "-version", "ncbi-blast+", "blast", "blast"),
  BLASTX("blastx", "-version", "ncbi-blast+", "blast", "blast"),
  TBLASTN("tblastn", "-version", "ncbi-blast+", "blast", "blast"),
  TBLASTX("tblastx", "-version", "ncbi-blast+", "blast", "blast"),
  MAKEBLASTDB("makeblastdb", "-version", "ncbi-blast+", "blast", "blast");

  private final String command;
  private final String versionArgument;
  private final String apt;
  private final String conda;
  private final String brew;

  /**
   * @param apt its package in Debian and Ubuntu
   * @param conda its package in the channel bioconda
   * @param brew its formula
   */
  SearchProgram(String command, String versionArgument, String apt, String conda, String brew) {
    this.command = command;
    this.versionArgument = versionArgument;
    this.apt = apt;
    this.conda = conda;
    this.brew = brew;
  }

  public String command() {
    return command;
  }

  /** What makes the program print its version. */
  public List<String> versionArguments() {
    return List.of(versionArgument);
  }

  public String apt() {
    return apt;
  }

  public String conda() {
    return conda;
  }

  public String brew() {
    return brew;
  }
}
