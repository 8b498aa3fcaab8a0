package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.Operation;
import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** One run of {@code dd}: copies blocks between files, disks and the standard streams. */
final class Dd {

  private static final List<String> NAMES = List.of("if", "of", "bs", "count", "seek", "skip", "conv", "iflag", "oflag", "status");
  private static final int LARGEST_BLOCK = 64 << 20;

  private final SimulatedGuest guest;
  private final GuestFiles files;
  private final Invocation invocation;
  private final SequencedMap<String, String> operands;
  private final int block;
  private long moved;
  private long blocks;

  Dd(SimulatedGuest guest, GuestFiles files, Invocation invocation) {
    this.guest = guest;
    this.files = files;
    this.invocation = invocation;
    this.operands = operands(invocation);
    this.block = (int) Math.min(LARGEST_BLOCK + 1L, number("bs", 512));
  }

  int run() {
    if (block < 1 || block > LARGEST_BLOCK) {
      throw new CommandFailed(1, "bs must be 1 to " + LARGEST_BLOCK);
    }
    var target = Optional.ofNullable(operands.get("of"));
    target.filter(path -> files.disk(path).isEmpty() && !conversions().contains("notrunc") && !path.equals("/dev/null"))
        .ifPresent(path -> files.truncate(path, number("seek", 0) * block));
    copy(target);
    guest.resources().perform(new Operation.GuestTransfer(Bytes.of(moved), target.isEmpty()));
    if (conversions().contains("fsync") || conversions().contains("fdatasync") || flags("oflag").contains("direct")) {
      target.ifPresent(this::sync);
    }
    if (!operands.getOrDefault("status", "").equals("none")) {
      invocation.error(blocks + " blocks, " + moved + " bytes copied");
    }
    return 0;
  }

  private void copy(Optional<String> target) {
    long count = number("count", Long.MAX_VALUE);
    long from = number("skip", 0) * block;
    long to = number("seek", 0) * block;
    while (blocks < count) {
      var bytes = next(from);
      if (bytes.length == 0) {
        return;
      }
      put(target, to, bytes);
      from += bytes.length;
      to += bytes.length;
      moved += bytes.length;
      blocks++;
    }
  }

  private byte[] next(long offset) {
    var source = operands.getOrDefault("if", "");
    return switch (source) {
      case "" -> {
        int at = (int) Math.min(offset, invocation.input().length);
        yield Arrays.copyOfRange(invocation.input(), at, Math.min(at + block, invocation.input().length));
      }
      case "/dev/zero" -> bounded(new byte[block]);
      case "/dev/urandom" -> bounded(random());
      default -> files.read(source, offset, block);
    };
  }

  /** An endless source needs an end. */
  private byte[] bounded(byte[] bytes) {
    if (!operands.containsKey("count")) {
      throw new CommandFailed(1, "copying from an endless source without count= is not simulated");
    }
    return bytes;
  }

  private byte[] random() {
    var bytes = ByteBuffer.allocate((block + 7) / 8 * 8);
    while (bytes.hasRemaining()) {
      bytes.putLong(guest.chance().nextLong());
    }
    return Arrays.copyOf(bytes.array(), block);
  }

  private void put(Optional<String> target, long offset, byte[] bytes) {
    if (target.isEmpty()) {
      invocation.output().writeBytes(bytes);
    } else if (!target.get().equals("/dev/null")) {
      files.write(target.get(), offset, bytes);
    }
  }

  private void sync(String path) {
    files.disk(path).ifPresentOrElse(guest::sync, guest::sync);
  }

  private List<String> conversions() {
    return flags("conv");
  }

  private List<String> flags(String name) {
    return List.of(operands.getOrDefault(name, "").split(","));
  }

  private long number(String name, long otherwise) {
    var text = operands.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,15}[kMG]?")) {
      throw new CommandFailed(1, "invalid number: '" + text + "'");
    }
    long unit = switch (text.charAt(text.length() - 1)) {
      case 'k' -> 1L << 10;
      case 'M' -> 1L << 20;
      case 'G' -> 1L << 30;
      default -> 1;
    };
    return Math.multiplyExact(Long.parseLong(unit == 1 ? text : text.substring(0, text.length() - 1)), unit);
  }

  private static SequencedMap<String, String> operands(Invocation invocation) {
    var operands = new java.util.LinkedHashMap<String, String>();
    for (var argument : new ArrayList<>(invocation.arguments())) {
      int equals = argument.indexOf('=');
      if (equals < 0 || !NAMES.contains(argument.substring(0, equals))) {
        throw new CommandFailed(1, "unrecognized operand '" + argument + "'");
      }
      operands.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return operands;
  }
}
