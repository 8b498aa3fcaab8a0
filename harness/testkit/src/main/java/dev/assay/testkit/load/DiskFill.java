package dev.assay.testkit.load;

import dev.assay.core.Bytes;
import dev.assay.testkit.Disk;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * So much written to each of a guest's disks, past its caches, by fio; then a mark at both ends that tells the disks apart.
 *
 * @param disks those of one guest, without the one that it runs from
 */
public record DiskFill(Vm vm, List<Disk> disks, Bytes amount) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  public DiskFill {
    disks = List.copyOf(disks);
  }

  /** Fill all disks of a guest but the first. */
  public static DiskFill of(Vm vm, Bytes amount) {
    var all = vm.disks();
    return new DiskFill(vm, all.subList(1, all.size()), amount);
  }

  public void write() {
    for (int place = 0; place < disks.size(); place++) {
      var disk = disks.get(place);
      Generator.run(vm, LIMIT, List.of("fio", "--name=fill", "--filename=" + disk.device(), "--rw=write", "--bs=" + Bytes.mib(1).count(), "--size=" + amount.count(),
          "--ioengine=libaio", "--direct=1", "--output-format=json"));
      vm.writeAndSync(disk, mark(place));
    }
  }

  /** List the disks, by place, whose ends do not read back what was written there. */
  public List<Integer> damaged() {
    return IntStream.range(0, disks.size())
        .filter(place -> !vm.readBack(disks.get(place)).equals(List.of(mark(place), mark(place))))
        .boxed().toList();
  }

  private String mark(int place) {
    return "disk " + place + " of " + vm.name();
  }
}
