package dev.assay.cli.xenlab;

import java.nio.file.Path;

/** Where the parts of the lab are: all below one folder of the user's data. */
public record LabFolder(Path root) {

  public static LabFolder in(Path data) {
    return new LabFolder(data.resolve("xen-lab").toAbsolutePath().normalize());
  }

  public Path labFile() {
    return root.resolve("lab.yaml");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path images() {
    return root.resolve("images");
  }

  /** What every host serves its installer from; a link per build. */
  Path media() {
    return root.resolve("media");
  }

  Path hosts() {
    return root.resolve("hosts");
  }

  Path host(String name) {
    return hosts().resolve(name);
  }

  /** What a host printed on its serial console, since it was made. */
  Path console(String host) {
    return host(host).resolve("console.log");
  }

  Path settings() {
    return root.resolve("lab.properties");
  }

  Path key() {
    return root.resolve("key");
  }

  /** The private key of the hosts' SSH servers. */
  Path hostKey() {
    return root.resolve("host_key");
  }

  Path guestKey() {
    return root.resolve("guest_key");
  }

  Path password() {
    return root.resolve("password");
  }
}
