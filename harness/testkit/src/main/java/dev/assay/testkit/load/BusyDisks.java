package dev.assay.testkit.load;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.Time;
import dev.assay.testkit.Disk;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Guests that write to disks of their own as fast as they can, from when this is made until it is closed; closing destroys them. */
public final class BusyDisks implements AutoCloseable {

  private static final Fio WRITING = new Fio("randwrite", Bytes.kib(16), 8, Duration.ofSeconds(60));

  private final List<Vm> guests;
  private final List<Time.Fork<Boolean>> writers = new ArrayList<>();
  private final List<String> trouble = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean over;

  private BusyDisks(List<Vm> guests) {
    this.guests = List.copyOf(guests);
  }

  /** Have these running guests write. */
  public static BusyDisks in(List<Vm> guests, Time time) {
    var busy = new BusyDisks(guests);
    busy.guests.forEach(guest -> busy.writers.add(time.fork("writes of " + guest.name(), () -> busy.write(guest, guest.addDisk(Bytes.gib(1))))));
    return busy;
  }

  private boolean write(Vm guest, Disk disk) {
    try {
      while (!over) {
        WRITING.on(guest, disk);
      }
    } catch (StaleLeaseException | AssayException.Cancelled e) {
      throw e;
    } catch (AssayException e) {
      trouble.add(guest + ": " + e.getMessage());
    }
    return true;
  }

  /** Say what the writers met, a line each; nothing when all goes well. */
  public List<String> trouble() {
    return List.copyOf(trouble);
  }

  @Override
  public void close() {
    over = true;
    writers.forEach(Time.Fork::join);
    guests.forEach(Vm::close);
  }
}
