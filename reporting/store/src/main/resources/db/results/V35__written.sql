-- How far each writer has got, so that one whose connection was lost in the very commit can tell whether it took effect: each of its
-- transactions notes its number here, in a row of the writer's for as many as it has at work at once.

create sequence writer_number;

create table written (
  writer bigint not null,
  lane int not null,
  number bigint not null,
  at timestamptz not null default clock_timestamp(),
  primary key (writer, lane)
) with (fillfactor = 50);
