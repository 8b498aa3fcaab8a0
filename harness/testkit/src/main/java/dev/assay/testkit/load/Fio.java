package dev.assay.testkit.load;

import dev.assay.core.Bytes;
import dev.assay.testkit.Disk;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;

/**
 * Requests of a guest to one of its disks, past its caches, by fio. What is written overwrites what was there.
 *
 * @param mode fio's own word: {@code randread}, {@code write}
 * @param threads how many requests are under way at a time
 */
public record Fio(String mode, Bytes block, int threads, Duration runtime) {

  private static final Duration STARTING = Duration.ofMinutes(5);

  /** Drive a disk, and return what fio says of it. */
  public FioResult on(Vm vm, Disk disk) {
    return FioResult.parse(vm.name(), Generator.run(vm, runtime.plus(STARTING), List.of("fio", "--name=assay", "--filename=" + disk.device(), "--rw=" + mode,
        "--bs=" + block.count(), "--iodepth=" + threads, "--numjobs=1", "--ioengine=libaio", "--direct=1", "--time_based", "--runtime=" + runtime.toSeconds(),
        "--group_reporting", "--output-format=json")));
  }
}
