package dev.assay.cli.xenlab;

import dev.assay.drivers.ssh.PosixQuoting;
import java.nio.file.Path;
import java.util.List;

/**
 * The management controller of one machine: OpenIPMI's simulator, whose power switch starts and kills QEMU.
 *
 * <p>Its files are in the machine's folder. It needs nobody to go on: a machine that it started lives on without it, and
 * a controller that is started again finds the machine by its process.
 */
record Controller(Path folder, HostSettings host, List<String> qemu, String password) {

  static final String USER = "admin";

  /** Write what the simulator reads. */
  void prepare() {
    Whole.secret(folder.resolve("lan.conf"), lan());
    Whole.write(folder.resolve("controller.emu"), CONTROLLER);
    Whole.script(folder.resolve("chassis"), CHASSIS);
    Whole.script(folder.resolve("start"), start());
  }

  /** Return the command that runs it. */
  List<String> command() {
    return List.of("ipmi_sim", "-c", folder.resolve("lan.conf").toString(), "-f", folder.resolve("controller.emu").toString(), "-s", folder.resolve("bmc").toString(), "-n");
  }

  String lan() {
    return """
        name "%s"
        set_working_mc 0x20
        startlan 1
          addr 127.0.0.1 %d
          priv_limit admin
          allowed_auths_admin none md2 md5 straight
          guid a123456789abcdefa123456789abc%03x
        endlan
        chassis_control "%s 0x20"
        user 2 true "%s" "%s" admin 10 none md2 md5 straight
        """.formatted(host.name(), host.powerPort(), host.number(), folder.resolve("chassis"), USER, password);
  }

  String start() {
    return "#!/bin/sh\n# Starts the machine; what it boots from first is the argument.\nexec " + PosixQuoting.commandLine(qemu) + " -boot \"$1\"\n";
  }

  private static final String CONTROLLER = """
      mc_setbmc 0x20
      mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
      mc_enable 0x20
      """;

  /** Called by the simulator as {@code chassis 0x20 get|set PARAMETER [VALUE]...}. */
  private static final String CHASSIS = """
      #!/bin/sh
      folder=$(cd "$(dirname "$0")" && pwd)
      verb=$2
      shift 2

      machine() { # the process of the machine, if it runs
        pid=$(cat "$folder/qemu.pid" 2>/dev/null) || return 1
        tr '\\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "-pidfile $folder/qemu.pid " && echo "$pid"
      }

      power_on() {
        [ -z "$(machine)" ] || return 0
        rm -f "$folder/qemu.pid"
        case $(cat "$folder/boot" 2>/dev/null) in
          pxe) order=order=c,once=n ;;
          *) order=order=c ;;
        esac
        echo "$(date -u +%FT%TZ) power on, -boot $order" >> "$folder/power.log"
        # QEMU outlives the controller: it must not keep the controller's socket.
        for fd in 3 4 5 6 7 8 9; do eval "exec $fd>&-"; done
        "$folder/start" "$order" >> "$folder/power.log" 2>&1 < /dev/null || return 1
        echo none > "$folder/boot"
      }

      power_off() {
        pid=$(machine) || return 0
        [ -n "$pid" ] || return 0
        echo "$(date -u +%FT%TZ) power off" >> "$folder/power.log"
        kill -9 "$pid"
        # Without a command line it still has its memory and its disks for a while.
        left=400
        while [ "$left" -gt 0 ] && grep -q '^State:[^ZX]*$' "/proc/$pid/status" 2>/dev/null; do sleep 0.05; left=$((left - 1)); done
      }

      while [ $# -gt 0 ]; do
        case "$verb-$1" in
          get-power) [ -n "$(machine)" ] && echo power:1 || echo power:0; shift ;;
          get-boot) echo "boot:$(cat "$folder/boot" 2>/dev/null || echo none)"; shift ;;
          set-power) case $2 in 1) power_on ;; *) power_off ;; esac || exit 1; shift 2 ;;
          set-reset) power_off; power_on || exit 1; shift 2 ;;
          set-shutdown) power_off; shift 2 ;;
          set-boot) echo "$2" > "$folder/boot"; shift 2 ;;
          *) exit 1 ;;
        esac
      done
      """;
}
