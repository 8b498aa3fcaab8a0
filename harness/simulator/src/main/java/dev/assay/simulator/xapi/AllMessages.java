package dev.assay.simulator.xapi;

/** The handlers of all classes. */
final class AllMessages {

  private AllMessages() {}

  static Messages register(Messages messages, Tasks tasks, RoleBook roles) {
    var inner = new Inner(messages, tasks);
    SessionMessages.register(messages);
    TaskMessages.register(messages, tasks);
    EventMessages.register(messages);
    PoolMessages.register(messages);
    PoolMembershipMessages.register(messages);
    HostMessages.register(messages);
    Evacuation.register(messages, inner);
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
    ChangedBlocks.register(messages);
    SrMessages.register(messages);
    PbdMessages.register(messages);
    NetworkMessages.register(messages);
    PifMessages.register(messages);
    PifAddressMessages.register(messages);
    BondMessages.register(messages);
    TunnelMessages.register(messages);
    NoteMessages.register(messages);
    BlobMessages.register(messages);
    ApplianceMessages.register(messages, inner);
    ScheduleMessages.register(messages, inner);
    PatchMessages.register(messages);
    GpuMessages.register(messages);
    Dom0Access.register(messages);
    CertificateMessages.register(messages);
    HostServiceMessages.register(messages);
    KeptRecords.register(messages);
    BalancingMessages.register(messages);
    PoolServiceMessages.register(messages);
    VmServiceMessages.register(messages);
    ReplicationMessages.register(messages);
    UsbMessages.register(messages);
    ClusterMessages.register(messages);
    RecoveryMessages.register(messages, inner);
    TrustMessages.register(messages);
    SecureBootMessages.register(messages);
    RepositoryMessages.register(messages);
    UpdateSourceMessages.register(messages);
    CallerMessages.register(messages);
    AgentMessages.register(messages);
    Unoffered.register(messages);
    HighAvailability.register(messages, inner);
    RoleMessages.register(messages, roles);
    SubjectMessages.register(messages, roles);
    return messages;
  }
}
