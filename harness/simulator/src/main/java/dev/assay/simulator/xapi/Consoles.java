package dev.assay.simulator.xapi;

/** Makes the records of a domain's consoles. */
final class Consoles {

  private Consoles() {}

  static void create(ObjectDatabase database, Entity vm, String protocol) {
    var console = database.create("console").set("protocol", protocol);
    console.set("location", "https://" + address(vm) + "/console?ref=" + console.ref()).set("VM", vm.ref());
  }

  private static String address(Entity vm) {
    return vm.target("resident_on").map(host -> host.text("address")).orElse("");
  }
}
