-- Samples partitioned by the lab's time, a month each, and one row per closed run and series of what they come to.

alter table results.sample rename to sample_before_partitions;
alter index results.sample_by_series rename to sample_before_partitions_by_series;
alter index results.sample_by_attempt rename to sample_before_partitions_by_attempt;

create table results.sample (
  series   integer not null,
  run      bigint not null,
  ordinal  integer not null,
  attempt  integer not null,
  at_nanos bigint not null,
  value    double precision not null
) partition by range (at_nanos);

create index sample_by_series on results.sample (series, run) include (value);
create index sample_by_attempt on results.sample (run, ordinal, attempt);

-- Makes the partition of a month, counted from January 1970, unless it is there; writers that meet wait for each other.
create function results.make_sample_partition(month integer) returns void language plpgsql as $$
declare
  partition_name text := format('sample_%s', to_char(timestamp '1970-01-01' + make_interval(months => month), 'YYYY_MM'));
  low  bigint := extract(epoch from timestamp '1970-01-01' + make_interval(months => month))::bigint * 1000000000;
  high numeric := extract(epoch from timestamp '1970-01-01' + make_interval(months => month + 1))::numeric * 1000000000;
begin
  if to_regclass('results.' || partition_name) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('results.sample'));
  execute format('create table if not exists results.%I partition of results.sample for values from (%s) to (%s)',
    partition_name, low, least(high, 9223372036854775807)::bigint);
end $$;

select results.make_sample_partition(month)
from (
  select distinct (extract(year from at) * 12 + extract(month from at) - 1 - 1970 * 12)::integer as month
  from (select timestamp '1970-01-01' + at_nanos / 1000000000 * interval '1 second' as at from results.sample_before_partitions) instants
) months;

insert into results.sample select series, run, ordinal, attempt, at_nanos, value from results.sample_before_partitions;
drop table results.sample_before_partitions;

create table results.rollup (
  series  integer not null,
  run     bigint not null references results.run on delete cascade,
  samples bigint not null,
  median  double precision not null,
  least   double precision not null,
  most    double precision not null,
  primary key (series, run)
);

create index rollup_by_run on results.rollup (run);

insert into results.rollup
select s.series, s.run, count(*), percentile_cont(0.5) within group (order by s.value), min(s.value), max(s.value)
from results.sample s join results.run r on r.number = s.run
where r.ended is not null
group by s.series, s.run;

-- Closed runs by their rollups, open ones by their samples.
create view results.reading as
select series, run, samples, median, least, most from results.rollup
union all
select s.series, s.run, count(*), percentile_cont(0.5) within group (order by s.value), min(s.value), max(s.value)
from results.run r join results.sample s on s.run = r.number
where r.ended is null
group by s.series, s.run;

-- Changes that somebody has accepted: the level after one is the baseline from then on.
create table results.accepted_change (
  id       bigint generated always as identity primary key,
  series   integer not null references results.series,
  build    text not null,
  owner    text not null,
  reason   text not null,
  accepted timestamptz not null default clock_timestamp(),
  unique (series, build)
);
