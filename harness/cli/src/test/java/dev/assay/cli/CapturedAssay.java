package dev.assay.cli;

import dev.assay.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One command line run in this process, with what it printed. The process has one stream for errors: of classes that run side by
 * side one at a time has it.
 */
record CapturedAssay(int exitCode, String answer, String errors) {

  static {
    System.setProperty("assay.home", System.getProperty("assay.root"));
  }

  static synchronized CapturedAssay run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    var systemErr = System.err;
    System.setErr(errors);
    try {
      int exitCode = Main.run(noColour -> Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8), errors), arguments);
      return new CapturedAssay(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(systemErr);
    }
  }

  static synchronized CapturedAssay runWithInput(String input, String... arguments) {
    var systemIn = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(arguments);
    } finally {
      System.setIn(systemIn);
    }
  }
}
