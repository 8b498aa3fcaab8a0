-- Runs that a server is to drive: any server takes the next one that nobody drives, whether it is new or its server died.
create table results.run_queue (
  run            bigint primary key references results.run on delete cascade,
  priority       integer not null,
  policy         text not null,
  wait_seconds   bigint not null,
  limit_seconds  bigint,
  pause_seconds  bigint,
  submitted      timestamptz not null default clock_timestamp(),
  server         text,
  taken          timestamptz
);
