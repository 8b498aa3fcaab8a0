package dev.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

class YamlFileTests {

  enum Colour {
    LIGHT_BLUE,
    GREEN
  }

  record Machine(String name, Bytes memory, Duration patience, Colour colour, List<Integer> ports, Optional<URI> home) {}

  private static final Type<Machine> MACHINE = place -> {
    var machine = place.section();
    var name = machine.required("name", Types.text());
    var memory = machine.required("memory", Types.bytes());
    var patience = machine.optional("patience", Types.duration(), Duration.ofMinutes(1));
    var colour = machine.optional("colour", Types.oneOf(Colour.class), Colour.GREEN);
    var ports = machine.list("ports", Types.integer(1, 65535));
    var home = machine.optional("home", Types.uri("https"));
    return machine.make(() -> new Machine(name.get(), memory.get(), patience.get(), colour.get(), ports.get(), home.get()));
  };

  @Test
  void aFileIsReadAsTypedValues() {
    assertThat(read("""
        name: 007
        memory: 16GiB
        patience: 1h30m
        colour: light-blue
        ports: [22, 443]
        home: https://example.org/x
        """)).isEqualTo(new Machine("007", Bytes.gib(16), Duration.ofMinutes(90), Colour.LIGHT_BLUE, List.of(22, 443),
            Optional.of(URI.create("https://example.org/x"))));
  }

  @Test
  void whatIsLeftOutTakesItsDefault() {
    assertThat(read("{name: a, memory: 1GiB}"))
        .isEqualTo(new Machine("a", Bytes.gib(1), Duration.ofMinutes(1), Colour.GREEN, List.of(), Optional.empty()));
  }

  @Test
  void everyProblemIsToldAtOnceWithItsPosition() {
    assertThat(problems("""
        nmae: a
        memory: 16 gigs
        patience: soon
        colour: grean
        ports: [22, many, 0]
        home: ftp://example.org
        """)).containsExactly(
        "m.yaml:1:1: key 'name' is missing",
        "m.yaml:1:1: unknown key 'nmae'; did you mean 'name'?",
        "m.yaml:2:9: memory: found '16 gigs', expected an amount of bytes such as 16GiB",
        "m.yaml:3:11: patience: found 'soon', expected a length of time such as 90s, 15m or 1h30m",
        "m.yaml:4:9: colour: found 'grean', expected one of light-blue, green; did you mean 'green'?",
        "m.yaml:5:13: ports: found 'many', expected a whole number from 1 to 65535",
        "m.yaml:5:19: ports: found '0', expected a whole number from 1 to 65535",
        "m.yaml:6:7: home: found 'ftp://example.org', expected an address that begins with https://");
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertThat(problems("name: a\nmemory: 1GiB\nname: b\n"))
        .containsExactly("m.yaml:3:1: key 'name' is given twice; it stands on line 1 already");
  }

  @Test
  void aKeyWithoutValueIsNotTakenAsText() {
    assertThat(problems("name:\nmemory: 1GiB\n")).containsExactly("m.yaml:1:6: name: found nothing, expected text");
  }

  @Test
  void aListWhereKeysBelongIsOneProblem() {
    assertThat(problems("[a, b]")).containsExactly("m.yaml:1:1: found a list, expected keys with values");
  }

  @Test
  void aValueWhereAListBelongsIsSaid() {
    assertThat(problems("{name: a, memory: 1GiB, ports: 22}")).containsExactly("m.yaml:1:32: ports: found '22', expected a list");
  }

  @Test
  void whatIsNotYamlIsShownWhereItBreaks() {
    assertThat(problems("name: a\nports: [1, 2\nmemory: 1GiB\n")).singleElement().asString().startsWith("m.yaml:3:7: is not YAML here: ");
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() {
    assertThat(problems("# nothing\n")).containsExactly("m.yaml: is empty");
  }

  @Test
  void aliasesAreRefusedBeforeTheyMultiply() {
    var bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    assertThat(problems(bomb)).containsExactly("m.yaml:2:8: found an alias; aliases and anchors are not read here");
  }

  @Test
  void deepNestingIsRefusedBeforeAnythingIsBuilt() {
    assertThat(problems("a: " + "[".repeat(100_000))).containsExactly("m.yaml:1:23: is nested more than 20 levels deep");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    var file = Files.createTempFile("huge", ".yaml");
    Files.writeString(file, "#".repeat((1 << 20) + 1));
    assertThat(YamlFile.read(file, MACHINE).problems()).singleElement().asString().endsWith("found 1048577 bytes, expected at most 1048576");
    Files.delete(file);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> YamlFile.read(Path.of("/nowhere/m.yaml"), MACHINE).orThrow("reading the machine"))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessage("reading the machine: 1 problem\n  /nowhere/m.yaml: there is no such file");
  }

  @Test
  void aFolderIsRefusedWithoutTheNameOfAClass() {
    assertThat(YamlFile.read(Path.of("src"), MACHINE).problems()).singleElement().asString().contains("cannot be read: ").doesNotContain("Exception");
  }

  @Test
  void bytesThatAreNotTextAreRefused() throws IOException {
    var file = Files.createTempFile("binary", ".yaml");
    Files.write(file, new byte[] {'a', (byte) 0xff, (byte) 0xfe});
    assertThat(YamlFile.read(file, MACHINE).problems()).singleElement().asString().endsWith("found bytes that are not UTF-8 text");
    Files.delete(file);
  }

  private static Machine read(String text) {
    return YamlFile.parse("m.yaml", text, MACHINE).orThrow("reading");
  }

  private static List<String> problems(String text) {
    return YamlFile.parse("m.yaml", text, MACHINE).problems().stream().map(Problem::toString).toList();
  }
}
