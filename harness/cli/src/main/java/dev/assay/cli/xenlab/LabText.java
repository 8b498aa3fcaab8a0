package dev.assay.cli.xenlab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The lab file of a Xen lab. */
record LabText(LabFolder lab, List<HostSettings> hosts, List<XenBuild> builds, XenBuild usual, String hostKey, int networkBootPort) {

  String render() {
    var text = new StringBuilder("""
        # Written by 'assay lab xen up'; the next one writes it anew.
        name: %s
        kind: remote
        networkBoot: "http://%s:%d"
        defaultBuild: %s

        classes:
          qemu:
            target: xen
            cpuVendor: AuthenticAMD
            generations: [%s]
            disk: %s
            labels: [nested]
            access: {user: root, password: "file:%s", key: "file:%s"}
            power: {user: %s, password: "file:%s"}

        sites:
          loopback:
            description: QEMU machines on this one
            hosts:
        """.formatted(name(), QemuCommand.LOOPBACK_SEEN_BY_HOSTS, networkBootPort, usual.id(), generations(), Machines.ROOT_DISK, lab.password(), lab.key(), Controller.USER, lab.password()));
    for (var host : hosts) {
      text.append("""
                %s:
                  class: qemu
                  address: %s
                  mac: "%s"
                  cpus: %d
                  memory: %s
                  access: {ssh: "127.0.0.1:%d", hostKey: "%s", console: "file:%s"}
                  power: {address: "ipmi://127.0.0.1:%d"}
          """.formatted(host.name(), host.linkAddress(), host.mac(), host.cpus(), host.memory(), host.sshPort(), hostKey, lab.console(host.name()), host.powerPort()));
    }
    text.append("\nbuilds:\n");
    for (var build : builds) {
      text.append("""
            %s:
              product: Xen
              version: "%s"
              buildNumber: %s
              generation: %s
              media: "http://%s/%s/"
          """.formatted(build.id(), build.xen(), build.number(), build.generation(), QemuCommand.MEDIA_SEEN_BY_HOSTS, build.id()));
    }
    return text.toString();
  }

  private static String generations() {
    return Arrays.stream(XenBuild.values()).map(XenBuild::generation).collect(Collectors.joining(", "));
  }

  /** A name that no other lab has which shares a database with this one. */
  private String name() {
    return "xen-%08x".formatted(lab.root().toString().hashCode());
  }
}
