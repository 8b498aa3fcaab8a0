package dev.assay.simulator.xapi;

import dev.assay.simulator.machine.InstalledSystem;
import dev.assay.simulator.machine.MachineDoors;
import dev.assay.simulator.machine.Toolstack;
import dev.assay.simulator.machine.ToolstackFactory;
import dev.assay.xapi.table.ApiTable;

/** Makes the XAPI servers of one lab's hosts. One of these per lab: it keeps what the lab's storage exports hold. */
public final class XapiToolstacks implements ToolstackFactory {

  private final Schemas schemas;
  private final Messages messages;
  private final Dispatcher dispatcher;
  private final Exports exports = new Exports();

  public XapiToolstacks(ApiTable table) {
    schemas = new Schemas(table);
    var tasks = new Tasks();
    var roles = new RoleBook(table);
    messages = AllMessages.register(new Messages(schemas), tasks, roles);
    dispatcher = new Dispatcher(schemas, messages, tasks, new AccessControl(roles));
  }

  @Override
  public Toolstack firstBoot(InstalledSystem system, MachineDoors doors) {
    return new HostToolstack(system, doors, schemas, dispatcher, exports);
  }

  /** Say which messages of the API are modelled, class by class. */
  public Coverage coverage() {
    return Coverage.of(schemas, messages);
  }
}
