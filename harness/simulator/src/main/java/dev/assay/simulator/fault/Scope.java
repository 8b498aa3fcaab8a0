package dev.assay.simulator.fault;

import dev.assay.core.HostId;

/** Where something goes wrong, from the whole lab down to one VM. */
public sealed interface Scope {

  record Lab() implements Scope {}

  record Site(String name) implements Scope {}

  /** The pool that this host is a member of at the time. */
  record Pool(HostId member) implements Scope {}

  record Host(HostId id) implements Scope {}

  /** All hosts that reach this storage export. */
  record Storage(String export) implements Scope {}

  /** A VM by its name. */
  record Vm(String name) implements Scope {}

  /** Return it as people type it: {@code host=ams-h01}. */
  default String label() {
    return switch (this) {
      case Lab() -> "lab";
      case Site(var name) -> "site=" + name;
      case Pool(var member) -> "pool=" + member;
      case Host(var id) -> "host=" + id;
      case Storage(var export) -> "sr=" + export;
      case Vm(var name) -> "vm=" + name;
    };
  }
}
