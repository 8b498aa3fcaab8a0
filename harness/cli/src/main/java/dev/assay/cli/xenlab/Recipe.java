package dev.assay.cli.xenlab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** How the image of a build is made: another recipe, another image. */
record Recipe(XenBuild build, Secrets secrets, Mirror mirror) {

  /** The scripts and files that go into an image, as they are among the resources of this package. */
  static final List<String> FILES = List.of(
      "build", "finish",
      "host/first", "host/init", "host/rc", "host/inittab", "host/sshd", "host/xl.conf", "host/vif-plain", "host/block-plain",
      "guest/init", "guest/run", "guest/inittab",
      "installer/init", "installer/udhcpc");

  static final String PACKAGES = "packages";

  private static final String BASE_FILE = "base.tar.zst";
  private static final int NAME_LENGTH = 16;

  /** Where Debian's packages come from. */
  record Mirror(String main, String security) {
    static final String MAIN = "ASSAY_DEBIAN_MIRROR";
    static final String SECURITY = "ASSAY_DEBIAN_SECURITY_MIRROR";

    static Mirror of(Map<String, String> environment) {
      return new Mirror(
          environment.getOrDefault(MAIN, "http://deb.debian.org/debian"),
          environment.getOrDefault(SECURITY, "http://deb.debian.org/debian-security"));
    }

    SequencedMap<String, String> variables() {
      var variables = new LinkedHashMap<String, String>();
      variables.put("ASSAY_MIRROR", main);
      variables.put("ASSAY_SECURITY", security);
      return variables;
    }
  }

  /** Return the name of its image: the build, and a hash over all that goes into it. */
  String name() {
    var digest = sha256();
    digest.update(base().getBytes(StandardCharsets.UTF_8));
    FILES.forEach(file -> digest.update(resource(file)));
    digest.update((build + secrets.hostKey()).getBytes(StandardCharsets.UTF_8));
    secrets().variables().forEach((name, value) -> digest.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
    return named("", digest);
  }

  /** Return the name of the unpacked packages that it starts from; other files of ours leave them as they are. */
  String base() {
    var digest = sha256();
    digest.update(resource(PACKAGES));
    mirror.variables().forEach((name, value) -> digest.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
    return named("base-", digest);
  }

  private String named(String prefix, MessageDigest digest) {
    return prefix + build.id() + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
  }

  List<String> packagesCommand(Path files, Path out) {
    return List.of("sh", files.resolve(PACKAGES).toString(), build.release(), build.xen(), out.toString());
  }

  List<String> buildCommand(Path base, Path files, Path out) {
    return List.of("sh", files.resolve("build").toString(), build.id(), build.number(), base.resolve(BASE_FILE).toString(), files.toString(), out.toString());
  }

  static void writeFiles(Path folder) {
    try {
      var all = new ArrayList<>(FILES);
      all.add(PACKAGES);
      for (var file : all) {
        var target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.write(target, resource(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] resource(String file) {
    try (InputStream stream = Recipe.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + file + " is not there");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
