package org.samap.cli.doctor;

import java.util.List;

/** A program that compares sequences, one of which is needed to make homology tables. */
enum SearchProgram {
  DIAMOND("diamond", List.of("version"), "diamond-aligner", "diamond", "diamond"),
  MMSEQS2("mmseqs", List.of("version"), "mmseqs2", "mmseqs2", "mmseqs2"),
  BLASTP("blastp", List.of("-version"), "ncbi-blast+", "blast", "blast"),
  MAKEBLASTDB("makeblastdb", List.of("-version"), "ncbi-blast+", "blast", "blast");

  private final String command;
  private final List<String> versionArguments;
  private final String apt;
  private final String conda;
  private final String brew;

  /**
   * @param apt its package in Debian and Ubuntu
   * @param conda its package in the channel bioconda
   * @param brew its formula
   */
  SearchProgram(
      String command, List<String> versionArguments, String apt, String conda, String brew) {
    this.command = command;
    this.versionArguments = versionArguments;
    this.apt = apt;
    this.conda = conda;
    this.brew = brew;
  }

  String command() {
    return command;
  }

  /** What makes the program print its version. */
  List<String> versionArguments() {
    return versionArguments;
  }

  String apt() {
    return apt;
  }

  String conda() {
    return conda;
  }

  String brew() {
    return brew;
  }
}
