package dev.assay.simulator.machine;

import dev.assay.core.AssayException;
import dev.assay.simulator.fault.HostFaults;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** A machine's toolstack from outside: refuses while nothing listens, and breaks off when the machine dies meanwhile. */
final class ToolstackAccess implements Transport, HttpHandlers {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Machine machine;

  ToolstackAccess(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Object call(String method, List<Object> parameters) {
    return through("calling " + method, toolstack -> {
      machine.faults().refusal(method).ifPresent(refusal -> {
        throw refusal;
      });
      return toolstack.api().call(method, parameters);
    });
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    return through("fetching " + path, toolstack -> toolstack.http().get(path, query));
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    return through("sending to " + path, toolstack -> toolstack.http().put(path, query, body));
  }

  private <T> T through(String doing, Function<Toolstack, T> use) {
    mustReach(doing);
    var system = machine.booted();
    var toolstack = machine.toolstack().orElseThrow(() -> lab(doing, "connection refused"));
    T answer;
    try {
      awaitAnswering(doing);
      answer = use.apply(toolstack);
    } catch (RuntimeException e) {
      if (!machine.booted().equals(system)) {
        throw new AssayException.Lab(doing + " on host " + machine.host().id() + ": connection reset; see its serial console", e);
      }
      throw e;
    }
    if (!machine.booted().equals(system) || machine.toolstack().isEmpty()) {
      throw lab(doing, "connection reset");
    }
    return answer;
  }

  /** Cross the network, which takes its time when packets are lost. */
  void mustReach(String doing) {
    if (!machine.faults().partitions().isEmpty()) {
      throw lab(doing, "no route to host");
    }
    var delay = machine.faults().delay().orElseThrow(() -> lab(doing, "connection timed out"));
    if (!delay.isZero()) {
      machine.lab().time().sleep(delay);
    }
  }

  private void awaitAnswering(String doing) {
    var time = machine.lab().time();
    var deadline = time.now().plus(HostFaults.PATIENCE);
    while (machine.faults().toolstackHangs() && machine.toolstack().isPresent()) {
      if (!time.now().isBefore(deadline)) {
        throw lab(doing, "no answer within " + HostFaults.PATIENCE.toMinutes() + " minutes");
      }
      time.sleep(LOOK_AGAIN);
    }
  }

  private AssayException.Lab lab(String doing, String seen) {
    return new AssayException.Lab(doing + " on host " + machine.host().id() + ": " + seen + "; see its serial console");
  }
}
