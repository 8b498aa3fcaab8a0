package dev.assay.drivers.power;

import dev.assay.core.AssayException;
import dev.assay.drivers.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the {@code ipmitool} program against one controller. */
final class IpmiTool {

  private static final int LIMIT_SECONDS = 60;
  private static final int IPMI_PORT = 623;
  /** What it says, after seconds of asking, of a controller that does not tell which ciphers it knows; it then goes on with suite 3. */
  private static final String NOT_TOLD = "Unable to Get Channel Cipher Suites";

  private final List<String> program;
  private final String host;
  private final int port;
  private final Account account;
  private volatile List<String> ciphers = List.of();

  /**
   * Use this program.
   *
   * @param program its name or path, and options that stand before all others
   */
  IpmiTool(List<String> program, String host, int port, Account account) {
    this.program = List.copyOf(program);
    this.host = host;
    this.port = port;
    this.account = account;
  }

  /** Use the program of the system; port 0 or less for IPMI's own, 623. */
  static IpmiTool at(String host, int port, Account account) {
    return new IpmiTool(List.of("ipmitool"), host, port <= 0 ? IPMI_PORT : port, account);
  }

  String host() {
    return host;
  }

  /** Run one command and return what it printed. */
  String run(List<String> command) {
    var process = start(command);
    try (var input = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().close();
      // What it prints fits a pipe's buffer, so it can be read after the end.
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssayException.Lab(doing(command) + "ipmitool still runs after " + LIMIT_SECONDS + " s");
      }
      var output = input.readAllAsString();
      if (output.contains(NOT_TOLD)) {
        ciphers = List.of("-C", "3");
      }
      if (process.exitValue() != 0) {
        throw new AssayException.Lab(doing(command) + output.strip().lines().findFirst().orElse("no word of why")
            + " (exit status " + process.exitValue() + "); check address, power account, and that IPMI over LAN is enabled");
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(doing(command) + "interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Start a command that goes on until its process is ended. */
  Process start(List<String> command) {
    var whole = new ArrayList<>(program);
    whole.addAll(List.of(
        "-I", "lanplus", "-H", host, "-p", String.valueOf(port), "-U", account.user(), "-E", "-R", "3", "-N", "2"));
    whole.addAll(ciphers);
    whole.addAll(command);
    var builder = new ProcessBuilder(whole).redirectErrorStream(true);
    // The password goes by the environment: a command line can be read by every user of the machine.
    builder.environment().put("IPMI_PASSWORD", account.password());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssayException.Lab(doing(command) + "the program '" + program.getFirst() + "' cannot be started; install the package ipmitool", e);
    }
  }

  private String doing(List<String> command) {
    return "power controller " + host + ":" + port + ": " + String.join(" ", command) + ": ";
  }
}
