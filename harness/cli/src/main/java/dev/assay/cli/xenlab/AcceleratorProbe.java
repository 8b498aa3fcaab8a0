package dev.assay.cli.xenlab;

import dev.assay.cli.output.Terminal;
import dev.assay.core.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether the processor can run Xen hosts: a device for it may be there, make machines, and still run no kernel.
 * So an image is booted to its last line, once; what was found is remembered.
 *
 * @param device {@code /dev/kvm}
 */
record AcceleratorProbe(LabFolder lab, Path device, Time time, Terminal terminal) {

  private static final String LAST_LINE = "is up after";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  Accelerator choose(Images.Image image) {
    var before = remembered();
    if (before.isPresent()) {
      return before.get();
    }
    var found = Files.isWritable(device) && boots(image) ? Accelerator.KVM : Accelerator.TCG;
    Whole.write(file(), found + "\n");
    terminal.progress(found == Accelerator.KVM ? "this machine's processor runs the hosts (KVM)" : "the hosts' processors are emulated (TCG): KVM is not there, or boots no host");
    return found;
  }

  private Optional<Accelerator> remembered() {
    return Files.isRegularFile(file()) ? List.of(Accelerator.values()).stream().filter(how -> how.name().equals(Secrets.read(file()))).findFirst() : Optional.empty();
  }

  private Path file() {
    return lab.root().resolve("accelerator");
  }

  private boolean boots(Images.Image image) {
    terminal.progress("trying whether this machine's processor runs Xen hosts (once, at most " + LIMIT.toSeconds() + " s)");
    var console = lab.root().resolve("probe.log");
    Whole.write(console, "");
    new Program(lab, command(image, console), Map.of()).start(lab.root().resolve("probe.err"));
    var deadline = time.now().plus(LIMIT);
    // It may take a moment to appear, and then to be gone: it is looked for after each wait.
    do {
      time.sleep(LOOK_EVERY);
      if (Tail.of(console, 3).contains(LAST_LINE)) {
        end(console);
        return true;
      }
    } while (time.now().isBefore(deadline) && !probes(console).isEmpty());
    end(console);
    return false;
  }

  static List<String> command(Images.Image image, Path console) {
    var command = new ArrayList<>(List.of("qemu-system-x86_64", "-name", "probe", "-M", "q35"));
    command.addAll(Accelerator.KVM.options());
    command.addAll(List.of(
        "-smp", "2", "-m", "2048M", "-display", "none", "-vga", "none", "-nodefaults", "-no-user-config", "-snapshot",
        "-chardev", "file,id=console,path=" + console.toString().replace(",", ",,"), "-serial", "chardev:console", "-device", "virtio-scsi-pci",
        "-drive", "if=none,id=disk,format=qcow2,file=" + image.disk().toString().replace(",", ",,"), "-device", "scsi-hd,drive=disk"));
    return command;
  }

  private List<LabProcesses.Found> probes(Path console) {
    return new LabProcesses(lab).all().stream().filter(process -> process.command().contains(console.toString())).toList();
  }

  private void end(Path console) {
    probes(console).forEach(LabProcesses.Found::kill);
  }
}
