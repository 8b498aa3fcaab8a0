package dev.assay.xapi.wire;

import java.util.List;

/** A call as it came off the wire: the method ({@code VM.start}, {@code Async.VM.start}) and its parameters as wire values. */
public record WireCall(String method, List<Object> parameters) {

  public WireCall {
    parameters = List.copyOf(parameters);
  }
}
