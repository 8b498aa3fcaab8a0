package dev.assay.jenkins;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What is asked of a build server. */
public interface BuildServer extends AutoCloseable {

  /**
   * Ask for a build of a job.
   *
   * @throws dev.assay.core.AssayException.Nothing when there is no such job
   * @throws dev.assay.core.AssayException.Unavailable when the server does not answer or refuses
   */
  Ticket trigger(String job, SequencedMap<String, String> parameters);

  /** Tell which build came of a ticket; none while it waits in the queue. */
  Optional<Integer> numberOf(Ticket ticket);

  /** Look at a build; none while the server does not know it yet. */
  Optional<State> state(String job, int number);

  /** Read on in a build's console. */
  Console console(String job, int number, int from);

  /** Open one of a build's artefacts by its path. */
  InputStream artefact(String job, int number, String path);

  /** Return the address under which a build's artefacts lie, for hosts that install from there. */
  String artefacts(String job, int number);

  @Override
  void close();

  /**
   * What one holds after asking for a build.
   *
   * @param queueItem the place in the queue; old servers name none
   * @param expected the number that the build should get where no place is named
   */
  record Ticket(String job, Optional<Integer> queueItem, int expected) {}

  /**
   * How a build stands.
   *
   * @param result SUCCESS, UNSTABLE, FAILURE, ABORTED or NOT_BUILT; empty while it goes on
   * @param artefacts paths of what it made
   */
  record State(int number, Optional<String> result, List<String> artefacts) {

    public State {
      artefacts = List.copyOf(artefacts);
    }
  }

  /** A piece of a console, and from where to read on. */
  record Console(String text, int next) {}
}
