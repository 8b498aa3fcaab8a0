package dev.assay.testkit.stress;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.Chance;
import dev.assay.testkit.Host;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import dev.assay.testkit.VmSpec;
import dev.assay.testkit.nemesis.Nemesis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stress on a pool, as a value: {@code Stress.on(pool, chance).guests(5).doing(Word.LIFECYCLE).rounds(2000).run()}.
 *
 * @param together how many guests are operated on at the same time, at most
 * @param rounds after how many rounds it ends
 * @param lasting after how long it ends, if the rounds last that long
 * @param replays how many shorter scripts are played, at most, to shrink one that breaks something; 0 to leave it as it is
 * @param pause between two rounds
 */
public record Stress(Pool pool, Chance chance, int guests, List<Word> words, Nemesis nemesis, int together, int rounds, Duration lasting, int replays, Duration pause) {

  public Stress {
    words = List.copyOf(words);
    if (guests < 1 || together < 1 || rounds < 0) {
      throw new IllegalArgumentException("stress needs a guest: " + guests + " guests, " + together + " at a time, " + rounds + " rounds");
    }
  }

  /** Start from one guest, lifecycle operations one after the other, no faults, 100 rounds. */
  public static Stress on(Pool pool, Chance chance) {
    return new Stress(pool, chance, 1, Word.LIFECYCLE, Nemesis.NONE, 1, 100, Duration.ofDays(365), 60, Duration.ZERO);
  }

  public Stress guests(int count) {
    return new Stress(pool, chance, count, words, nemesis, together, rounds, lasting, replays, pause);
  }

  public Stress doing(List<Word> kinds) {
    return new Stress(pool, chance, guests, kinds, nemesis, together, rounds, lasting, replays, pause);
  }

  public Stress alsoDoing(List<Word> kinds) {
    return doing(Stream.concat(words.stream(), kinds.stream()).distinct().toList());
  }

  public Stress with(Nemesis other) {
    return new Stress(pool, chance, guests, words, other, together, rounds, lasting, replays, pause);
  }

  public Stress together(int count) {
    return new Stress(pool, chance, guests, words, nemesis, count, rounds, lasting, replays, pause);
  }

  public Stress rounds(int count) {
    return new Stress(pool, chance, guests, words, nemesis, together, count, lasting, replays, pause);
  }

  public Stress lasting(Duration time) {
    return new Stress(pool, chance, guests, words, nemesis, together, rounds, time, replays, pause);
  }

  public Stress shrinkingWithin(int count) {
    return new Stress(pool, chance, guests, words, nemesis, together, rounds, lasting, count, pause);
  }

  public Stress pausing(Duration time) {
    return new Stress(pool, chance, guests, words, nemesis, together, rounds, lasting, replays, time);
  }

  /** Run it; how it went is for checkers to say. */
  public StressResult run() {
    return begin().end();
  }

  /** Play the rounds, and leave the guests to {@link Begun#end()}. */
  public Begun begin() {
    var end = pool.bench().time().now().plus(lasting);
    Rounds mix = new Mix(words, nemesis, together, chance).atMost(rounds);
    Rounds bounded = stage -> {
      var left = Duration.between(stage.time().now(), end);
      if (left.isPositive()) {
        stage.time().sleep(left.compareTo(pause) < 0 ? left : pause);
      }
      return stage.time().now().isBefore(end) ? mix.next(stage) : Optional.empty();
    };
    return begin(pool, guests, bounded, replays);
  }

  /** Stress whose rounds were played, but whose guests are still there. */
  public static final class Begun {

    private final Stage empty;
    private final List<Guest> guests;
    private final Playing playing;
    private final List<Round> played;
    private final Recording recording;
    private final int replays;

    private Begun(Stage empty, List<Guest> guests, Playing playing, List<Round> played, Recording recording, int replays) {
      this.empty = empty;
      this.guests = guests;
      this.playing = playing;
      this.played = played;
      this.recording = recording;
      this.replays = replays;
    }

    /** Have every guest answer once more, destroy them, and look at what is left. */
    public StressResult end() {
      playing.end();
      guests.forEach(guest -> remove(empty, guest));
      new Observing(empty).resources("end");
      new Observing(empty).health();
      empty.note("ended", "pool", "rounds", Integer.toString(played.size()));
      return new StressResult(empty.pool(), guests.size(), played, recording.events(), 0).shrinkingWithin(replays);
    }
  }

  /** Play rounds with fresh guests, which are destroyed at the end. */
  static StressResult play(Pool pool, int count, Rounds rounds) {
    return begin(pool, count, rounds, 0).end();
  }

  private static Begun begin(Pool pool, int count, Rounds rounds, int replays) {
    var bench = pool.bench();
    var recording = new Recording(bench.history(), bench.time());
    var empty = new Stage(pool, List.of(), recording);
    empty.note("begun", "pool", "guests", Integer.toString(count), "hosts", String.join(" ", bench.pooled().stream().map(HostId::value).toList()));
    new Observing(empty).resources("begin");
    var guests = new ArrayList<Guest>();
    for (int number = 1; number <= count; number++) {
      guests.add(new Guest(number, create(pool)));
    }
    var playing = new Playing(new Stage(pool, guests, recording), rounds);
    return new Begun(empty, guests, playing, playing.run(), recording, replays);
  }

  private static void remove(Stage stage, Guest guest) {
    try {
      guest.vm().close();
    } catch (StaleLeaseException e) {
      throw e;
    } catch (AssayException.Product | AssayException.TimedOut e) {
      stage.note("step", guest.name(), "step", "destroy " + guest.name(), "word", "destroy", "round", "end",
          "ended", "failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static Vm create(Pool pool) {
    var vm = pool.create(VmSpec.vm().memory(Operating.MEMORY).vcpus(Operating.VCPUS));
    vm.setMostMemory(Operating.MOST_MEMORY);
    vm.setMostVcpus(pool.bearableVcpus(Operating.MOST_VCPUS));
    vm.addDisk(Bytes.gib(1));
    return vm;
  }

  /** Return the pool's hosts as scripts list them. */
  static List<HostId> hosts(Pool pool) {
    return pool.hosts().stream().map(Host::id).toList();
  }
}
