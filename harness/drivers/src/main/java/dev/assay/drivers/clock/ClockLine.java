package dev.assay.drivers.clock;

import dev.assay.core.AssayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The connection to a lab's clock: many questions at once, each answered with the time at which it was done. */
final class ClockLine implements AutoCloseable {

  /** A question under way. */
  record Question(long id, CompletableFuture<Instant> answer) {}

  private static final int FIRST_ANSWER_SECONDS = 20;

  private final String address;
  private final Socket socket;
  private final OutputStream out;
  private final Map<Long, CompletableFuture<Instant>> open = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean ended;

  /** @throws AssayException.Lab when nobody listens there, or something that is no clock */
  ClockLine(String address) {
    this.address = address;
    int colon = address.lastIndexOf(':');
    try {
      this.socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
      socket.setTcpNoDelay(true);
      this.out = socket.getOutputStream();
    } catch (IOException | IllegalArgumentException e) {
      throw gone(e);
    }
    Thread.ofVirtual().name("clock of " + address).start(this::listen);
    demandClock();
  }

  /** What listens there may be something else, which says nothing. */
  private void demandClock() {
    try {
      answer(new Question(0, ask("now").answer().orTimeout(FIRST_ANSWER_SECONDS, TimeUnit.SECONDS)));
    } catch (CompletionException e) {
      close();
      throw gone(new IOException("no answer within " + FIRST_ANSWER_SECONDS + " s"));
    }
  }

  private AssayException.Lab gone(Throwable why) {
    return new AssayException.Lab("asking the lab's clock at " + address + ": " + why.getMessage() + "; does 'assay lab serve' still run?", why);
  }

  /** Ask, and go on before the answer comes. */
  Question ask(String what) {
    var question = new Question(ids.incrementAndGet(), new CompletableFuture<>());
    open.put(question.id(), question.answer());
    try {
      send(question.id() + " " + what + "\n");
    } catch (IOException e) {
      end(e);
    }
    if (ended) {
      end(new IOException("the connection has ended"));
    }
    return question;
  }

  private synchronized void send(String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Ask, and wait for the answer whoever interrupts. */
  Instant answer(String what) {
    return answer(ask(what));
  }

  static Instant answer(Question question) {
    try {
      return question.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void listen() {
    try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
      end(new IOException("it ended the connection"));
    } catch (IOException e) {
      end(e);
    }
  }

  private void take(String line) throws IOException {
    try {
      var words = line.split(" ", 3);
      var time = Instant.ofEpochSecond(Long.parseLong(words[1]), Long.parseLong(words[2]));
      var answer = open.remove(Long.valueOf(words[0]));
      if (answer != null) {
        answer.complete(time);
      }
    } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException e) {
      throw new IOException("no clock answers '" + line + "'", e);
    }
  }

  private void end(IOException why) {
    ended = true;
    for (var id : open.keySet()) {
      var answer = open.remove(id);
      if (answer != null) {
        answer.completeExceptionally(gone(why));
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw gone(e);
    }
  }
}
