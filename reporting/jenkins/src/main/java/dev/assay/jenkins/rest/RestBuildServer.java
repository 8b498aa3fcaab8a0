package dev.assay.jenkins.rest;

import com.cdancy.jenkins.rest.JenkinsClient;
import dev.assay.core.AssayException;
import dev.assay.jenkins.BuildServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Jenkins over its REST API. A job in folders is named {@code folder/job}. */
public final class RestBuildServer implements BuildServer {

  private final URI address;
  private final JenkinsClient client;

  /**
   * Speak to a server.
   *
   * @param credentials {@code user:token}; blank for none
   */
  public RestBuildServer(URI address, String credentials) {
    this.address = address;
    var builder = JenkinsClient.builder().endPoint(address.toString().replaceFirst("/+$", ""));
    this.client = (credentials.isBlank() ? builder : builder.apiToken(credentials)).build();
  }

  @Override
  public Ticket trigger(String job, SequencedMap<String, String> parameters) {
    return asking("triggering " + job, () -> {
      var folder = folder(job);
      var name = name(job);
      var info = client.api().jobsApi().jobInfo(folder, name);
      if (info == null) {
        throw new AssayException.Nothing("triggering " + job + " at " + address + ": there is no such job");
      }
      int expected = info.nextBuildNumber();
      var asked = new LinkedHashMap<String, List<String>>();
      parameters.forEach((key, value) -> asked.put(key, List.of(value)));
      var answer = asked.isEmpty()
          ? client.api().jobsApi().build(folder, name)
          : client.api().jobsApi().buildWithParameters(folder, name, asked);
      var error = answer.errors().stream().findFirst();
      if (error.isPresent() && !isQueuelessAnswer(error.get().message())) {
        throw new AssayException.Unavailable("triggering " + job + " at " + address + ": it was refused: " + error.get().message(), null);
      }
      return new Ticket(job, Optional.ofNullable(answer.value()).filter(item -> item > 0), expected);
    });
  }

  /** Servers from before queue items had addresses answer with no place, which the library takes for an error. */
  private static boolean isQueuelessAnswer(@Nullable String message) {
    return message != null && message.contains("No queue item");
  }

  @Override
  public Optional<Integer> numberOf(Ticket ticket) {
    return asking("looking for the build of " + ticket.job(), () -> {
      if (ticket.queueItem().isEmpty()) {
        return state(ticket.job(), ticket.expected()).map(State::number);
      }
      var item = client.api().queueApi().queueItem(ticket.queueItem().get());
      if (item == null) {
        throw new AssayException.Nothing("looking for the build of " + ticket.job() + " at " + address + ": the queue has no item " + ticket.queueItem().get()
            + " any more; see: assay jenkins follow " + ticket.job() + " NUMBER");
      }
      if (item.cancelled()) {
        throw new AssayException.Cancelled("waiting for " + ticket.job() + " at " + address + ": somebody took it out of the queue");
      }
      return Optional.ofNullable(item.executable()).map(executable -> executable.number());
    });
  }

  @Override
  public Optional<State> state(String job, int number) {
    return asking("looking at build " + number + " of " + job, () -> {
      var info = client.api().jobsApi().buildInfo(folder(job), name(job), number);
      if (info != null && info.number() != number) {
        throw new AssayException.Unavailable("looking at build " + number + " of " + job + " at " + address + ": what it answers is not that build; is that the address of a Jenkins?", null);
      }
      return Optional.ofNullable(info).map(found -> new State(
          found.number(), found.building() ? Optional.empty() : Optional.ofNullable(found.result()),
          found.artifacts().stream().map(artefact -> artefact.relativePath()).toList()));
    });
  }

  @Override
  public Console console(String job, int number, int from) {
    return asking("reading the console of build " + number + " of " + job, () -> {
      var piece = client.api().jobsApi().progressiveText(folder(job), name(job), number, from);
      return piece == null ? new Console("", from) : new Console(piece.text(), Math.max(from, piece.size()));
    });
  }

  @Override
  public InputStream artefact(String job, int number, String path) {
    return asking("reading " + path + " of build " + number + " of " + job, () ->
        Optional.ofNullable(client.api().jobsApi().artifact(folder(job), name(job), number, path))
            .orElseThrow(() -> new AssayException.Nothing("reading " + path + " of build " + number + " of " + job + " at " + address + ": it is not there")));
  }

  @Override
  public String artefacts(String job, int number) {
    return address.toString().replaceFirst("/+$", "") + "/job/" + job.replace("/", "/job/") + "/" + number + "/artifact/";
  }

  private <T> T asking(String doing, Supplier<T> work) {
    try {
      return work.get();
    } catch (AssayException e) {
      throw e;
    } catch (RuntimeException e) {
      var message = Optional.ofNullable(e.getMessage()).flatMap(text -> text.lines().findFirst()).orElse(e.getClass().getSimpleName());
      throw new AssayException.Unavailable(doing + " at " + address + ": " + message + "; is that the address of a Jenkins, and its token right?", e);
    }
  }

  /** The library takes no folder as null. */
  @SuppressWarnings("NullAway")
  private static @Nullable String folder(String job) {
    int slash = job.lastIndexOf('/');
    return slash < 0 ? null : job.substring(0, slash);
  }

  private static String name(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing the client of " + address, e);
    }
  }
}
