package dev.assay.jenkins;

import java.util.Arrays;

/** Starts a program's main class after telling it that it runs on the Java of its day; the virtual machine ignores such words on its command line. */
final class PretendOldJava {

  private PretendOldJava() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.vm.vendor", "Sun Microsystems Inc.");
    System.setProperty("java.specification.version", "1.6");
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }
}
