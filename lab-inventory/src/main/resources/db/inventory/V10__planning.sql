-- Requests in words, shared resources beside hosts, evictions, calendars, and a history of each host's states.

update reservation set state = 'WITHDRAWN' where state = 'WAITING';

alter table reservation drop constraint reservation_state_check;
alter table reservation
  drop column hosts, drop column memory_bytes, drop column cpus, drop column shared_storage,
  drop column same_class, drop column host_class, drop column generation,
  add constraint reservation_state_check check (state in ('WAITING', 'GRANTED', 'WITHDRAWN', 'MISSED')),
  add column request text not null default '1 host',
  add column team text not null default '',
  add column kind text not null default '',
  add column start_after timestamptz,
  add column deadline timestamptz,
  add column hours text not null default '',
  add column planned_millis bigint check (planned_millis > 0),
  add column booked boolean not null default false,
  add column preemptable boolean not null default false,
  -- A standing claim waits though no controller asks about it; its lease ends at its hour and not by silence.
  add column standing boolean not null default false,
  add column why text not null default '',
  add column ticket text not null default '';

-- A claim whose lease ran out before its controller saw it waits again, and is granted again.
alter table lease drop constraint lease_reservation_key;
create index leases_of_reservation on lease (reservation);

alter table lease drop constraint lease_ending_check;
alter table lease
  add constraint lease_ending_check check (ending in ('RELEASED', 'EXPIRED', 'EVICTED')),
  add column team text not null default '',
  add column kind text not null default '',
  add column preemptable boolean not null default false,
  add column standing boolean not null default false,
  add column evict_at timestamptz,
  add column evict_why text not null default '',
  add column why text not null default '',
  add column ticket text not null default '';

create index ended_leases on lease (lab, id) where ended_at is not null;

create table lease_unit (
  lease bigint not null references lease,
  lab text not null,
  resource text not null,
  unit int not null check (unit >= 0),
  ended boolean not null default false,
  primary key (lease, resource, unit)
);

-- What must never happen is impossible for resources as it is for hosts.
create unique index one_open_grant_per_unit on lease_unit (lab, resource, unit) where not ended;

alter table host drop constraint host_state_check;
alter table host
  add constraint host_state_check check (state in ('READY', 'CLEANING', 'SUSPECT', 'QUARANTINED', 'MAINTENANCE', 'RETIRED')),
  add column who text not null default '',
  add column ticket text not null default '',
  add column since timestamptz not null default clock_timestamp(),
  add column checked_at timestamptz;

create table transition (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  lab text not null,
  host text not null,
  before text not null,
  after text not null,
  who text not null,
  why text not null,
  ticket text not null default '',
  foreign key (lab, host) references host
);

create index transitions_of_host on transition (lab, host, id);

create table closure (
  id bigint generated always as identity primary key,
  lab text not null,
  host text not null,
  starts timestamptz not null,
  ends timestamptz not null,
  who text not null,
  why text not null,
  ticket text not null default '',
  withdrawn boolean not null default false,
  check (starts < ends),
  foreign key (lab, host) references host
);

create index closures_of_lab on closure (lab, ends) where not withdrawn;

create table finding (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  lab text not null,
  host text not null,
  probe text not null,
  answer text not null check (answer in ('GOOD', 'BAD', 'UNKNOWN')),
  detail text not null,
  foreign key (lab, host) references host
);

create index findings_of_host on finding (lab, host, id);
