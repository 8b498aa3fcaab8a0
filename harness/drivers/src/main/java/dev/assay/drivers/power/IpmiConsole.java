package dev.assay.drivers.power;

import dev.assay.core.AssayException;
import dev.assay.drivers.Account;
import dev.assay.drivers.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A host's serial console over its management controller (serial over LAN), read from {@link #open} on, so that it also tells what a
 * host printed that is dead by now. A controller has one such session: whoever had it before loses it.
 */
public final class IpmiConsole implements Console, AutoCloseable {

  private static final int KEPT_CHARS = 64 * 1024;
  private static final List<String> ACTIVATE = List.of("sol", "activate");

  private final IpmiTool tool;
  private final StringBuilder printed = new StringBuilder();
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<@Nullable Process> session = new AtomicReference<>();
  private volatile boolean closed;

  IpmiConsole(IpmiTool tool) {
    this.tool = tool;
  }

  /** Use the controller at this address; nothing is read before {@link #open}. */
  public static IpmiConsole at(String host, int port, Account account) {
    return new IpmiConsole(IpmiTool.at(host, port, account));
  }

  /** Begin to read; one that is open, and whose session still lives, stays as it is. */
  public void open() {
    var present = session.get();
    if (closed || present != null && present.isAlive()) {
      return;
    }
    endOthers();
    var process = tool.start(ACTIVATE);
    if (session.compareAndSet(present, process)) {
      Thread.ofVirtual().name("console of " + tool.host()).start(() -> read(process));
    } else {
      process.destroyForcibly();
    }
  }

  /** A session that somebody left behind would refuse ours; without one, the controller says so and that is fine. */
  private void endOthers() {
    try {
      tool.run(List.of("sol", "deactivate"));
    } catch (AssayException.Lab e) {
      keep("");
    }
  }

  private void read(Process process) {
    try (var input = process.inputReader(StandardCharsets.UTF_8)) {
      var buffer = new char[4096];
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        keep(new String(buffer, 0, count));
      }
    } catch (IOException e) {
      keep("\n[the console session broke: " + e.getMessage() + "]\n");
    }
  }

  private void keep(String text) {
    lock.lock();
    try {
      printed.append(text);
      if (printed.length() > KEPT_CHARS) {
        printed.delete(0, printed.length() - KEPT_CHARS);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String tail() {
    open();
    lock.lock();
    try {
      return printed.toString().replace("\r", "");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    var process = session.get();
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      endOthers();
    }
  }
}
