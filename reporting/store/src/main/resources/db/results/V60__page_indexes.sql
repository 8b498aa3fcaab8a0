-- What pages look for among very many rows: cases that did not pass, and runs that started VMs.

create index attempt_not_passed on results.attempt (run, verdict, ordinal) where verdict <> 'PASS';

create index history_of_starts on results.history_event (run) where kind = 'vm.start.completed';
