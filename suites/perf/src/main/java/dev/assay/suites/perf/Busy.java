package dev.assay.suites.perf;

import static dev.assay.core.Bytes.gib;
import static dev.assay.core.Bytes.kib;
import static dev.assay.testkit.GuestImage.WINDOWS_7;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import dev.assay.testkit.load.Fio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Guests that keep the hosts of a pool busy from when it is made until it is closed. */
final class Busy implements AutoCloseable {

  private static final int GUESTS_PER_HOST = 6;
  private static final Duration AT_A_TIME = Duration.ofSeconds(30);

  private final Time time;
  private final List<Vm> guests;
  private final List<Time.Fork<Boolean>> working = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private boolean over;

  private Busy(Time time, List<Vm> guests) {
    this.time = time;
    this.guests = guests;
  }

  static Busy with(OtherWork work, Pool pool, Time time) {
    return switch (work) {
      case NOTHING -> new Busy(time, List.of());
      case DISKS -> started(pool, time, vm()).each(Busy::drive);
      case BOOTS -> started(pool, time, vm().from(WINDOWS_7).memory(gib(1))).each(Vm::reboot);
    };
  }

  private static Busy started(Pool pool, Time time, dev.assay.testkit.VmSpec guest) {
    return new Busy(time, pool.hosts().stream().flatMap(host -> Stream.generate(() -> pool.create(guest).startOn(host)).limit(GUESTS_PER_HOST)).toList());
  }

  private Busy each(java.util.function.Consumer<Vm> work) {
    guests.forEach(guest -> working.add(time.fork("other work in " + guest.name(), () -> {
      try {
        while (!over) {
          work.accept(guest);
        }
      } catch (AssayException.Product | AssayException.Lab e) {
        wrong.add(guest + ": " + e.getMessage());
      }
      return true;
    })));
    return this;
  }

  private static void drive(Vm guest) {
    if (guest.disks().size() == 1) {
      guest.addDisk(gib(1));
    }
    new Fio("randwrite", kib(16), 8, AT_A_TIME).on(guest, guest.disks().getLast());
  }

  /** Say what the other work met, a line each. */
  List<String> wentWrong() {
    return List.copyOf(wrong);
  }

  @Override
  public void close() {
    over = true;
    working.forEach(Time.Fork::join);
    guests.forEach(Vm::close);
  }
}
