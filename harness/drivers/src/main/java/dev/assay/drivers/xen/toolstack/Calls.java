package dev.assay.drivers.xen.toolstack;

import dev.assay.core.Bytes;
import dev.assay.drivers.xen.Xl;
import dev.assay.xapi.XapiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The messages that do something, each handed to what does it. */
final class Calls {

  /** What a guest keeps its files on; its operating system is in memory. */
  static final Bytes SYSTEM_DISK = Bytes.mib(32);

  private static final int DISK_POSITIONS = 16;
  private static final int CARD_POSITIONS = 7;
  private static final int PORTS = 8_100;
  private static final String LINK = "10.78.";

  private final XlToolstack toolstack;
  private final Identity identity;
  private final Machinery machinery;
  private final RecordStore store;
  private final Xl xl;
  private int received;

  Calls(XlToolstack toolstack, Identity identity, Machinery machinery, Xl xl) {
    this.toolstack = toolstack;
    this.identity = identity;
    this.machinery = machinery;
    this.store = machinery.store();
    this.xl = xl;
  }

  Object call(String method, List<Object> arguments) {
    return switch (method) {
      case "VM.clone", "VM.copy" -> Refs.of(machinery.copy(vm(arguments), (String) arguments.get(1), identity.number()).uuid());
      case "VM.provision" -> done(() -> provision(vm(arguments)));
      case "VM.destroy" -> done(() -> machinery.destroy(vm(arguments)));
      case "VM.start" -> done(() -> machinery.start(vm(arguments), (Boolean) arguments.get(1)));
      case "VM.start_on" -> done(() -> machinery.start(vm(arguments), (Boolean) arguments.get(2)));
      case "VM.pause" -> done(() -> machinery.pause(vm(arguments)));
      case "VM.unpause" -> done(() -> machinery.unpause(vm(arguments)));
      case "VM.suspend" -> done(() -> machinery.suspend(vm(arguments)));
      case "VM.resume" -> done(() -> machinery.resume(vm(arguments), (Boolean) arguments.get(1)));
      case "VM.clean_shutdown" -> done(() -> machinery.shutDown(vm(arguments)));
      case "VM.clean_reboot" -> done(() -> machinery.reboot(vm(arguments)));
      case "VM.hard_reboot" -> done(() -> machinery.hardReboot(vm(arguments)));
      case "VM.hard_shutdown" -> done(() -> machinery.powerOff(vm(arguments)));
      case "VM.pool_migrate" -> done(() -> machinery.migrateHere(vm(arguments)));
      case "VM.migrate_send" -> send(vm(arguments), (Map<?, ?>) arguments.get(1));
      case "VM.set_memory_limits" -> reshape(arguments, vm -> vm.memory(number(arguments, 4), number(arguments, 1), number(arguments, 2)));
      case "VM.set_memory_static_max" -> reshape(arguments, vm -> vm.memory(vm.memoryBytes(), vm.leastMemoryBytes(), number(arguments, 1)));
      case "VM.set_memory_static_min" -> reshape(arguments, vm -> vm.memory(vm.memoryBytes(), number(arguments, 1), vm.mostMemoryBytes()));
      case "VM.set_memory_dynamic_range" -> done(() -> machinery.setMemory(vm(arguments), number(arguments, 2)));
      case "VM.set_VCPUs_max" -> reshape(arguments, vm -> vm.vcpus(vm.vcpus(), (int) number(arguments, 1)));
      case "VM.set_VCPUs_at_startup" -> reshape(arguments, vm -> vm.vcpus((int) number(arguments, 1), Math.max((int) number(arguments, 1), vm.mostVcpus())));
      case "VM.set_VCPUs_number_live" -> done(() -> machinery.setVcpus(vm(arguments), (int) number(arguments, 1)));
      case "VM.set_domain_type" -> reshape(arguments, vm -> vm.virtualised(domainType((String) arguments.get(1))));
      case "VM.set_name_label" -> keep(arguments, vm -> vm.named((String) arguments.get(1), vm.description()));
      case "VM.set_name_description" -> keep(arguments, vm -> vm.named(vm.name(), (String) arguments.get(1)));
      case "VM.set_other_config" -> keep(arguments, vm -> vm.configured(texts(arguments.get(1))));
      case "VM.get_allowed_VBD_devices" -> Views.free(vm(arguments).disks().stream().map(VmRecord.Plug::position).toList(), DISK_POSITIONS);
      case "VM.get_allowed_VIF_devices" -> Views.free(vm(arguments).cards().stream().map(VmRecord.Card::position).toList(), CARD_POSITIONS);
      case "VDI.create" -> createDisk((Map<?, ?>) arguments.getFirst());
      case "VDI.copy" -> Refs.of(machinery.copyDisk(disk(arguments), disk(arguments).name()).uuid());
      case "VDI.resize" -> done(() -> machinery.resizeDisk(disk(arguments), number(arguments, 1)));
      case "VDI.destroy" -> done(() -> machinery.removeDisk(disk(arguments)));
      case "VBD.create" -> createPlug((Map<?, ?>) arguments.getFirst());
      case "VBD.plug" -> withPlug(arguments, machinery::plug);
      case "VBD.unplug" -> withPlug(arguments, machinery::unplug);
      case "VBD.destroy" -> withPlug(arguments, this::destroy);
      case "VIF.create" -> createCard((Map<?, ?>) arguments.getFirst());
      case "VIF.plug" -> withCard(arguments, machinery::plug);
      case "VIF.unplug" -> withCard(arguments, machinery::unplug);
      case "VIF.destroy" -> withCard(arguments, this::destroy);
      case "SR.scan" -> done(machinery::scan);
      case "SR.update", "pool.set_default_SR", "pool.set_suspend_image_SR" -> done(() -> {});
      case "host.disable" -> done(() -> machinery.enable(false));
      case "host.enable" -> done(() -> machinery.enable(true));
      case "host.reboot" -> done(this::restart);
      case "host.migrate_receive" -> receive();
      case "VM.set_is_a_template" -> {
        if (Boolean.TRUE.equals(arguments.get(1))) {
          throw notImplemented(method);
        }
        yield done(() -> vm(arguments));
      }
      case String _ -> throw notImplemented(method);
    };
  }

  private static String domainType(String type) {
    if (!type.equals(VmRecord.PARAVIRTUAL) && !type.equals(VmRecord.WITH_HARDWARE)) {
      throw XapiException.of("NOT_IMPLEMENTED", "guests of type " + type + ": there are " + VmRecord.PARAVIRTUAL + " and " + VmRecord.WITH_HARDWARE);
    }
    return type;
  }

  private static XapiException notImplemented(String method) {
    return XapiException.of("NOT_IMPLEMENTED", method, "plain Xen has no such thing");
  }

  private static Object done(Runnable work) {
    work.run();
    return "";
  }

  /** Give a VM what its template says that it wants, once. */
  private void provision(VmRecord vm) {
    if (vm.otherConfig().containsKey("disks") && vm.disks().isEmpty()) {
      var disk = machinery.makeDisk(vm.name() + " system", SYSTEM_DISK, true);
      store.keep(vm.with(List.of(new VmRecord.Plug(store.identity(), disk.uuid(), 0)), vm.cards()));
    }
  }

  private void restart() {
    if (machinery.isEnabled()) {
      throw XapiException.of("HOST_NOT_DISABLED", Refs.HOST);
    }
    var running = machinery.watch().now().domains();
    if (!running.isEmpty()) {
      throw XapiException.of("HOST_IN_USE", Refs.HOST, "VM", running.getFirst().uuid());
    }
    xl.restartMachine();
  }

  private Object receive() {
    var address = xl.linkAddress(LINK);
    if (address.isEmpty()) {
      throw XapiException.of("NOT_IMPLEMENTED", "migration to host " + identity.name() + ": it has no address on the link between hosts (" + LINK + "x.y)");
    }
    int port = PORTS + received++ % 100;
    xl.receive(address, port);
    var way = new LinkedHashMap<String, Object>();
    way.put("host", identity.name());
    way.put("address", address);
    way.put("port", Integer.toString(port));
    return way;
  }

  private Object send(VmRecord vm, Map<?, ?> way) {
    machinery.sendTo(vm, toolstack.peer(String.valueOf(way.get("host"))), String.valueOf(way.get("address")), Integer.parseInt(String.valueOf(way.get("port"))));
    return Refs.of(vm.uuid());
  }

  private Object createDisk(Map<?, ?> record) {
    return Refs.of(machinery.makeDisk(text(record, "name_label"), Bytes.of((Long) value(record, "virtual_size")), false).uuid());
  }

  private Object createPlug(Map<?, ?> record) {
    var vm = vm(List.of(value(record, "VM")));
    var disk = disk(List.of(value(record, "VDI")));
    var plug = new VmRecord.Plug(store.identity(), disk.uuid(), Integer.parseInt(text(record, "userdevice")));
    if (vm.disks().stream().anyMatch(other -> other.position() == plug.position())) {
      throw XapiException.of("DEVICE_ALREADY_EXISTS", text(record, "userdevice"));
    }
    machinery.notPlugged(vm, plug.uuid());
    store.keep(vm.with(Stream.concat(vm.disks().stream(), Stream.of(plug)).toList(), vm.cards()));
    return Refs.of(plug.uuid());
  }

  private Object createCard(Map<?, ?> record) {
    var vm = vm(List.of(value(record, "VM")));
    var card = machinery.card(Integer.parseInt(text(record, "device")));
    machinery.notPlugged(vm, card.uuid());
    store.keep(vm.with(vm.disks(), Stream.concat(vm.cards().stream(), Stream.of(card)).toList()));
    return Refs.of(card.uuid());
  }

  private void destroy(VmRecord vm, VmRecord.Plug plug) {
    if (machinery.isPlugged(vm, plug.uuid())) {
      throw XapiException.of("OPERATION_NOT_ALLOWED", "the disk is plugged; unplug it first");
    }
    store.keep(vm.with(vm.disks().stream().filter(other -> !other.equals(plug)).toList(), vm.cards()));
  }

  private void destroy(VmRecord vm, VmRecord.Card card) {
    if (machinery.isPlugged(vm, card.uuid())) {
      throw XapiException.of("OPERATION_NOT_ALLOWED", "the network card is plugged; unplug it first");
    }
    store.keep(vm.with(vm.disks(), vm.cards().stream().filter(other -> !other.equals(card)).toList()));
  }

  private Object withPlug(List<Object> arguments, BiConsumer<VmRecord, VmRecord.Plug> work) {
    var uuid = Refs.uuid("VBD", (String) arguments.getFirst());
    for (var vm : store.vms()) {
      for (var plug : vm.disks().stream().filter(one -> one.uuid().equals(uuid)).toList()) {
        work.accept(vm, plug);
        return "";
      }
    }
    throw Refs.invalid("VBD", (String) arguments.getFirst());
  }

  private Object withCard(List<Object> arguments, BiConsumer<VmRecord, VmRecord.Card> work) {
    var uuid = Refs.uuid("VIF", (String) arguments.getFirst());
    for (var vm : store.vms()) {
      for (var card : vm.cards().stream().filter(one -> one.uuid().equals(uuid)).toList()) {
        work.accept(vm, card);
        return "";
      }
    }
    throw Refs.invalid("VIF", (String) arguments.getFirst());
  }

  private Object reshape(List<Object> arguments, UnaryOperator<VmRecord> change) {
    machinery.reshape(vm(arguments), change);
    return "";
  }

  private Object keep(List<Object> arguments, UnaryOperator<VmRecord> change) {
    store.keep(change.apply(vm(arguments)));
    return "";
  }

  private VmRecord vm(List<Object> arguments) {
    var ref = (String) arguments.getFirst();
    return store.vm(Refs.uuid("VM", ref)).orElseThrow(() -> Refs.invalid("VM", ref));
  }

  private DiskRecord disk(List<Object> arguments) {
    var ref = (String) arguments.getFirst();
    return store.disk(Refs.uuid("VDI", ref)).orElseThrow(() -> Refs.invalid("VDI", ref));
  }

  private static long number(List<Object> arguments, int index) {
    return (Long) arguments.get(index);
  }

  private static Map<String, String> texts(Object map) {
    var texts = new TreeMap<String, String>();
    ((Map<?, ?>) map).forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    return texts;
  }

  private static Object value(Map<?, ?> record, String name) {
    var value = record.get(name);
    if (value == null) {
      throw XapiException.of("FIELD_TYPE_ERROR", name);
    }
    return value;
  }

  private static String text(Map<?, ?> record, String name) {
    return String.valueOf(value(record, name));
  }
}
