-- What the analysis of KPIs over builds has found, so that a new build costs the analysis of the latest builds alone.
--
-- A line is a KPI with those of its dimensions that count for comparison, as people read it: boot.time{guest=debian}.

drop table results.accepted_change; -- named series by number; people name lines

create table results.analysed_line (
  line     text primary key,
  last_run bigint not null  -- the last that was taken into account
);

create table results.found_change (
  line        text not null references results.analysed_line on delete cascade,
  run         bigint not null,  -- the first of the build
  build       text not null,
  earliest    text not null,
  latest      text not null,
  meaning     text not null,
  before      double precision not null,
  after       double precision not null,
  percent     double precision not null,
  low         double precision not null,
  high        double precision not null,
  delta       double precision not null,
  provisional boolean not null,
  went_away   boolean not null,
  strength    double precision not null,
  primary key (line, run)
);

create table results.accepted_change (
  line     text not null,
  build    text not null,
  owner    text not null,
  reason   text not null,
  accepted timestamptz not null default clock_timestamp(),
  primary key (line, build)
);
