-- Runs, their plans, attempts, histories, samples and evidence.
--
-- Instants of the lab's time are nanoseconds since 1970-01-01T00:00Z (until the year 2262), because a timestamp keeps
-- microseconds only and the hash of a history needs every digit. Instants of the wall clock are timestamps, set by the
-- database's clock alone.

create sequence results.run_number;

create table results.run (
  number        bigint primary key,
  suite         text not null,
  build         text not null,
  product       text not null,
  version       text not null,
  build_number  text not null,
  generation    text not null,
  media         text not null,
  lab           text not null,
  lab_file      text not null,
  seed          bigint not null,
  options       json not null,
  owner         text not null,
  replay        text not null,
  controller    text not null,
  takeover      integer not null default 1,  -- grows with each controller; whoever holds a smaller one may not write
  phase         text not null,
  phase_detail  text not null,
  planned       integer not null,
  started       timestamptz not null default clock_timestamp(),
  heartbeat     timestamptz not null default clock_timestamp(),
  ended         timestamptz,
  verdict       text,
  history_hash  text,
  constraint closed_with_a_verdict check ((ended is null) = (verdict is null) and (ended is null) = (history_hash is null))
);

create index run_by_build on results.run (build, suite, number desc);

create table results.run_phase (
  id       bigint generated always as identity primary key,
  run      bigint not null references results.run on delete cascade,
  phase    text not null,
  detail   text not null,
  entered  timestamptz not null default clock_timestamp()
);

create index run_phase_by_run on results.run_phase (run, id);

create table results.planned_case (
  run        bigint not null references results.run on delete cascade,
  ordinal    integer not null,
  name       text not null,
  area       text not null,
  priority   integer not null,
  need       json not null,
  limit_nanos bigint not null,
  source     text not null,
  primary key (run, ordinal),
  unique (run, name)
);

create index planned_case_by_name on results.planned_case (name, run desc);

create table results.signature (
  number    bigint generated always as identity primary key,
  algorithm integer not null,
  hash      text not null,
  verdict   text not null,
  message   text not null,  -- the masked message
  frame     text not null,
  unique (algorithm, hash)
);

create table results.attempt (
  run         bigint not null,
  ordinal     integer not null,
  number      integer not null check (number >= 1),
  hosts       text[] not null,
  began_nanos bigint not null,
  began       timestamptz not null default clock_timestamp(),
  ended       timestamptz,
  took_nanos  bigint,
  verdict     text,
  blame       text,
  message     text,
  stack       text,
  signature   bigint references results.signature,
  primary key (run, ordinal, number),
  foreign key (run, ordinal) references results.planned_case on delete cascade,
  constraint ended_with_an_outcome check (
    (ended is null) = (verdict is null) and (ended is null) = (blame is null)
    and (ended is null) = (message is null) and (ended is null) = (took_nanos is null))
);

create index attempt_by_signature on results.attempt (signature, run) where signature is not null;

create table results.history_event (
  run      bigint not null references results.run on delete cascade,
  sequence bigint not null,
  at_nanos bigint not null,
  kind     text not null,
  subject  text not null,
  details  json not null,
  primary key (run, sequence)
);

create table results.kpi (
  id     integer generated always as identity primary key,
  name   text not null unique,
  unit   text not null,
  better text not null
);

-- One line of readings that can be compared with each other: a metric at fixed dimensions.
create table results.series (
  id         integer generated always as identity primary key,
  kpi        integer not null references results.kpi,
  dimensions text not null,  -- a JSON object, names sorted
  unique (kpi, dimensions)
);

-- Without foreign keys: they would be checked row by row and halve the speed of COPY; the journal is the only writer.
create table results.sample (
  series   integer not null,
  run      bigint not null,
  ordinal  integer not null,
  attempt  integer not null,
  at_nanos bigint not null,
  value    double precision not null
);

create index sample_by_series on results.sample (series, run) include (value);
create index sample_by_attempt on results.sample (run, ordinal, attempt);

create table results.evidence (
  id           bigint generated always as identity primary key,
  run          bigint not null,
  ordinal      integer not null,
  attempt      integer not null,
  name         text not null,
  media_type   text not null,
  full_size    bigint not null,
  content      bytea not null,  -- deflated (RFC 1950)
  foreign key (run, ordinal, attempt) references results.attempt on delete cascade
);

alter table results.evidence alter column content set storage external;

create index evidence_by_attempt on results.evidence (run, ordinal, attempt);
