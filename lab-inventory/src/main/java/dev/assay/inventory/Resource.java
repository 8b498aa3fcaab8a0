package dev.assay.inventory;

import dev.assay.core.AssayException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Something shared beside the hosts, leased by units: LUNs, VLANs, static addresses, licences, template caches.
 *
 * @param kind {@code lun}, {@code vlan}, {@code ipv4}, {@code ipv6}, {@code licence} or {@code cache}
 * @param text what it consists of, as the lab file says: a count, a range {@code first-last}, or words
 * @param units how many there are
 * @param sites whose hosts reach it; empty for all
 */
public record Resource(String name, String kind, String text, int units, List<String> sites) {

  public static final List<String> KINDS = List.of("lun", "vlan", "ipv4", "ipv6", "licence", "cache");

  private static final int MOST = 4096;

  static Resource of(String name, String kind, String text, List<String> sites) {
    int units = switch (kind) {
      case "ipv4", "ipv6" -> addresses(kind, text);
      case "vlan" -> between(number(part(text, 0)), number(part(text, 1)));
      default -> text.matches("\\d{1,9}") ? checked(Long.parseLong(text)) : words(text).size();
    };
    return new Resource(name, kind, text, units, sites);
  }

  /** Whether units asked for together must follow one another. */
  public boolean isRange() {
    return kind.equals("ipv4") || kind.equals("ipv6");
  }

  /** Name one unit: an address, a VLAN's number, a LUN's name. */
  public String unit(int index) {
    return switch (kind) {
      case "ipv4", "ipv6" -> address(part(text, 0), index);
      case "vlan" -> String.valueOf(number(part(text, 0)) + index);
      default -> text.matches("\\d{1,9}") ? name + "#" + (index + 1) : words(text).get(index);
    };
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("[\\s,]+"));
  }

  private static String part(String text, int index) {
    var parts = text.split("-", -1);
    if (parts.length != 2) {
      throw new AssayException.Usage("'" + text + "' is not a range such as 100-120 or 10.0.5.10-10.0.5.99");
    }
    return parts[index].strip();
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > 4094) {
      throw new AssayException.Usage("'" + text + "' is not the number of a VLAN, 0 to 4094");
    }
    return Integer.parseInt(text);
  }

  private static int between(long first, long last) {
    return checked(last - first + 1);
  }

  private static int checked(long units) {
    if (units < 1 || units > MOST) {
      throw new AssayException.Usage("it has " + units + " units; from 1 to " + MOST + " are possible");
    }
    return (int) units;
  }

  private static int addresses(String kind, String text) {
    var first = bytes(part(text, 0));
    var last = bytes(part(text, 1));
    if (first.length != last.length || first.length != (kind.equals("ipv4") ? 4 : 16)) {
      throw new AssayException.Usage("'" + text + "' is not a range of " + kind + " addresses");
    }
    var units = new BigInteger(1, last).subtract(new BigInteger(1, first)).add(BigInteger.ONE);
    return checked(units.bitLength() > 31 ? Long.MAX_VALUE : units.longValue());
  }

  private static String address(String first, int index) {
    var start = bytes(first);
    var value = new BigInteger(1, start).add(BigInteger.valueOf(index)).toByteArray();
    var bytes = new byte[start.length];
    for (int i = 1; i <= Math.min(bytes.length, value.length); i++) {
      bytes[bytes.length - i] = value[value.length - i];
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static byte[] bytes(String literal) {
    if (!literal.matches("[0-9A-Fa-f:.]+") || !literal.matches(".*[.:].*")) {
      throw new AssayException.Usage("'" + literal + "' is not an address");
    }
    try {
      return InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException e) {
      throw new AssayException.Usage("'" + literal + "' is not an address");
    }
  }
}
