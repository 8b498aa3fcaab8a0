-- Who holds which host. What must never happen is made impossible here, whatever a controller does:
-- two live grants of one host (one_open_grant_per_host) and a token that shrinks (token_only_grows).

create table lab (
  name text primary key,
  fingerprint text not null default ''
);

create table host (
  lab text not null references lab,
  name text not null,
  position int not null,
  site text not null,
  class text not null,
  state text not null default 'READY' check (state in ('READY', 'QUARANTINED', 'MAINTENANCE', 'RETIRED')),
  reason text not null default '',
  token bigint not null default 0,
  last_leased timestamptz,
  last_good_install text not null default '',
  primary key (lab, name)
);

create function token_only_grows() returns trigger language plpgsql as $$
begin
  if new.token < old.token then
    raise exception 'token of host %/% would shrink from % to %', old.lab, old.name, old.token, new.token;
  end if;
  return new;
end $$;

create trigger token_only_grows before update on host for each row execute function token_only_grows();

create table reservation (
  id bigint generated always as identity primary key,
  lab text not null references lab,
  owner text not null,
  purpose text not null,
  controller text not null,
  priority int not null,
  length_millis bigint not null check (length_millis > 0),
  hosts int not null check (hosts > 0),
  memory_bytes bigint not null,
  cpus int not null,
  shared_storage text[] not null,
  same_class boolean not null,
  host_class text not null,
  generation text not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'GRANTED', 'WITHDRAWN')),
  requested_at timestamptz not null default clock_timestamp(),
  -- A claim whose controller stopped asking must not hold up the others.
  asked_at timestamptz not null default clock_timestamp()
);

create index waiting_reservations on reservation (lab, priority, id) where state = 'WAITING';

create table lease (
  id bigint generated always as identity primary key,
  reservation bigint not null unique references reservation,
  lab text not null references lab,
  owner text not null,
  purpose text not null,
  controller text not null,
  length_millis bigint not null,
  granted_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ending text check (ending in ('RELEASED', 'EXPIRED')),
  check ((ended_at is null) = (ending is null))
);

create index open_leases on lease (lab, expires_at) where ended_at is null;

create table lease_host (
  lease bigint not null references lease,
  lab text not null,
  host text not null,
  position int not null,
  token bigint not null,
  ended boolean not null default false,
  primary key (lease, host),
  unique (lab, host, token),
  foreign key (lab, host) references host
);

create unique index one_open_grant_per_host on lease_host (lab, host) where not ended;

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  who text not null,
  what text not null,
  lab text not null,
  subject text not null,
  why text not null
);
