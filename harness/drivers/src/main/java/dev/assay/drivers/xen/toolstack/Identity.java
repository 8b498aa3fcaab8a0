package dev.assay.drivers.xen.toolstack;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Who a host is in its lab.
 *
 * @param number its place in the lab file, from 1: guests' addresses follow from it
 */
public record Identity(String name, String address, int number) {

  String uuid(String what) {
    return UUID.nameUUIDFromBytes((what + " " + name).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
