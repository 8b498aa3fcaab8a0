package dev.assay.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version: of Assay, and of the Java it runs on. */
final class Version implements IVersionProvider {

  static final String NUMBER = "0.1.0";

  @Override
  public String[] getVersion() {
    return new String[] {"assay " + NUMBER + " (Java " + Runtime.version() + ")"};
  }
}
