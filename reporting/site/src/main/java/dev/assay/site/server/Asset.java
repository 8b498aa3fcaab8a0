package dev.assay.site.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file that pages fetch: compressed once, under an address that changes with its content, so that browsers keep it for ever.
 *
 * @param path its address
 */
record Asset(String path, String mediaType, byte[] plain, byte[] zipped) {

  static Asset of(String name, String mediaType, String... resources) {
    var content = new ByteArrayOutputStream();
    for (var resource : resources) {
      content.writeBytes(read(resource));
      content.write('\n');
    }
    var plain = content.toByteArray();
    int dot = name.lastIndexOf('.');
    return new Asset("/assets/" + name.substring(0, dot) + "-" + mark(plain) + name.substring(dot), mediaType, plain, zip(plain));
  }

  private static byte[] read(String resource) {
    try (var in = Asset.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mark(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] zip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
