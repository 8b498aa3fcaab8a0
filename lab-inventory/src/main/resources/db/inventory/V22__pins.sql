-- What hosts are known by since they were installed: the newest row of a kind holds as long as the lab file says what it said then.

create table pin (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  lab text not null,
  host text not null,
  kind text not null check (kind in ('SSH_KEY', 'CERTIFICATE')),
  declared text not null,
  before text not null,
  after text not null,
  who text not null,
  token bigint not null,
  foreign key (lab, host) references host
);

create index pins_of_host on pin (lab, host, kind, id desc);
