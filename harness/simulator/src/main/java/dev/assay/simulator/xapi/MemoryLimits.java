package dev.assay.simulator.xapi;

/** A VM's memory limits: {@code static_min <= dynamic_min <= dynamic_max <= static_max}. */
final class MemoryLimits {

  private MemoryLimits() {}

  static void check(Entity vm) {
    check(vm.whole("memory_static_min"), vm.whole("memory_dynamic_min"), vm.whole("memory_dynamic_max"), vm.whole("memory_static_max"));
  }

  static void check(long staticMin, long dynamicMin, long dynamicMax, long staticMax) {
    boolean ordered = 0 <= staticMin && staticMin <= dynamicMin && dynamicMin <= dynamicMax && dynamicMax <= staticMax;
    if (!ordered) {
      throw Refusal.of(
          "MEMORY_CONSTRAINT_VIOLATION", "Memory limits must satisfy: static_min <= dynamic_min <= dynamic_max <= static_max");
    }
  }

  static void set(Entity vm, long staticMin, long dynamicMin, long dynamicMax, long staticMax) {
    check(staticMin, dynamicMin, dynamicMax, staticMax);
    vm.set("memory_static_min", staticMin).set("memory_dynamic_min", dynamicMin);
    vm.set("memory_dynamic_max", dynamicMax).set("memory_static_max", staticMax);
    vm.set("memory_overhead", VmMemory.overhead(vm).count());
  }
}
