-- Hosts whose keys are being changed by an installation that has not come to its end: what they show, nobody may have said yet.

create table unsettled (
  lab text not null,
  host text not null,
  since timestamptz not null default clock_timestamp(),
  who text not null,
  token bigint not null,
  primary key (lab, host),
  foreign key (lab, host) references host
);
