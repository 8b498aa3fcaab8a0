package dev.assay.simulator.guest;

import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Options of the form {@code --name=value} or {@code --name}; one that the simulated command does not know is refused. */
record LongOptions(String command, SequencedMap<String, String> given) {

  static LongOptions of(Invocation invocation, List<String> known) {
    var given = new LinkedHashMap<String, String>();
    for (var argument : invocation.arguments()) {
      int equals = argument.indexOf('=');
      var name = argument.substring(0, equals < 0 ? argument.length() : equals);
      if (!name.startsWith("--") || !known.contains(name.substring(2))) {
        throw new CommandFailed(1, invocation.name() + ": unrecognized option '" + argument + "'");
      }
      given.put(name.substring(2), equals < 0 ? "1" : argument.substring(equals + 1));
    }
    return new LongOptions(invocation.name(), given);
  }

  boolean given(String name) {
    return given.containsKey(name);
  }

  String text(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  String required(String name) {
    var value = given.get(name);
    if (value == null) {
      throw new CommandFailed(1, command + ": no value for --" + name);
    }
    return value;
  }

  /** Read a number, of units when it ends in k, m or g. */
  long number(String name, long otherwise, long most) {
    var value = given.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("\\d{1,12}[kKmMgG]?")) {
      throw new CommandFailed(1, command + ": failed parsing " + name + "=" + value);
    }
    long unit = switch (Character.toLowerCase(value.charAt(value.length() - 1))) {
      case 'k' -> 1L << 10;
      case 'm' -> 1L << 20;
      case 'g' -> 1L << 30;
      default -> 1;
    };
    long number = Long.parseLong(unit == 1 ? value : value.substring(0, value.length() - 1)) * unit;
    if (number < 1 || number > most) {
      throw new CommandFailed(1, command + ": " + name + "=" + value + " is not between 1 and " + most);
    }
    return number;
  }
}
