package dev.assay.simulator.machine;

import dev.assay.core.AssayException;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import java.io.InputStream;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** A machine's toolstack from outside: refuses while nothing listens, and breaks off when the machine dies meanwhile. */
final class ToolstackAccess implements Transport, HttpHandlers {

  private final Machine machine;

  ToolstackAccess(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Object call(String method, List<Object> parameters) {
    return through("calling " + method, toolstack -> toolstack.api().call(method, parameters));
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
    var system = machine.booted();
    var toolstack = machine.toolstack().orElseThrow(() -> lab(doing, "connection refused"));
    T answer;
    try {
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

  private AssayException.Lab lab(String doing, String seen) {
    return new AssayException.Lab(doing + " on host " + machine.host().id() + ": " + seen + "; see its serial console");
  }
}
