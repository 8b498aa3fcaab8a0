-- A rollup tells of the tail and of the hosts, too: comparisons show both, and a trend says where other hosts took over.

alter table results.rollup add column p95 double precision, add column p99 double precision, add column hosts text not null default '';

create function results.roll_up(closed bigint) returns void language sql as $$
  with summed as (
    select s.series, count(*) as samples, min(s.value) as least, max(s.value) as most,
      percentile_cont(array[0.5, 0.95, 0.99]) within group (order by s.value) as quantiles
    from results.sample s where s.run = closed group by s.series),
  places as (select distinct s.series, s.ordinal, s.attempt from results.sample s where s.run = closed),
  hosts as (
    select p.series, string_agg(distinct h, ' ' order by h) as names
    from places p
      join results.attempt a on a.run = closed and a.ordinal = p.ordinal and a.number = p.attempt
      cross join lateral unnest(a.hosts) h
    group by p.series)
  insert into results.rollup (series, run, samples, median, least, most, p95, p99, hosts)
  select summed.series, closed, samples, quantiles[1], least, most, quantiles[2], quantiles[3], coalesce(hosts.names, '')
  from summed left join hosts using (series)
  on conflict (series, run) do update set p95 = excluded.p95, p99 = excluded.p99, hosts = excluded.hosts
$$;

select results.roll_up(run) from (select distinct run from results.rollup) closed;

alter table results.rollup alter column p95 set not null, alter column p99 set not null;
