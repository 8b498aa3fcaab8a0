package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The lab's clock for programs that use the lab: it stands while any of them works and jumps when all of them wait for the lab.
 *
 * <p>A line each way. Asked are {@code ID now}, {@code ID work N} (so many pieces of work began, or ended when negative), {@code ID sleep NANOS},
 * {@code ID alarm NANOS} (a sleep that is not the asker's work) and {@code ID stop ID}, which ends a sleep or an alarm. Each is answered by
 * {@code ID SECONDS NANOS}, the time at which it was done, sleeps at their end.
 */
public final class ClockDoor implements AutoCloseable {

  private static final int LONGEST_LINE = 100;

  private static final Time WALL = SystemTime.real();

  private static final Duration WITHDRAWAL = Duration.ofSeconds(5);

  private static final Duration FULL = Duration.ofMillis(200);

  private final VirtualTime time;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ClockDoor(VirtualTime time, ServerSocket socket) {
    this.time = time;
    this.socket = socket;
  }

  /**
   * Listen on this port of the loopback interface; 0 lets the system choose.
   *
   * @throws AssayException.Lab when the port is taken
   */
  public static ClockDoor open(int port, VirtualTime pacedTime) {
    try {
      var door = new ClockDoor(pacedTime, new ServerSocket(port, 0, InetAddress.getLoopbackAddress()));
      door.threads.execute(door::accept);
      return door;
    } catch (IOException e) {
      throw new AssayException.Lab("serving the lab's clock on port " + port + " of this machine: " + e.getMessage(), e);
    }
  }

  /** Return where it listens, {@code 127.0.0.1:PORT}. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing the lab's clock", e);
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var caller = socket.accept();
        threads.execute(() -> serve(caller));
      } catch (IOException e) {
        waitForRoom();
      }
    }
  }

  /** Either the door was closed, and the loop ends, or the system has no room for one more connection now: some of those that are open will end. */
  private void waitForRoom() {
    if (!socket.isClosed()) {
      try {
        WALL.sleep(FULL);
      } catch (AssayException.Cancelled e) {
        // The door is being closed.
      }
    }
  }

  private void serve(Socket caller) {
    try (caller; var company = time.accompanied()) {
      caller.setTcpNoDelay(true);
      new Conversation(company, caller.getOutputStream()).follow(new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      // Whoever went by this clock is gone, as at the end of the stream.
    }
  }

  private final class Conversation {

    private final VirtualTime.Company company;
    private final OutputStream answers;
    private final Map<String, Runnable> waits = new ConcurrentHashMap<>();

    Conversation(VirtualTime.Company company, OutputStream answers) {
      this.company = company;
      this.answers = answers;
    }

    void follow(BufferedReader lines) throws IOException {
      try {
        for (var line = lines.readLine(); line != null && line.length() <= LONGEST_LINE; line = lines.readLine()) {
          var words = line.split(" ");
          if (words.length < 2 || !done(words[0], words[1], words.length > 2 ? words[2] : "0")) {
            return;
          }
        }
      } finally {
        waits.values().forEach(Runnable::run);
      }
    }

    /** Do what is asked; whoever asks for something else speaks another language and is left. */
    private boolean done(String id, String word, String argument) {
      try {
        switch (word) {
          case "now" -> answer(id);
          case "work" -> {
            company.add(Integer.parseInt(argument));
            answer(id);
          }
          case "sleep" -> sleep(id, Duration.ofNanos(Long.parseLong(argument)));
          case "alarm" -> alarm(id, Duration.ofNanos(Long.parseLong(argument)));
          case "stop" -> {
            var wait = waits.remove(argument);
            if (wait != null) {
              wait.run();
            }
            answer(id);
          }
          default -> {
            return false;
          }
        }
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    private void sleep(String id, Duration length) {
      var nap = new Nap(time.signal());
      waits.put(id, nap);
      time.submit("sleep", () -> {
        nap.sleep(length);
        waits.remove(id);
        answer(id);
        return true;
      });
    }

    private void alarm(String id, Duration length) {
      waits.put(id, time.schedule(length, () -> {
        company.add(1);
        threads.execute(() -> ring(id));
      }));
    }

    /** Whoever hears an alarm works on while the call that it gave up still counts as waiting here: until that is withdrawn, time stands. */
    private void ring(String id) {
      waits.remove(id);
      answer(id);
      try {
        WALL.sleep(WITHDRAWAL);
      } catch (AssayException.Cancelled e) {
        // The door was closed, and nobody goes by the clock any more.
      }
      company.add(-1);
    }

    private synchronized void answer(String id) {
      try {
        Instant now = time.now();
        answers.write((id + " " + now.getEpochSecond() + " " + now.getNano() + "\n").getBytes(StandardCharsets.US_ASCII));
        answers.flush();
      } catch (IOException e) {
        // Nobody listens any more; the reading side ends the conversation.
      }
    }
  }

  /** A sleep that others may end. */
  private static final class Nap implements Runnable {

    private final Time.Signal ended;
    private volatile boolean over;

    Nap(Time.Signal ended) {
      this.ended = ended;
    }

    void sleep(Duration length) {
      ended.await(() -> over, length);
    }

    @Override
    public void run() {
      over = true;
      ended.raise();
    }
  }
}
