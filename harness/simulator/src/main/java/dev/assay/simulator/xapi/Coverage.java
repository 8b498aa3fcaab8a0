package dev.assay.simulator.xapi;

import java.util.List;

/** Which messages of the API do something here; the others fail as unknown ones do. */
public record Coverage(List<OfClass> classes) {

  public Coverage {
    classes = List.copyOf(classes);
  }

  /** The messages of one class, by name, in the table's order. */
  public record OfClass(String name, List<String> modelled, List<String> unmodelled) {
    public OfClass {
      modelled = List.copyOf(modelled);
      unmodelled = List.copyOf(unmodelled);
    }
  }

  static Coverage of(Schemas schemas, Messages messages) {
    return new Coverage(schemas.table().classes().stream()
        .map(type -> {
          var all = List.copyOf(type.messages().values());
          var modelled = all.stream()
              .filter(message -> messages.find(message.fullName()).isPresent() || GenericMessages.handlerFor(schemas, message).isPresent())
              .toList();
          var unmodelled = all.stream().filter(message -> !modelled.contains(message)).toList();
          return new OfClass(
              type.name(),
              modelled.stream().map(message -> message.name()).toList(),
              unmodelled.stream().map(message -> message.name()).toList());
        })
        .toList());
  }

  /** Count the messages that are modelled. */
  public int modelled() {
    return classes.stream().mapToInt(type -> type.modelled().size()).sum();
  }

  public int all() {
    return modelled() + classes.stream().mapToInt(type -> type.unmodelled().size()).sum();
  }
}
