package dev.assay.simulator.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xensource.xenapi.Connection;
import com.xensource.xenapi.Event;
import com.xensource.xenapi.Session;
import com.xensource.xenapi.Task;
import com.xensource.xenapi.Types;
import com.xensource.xenapi.VM;
import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.TestingLab;
import dev.assay.xapi.http.TlsTrust;
import dev.assay.xapi.table.ApiTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The served lab against the vendor's own Java SDK of release 8.1, which speaks XML-RPC. */
public class VendorSdkTests {

  private final VirtualTime time = VirtualTime.paced(Instant.parse("2026-01-01T00:00:00Z"), 100);
  private final SSLSocketFactory formerSockets = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final HostnameVerifier formerNames = HttpsURLConnection.getDefaultHostnameVerifier();
  private ServedLab served;
  private Connection connection;

  @BeforeClass
  void logIn() throws Exception {
    served = ServedLab.start(InstalledHost.install(time, "stockholm"), time, ServedLab.Settings.ANY_PORTS);
    var host = served.host(TestingLab.HOST);
    // The SDK knows no way but the JVM's own to say whom to trust; the pinned certificate says who it is, not its name.
    HttpsURLConnection.setDefaultSSLSocketFactory(TlsTrust.pinned(host.certificateSha256()).context().getSocketFactory());
    HttpsURLConnection.setDefaultHostnameVerifier((_, _) -> true);
    connection = new Connection(host.xapi().toURL());
    Session.loginWithPassword(connection, "root", TestingLab.PASSWORD, "2.15", "vendor's SDK");
  }

  @AfterClass
  void close() throws Exception {
    if (connection != null) {
      Session.logout(connection);
    }
    if (served != null) {
      served.close();
    }
    time.close();
    HttpsURLConnection.setDefaultSSLSocketFactory(formerSockets);
    HttpsURLConnection.setDefaultHostnameVerifier(formerNames);
  }

  /** The SDK's name of a class: {@code host_cpu} is HostCpu there. */
  private static Optional<Method> lister(String type) {
    var name = Arrays.stream(type.split("_")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(Collectors.joining());
    try {
      return Optional.of(Class.forName("com.xensource.xenapi." + name).getMethod("getAllRecords", Connection.class));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  @Test
  public void recordsOfAllClassesAreRead() throws Exception {
    var read = new ArrayList<String>();
    var removed = new ArrayList<String>();
    var counts = new java.util.TreeMap<String, Integer>();
    for (var type : ApiTable.load().classes()) {
      var lister = lister(type.name());
      if (lister.isPresent()) {
        try {
          counts.put(type.name(), ((Map<?, ?>) lister.get().invoke(null, connection)).size());
          read.add(type.name());
        } catch (InvocationTargetException e) {
          assertThat(e.getCause()).as(type.name()).isInstanceOf(Types.MessageRemoved.class);
          removed.add(type.name());
        }
      }
    }
    assertThat(read).hasSizeGreaterThan(45).contains("VM", "host", "PIF", "SM", "task", "pool_update");
    assertThat(removed).isSubsetOf("VMPP", "VIF_metrics", "VBD_metrics");
    assertThat(counts).containsEntry("pool", 1).containsEntry("host", 1).containsEntry("host_cpu", 16);
  }

  @Test
  public void aTaskTellsOfItsProgressAndItsResult() throws Exception {
    var clone = await(template().createCloneAsync(connection, "made by the SDK"));
    assertThat(clone.getStatus(connection)).isEqualTo(Types.TaskStatusType.SUCCESS);
    assertThat(clone.getProgress(connection)).isEqualTo(1.0);
    var vm = Types.toVM(clone, connection);
    vm.provision(connection);
    await(vm.startAsync(connection, false, false));
    assertThat(vm.getPowerState(connection)).isEqualTo(Types.VmPowerState.RUNNING);
    var refused = await(vm.startAsync(connection, false, false));
    assertThat(refused.getStatus(connection)).isEqualTo(Types.TaskStatusType.FAILURE);
    assertThat(refused.getErrorInfo(connection)).contains("VM_BAD_POWER_STATE");
    vm.hardShutdown(connection);
    vm.destroy(connection);
  }

  private VM template() throws Exception {
    return VM.getByNameLabel(connection, "Other install media").iterator().next();
  }

  private Task await(Task task) {
    Await.on(SystemTime.real()).until("a task ends", () -> status(task) != Types.TaskStatusType.PENDING).within(Duration.ofMinutes(2));
    return task;
  }

  private Types.TaskStatusType status(Task task) {
    try {
      return task.getStatus(connection);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  public void aRefusalIsTheSdksOwnException() {
    assertThatThrownBy(() -> template().start(connection, false, false)).isInstanceOf(Types.VmIsTemplate.class);
    assertThatThrownBy(() -> VM.getByUuid(connection, "nothing")).isInstanceOf(Types.UuidInvalid.class);
  }

  @Test
  public void eventsComeInBatchesFromWhereTheTokenSays() throws Exception {
    var everything = Event.from(connection, Set.of("*"), "", 10.0);
    assertThat(everything.events).extracting(event -> event.clazz).contains("vm", "host", "pool");
    template().setNameDescription(connection, "changed");
    var changed = Event.from(connection, Set.of("vm"), everything.token, 60.0);
    assertThat(List.copyOf(changed.events)).singleElement().satisfies(event -> {
      assertThat(event.operation).isEqualTo(Types.EventOperation.MOD);
      assertThat(event.snapshot).isInstanceOf(VM.Record.class).extracting("nameDescription").isEqualTo("changed");
    });
  }
}
