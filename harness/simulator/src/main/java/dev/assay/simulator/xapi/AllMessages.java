package dev.assay.simulator.xapi;

/** The handlers of all classes. */
final class AllMessages {

  private AllMessages() {}

  static Messages register(Messages messages, Tasks tasks) {
    SessionMessages.register(messages);
    TaskMessages.register(messages, tasks);
    EventMessages.register(messages);
    PoolMessages.register(messages);
    PoolMembershipMessages.register(messages);
    HostMessages.register(messages);
    HostPowerMessages.register(messages);
    VmDefinitionMessages.register(messages);
    VmSettingMessages.register(messages);
    VmPowerMessages.register(messages);
    VmSnapshotMessages.register(messages);
    VmMigrationMessages.register(messages);
    VmQueryMessages.register(messages);
    VbdMessages.register(messages);
    VifMessages.register(messages);
    VdiMessages.register(messages);
    SrMessages.register(messages);
    PbdMessages.register(messages);
    NetworkMessages.register(messages);
    NoteMessages.register(messages);
    return messages;
  }
}
