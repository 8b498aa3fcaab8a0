// Enhancement only: every page works without this script.
(() => {
  'use strict';
  const settle = root => {
    root.querySelectorAll('select[data-submit]').forEach(select => {
      if (select.dataset.ready) return;
      select.dataset.ready = 'yes';
      select.addEventListener('change', () => select.form.requestSubmit());
    });
    if (window.assayCharts) window.assayCharts(root);
    root.querySelectorAll('[data-live]').forEach(watch);
    root.querySelectorAll('[data-keys]').forEach(button => { button.hidden = false; });
  };
  // Single keys work where nothing is written, and never together with Ctrl, Alt or the like.
  let going = false;
  const list = () => document.getElementById('keys');
  const press = event => {
    const writing = event.target.closest('input, select, textarea, dialog');
    if (event.key === 'Escape' && writing && !writing.matches('dialog')) { event.target.blur(); return; }
    if (writing || event.ctrlKey || event.altKey || event.metaKey) return;
    const place = going ? '123456789'.indexOf(event.key) : -1;
    going = event.key === 'g';
    const to = place >= 0 ? document.querySelectorAll('.top nav a')[place] : null;
    const filter = event.key === '/' ? document.querySelector('.filters input, .filters select') : null;
    if (to) to.click();
    if (filter) filter.focus();
    if (event.key === '?') list().showModal();
    if (to || filter || event.key === '?') event.preventDefault();
  };
  document.addEventListener('keydown', press);
  document.addEventListener('click', event => { if (event.target.closest('[data-keys]')) list().showModal(); });
  const watch = place => {
    if (place.dataset.ready) return;
    place.dataset.ready = 'yes';
    const source = new EventSource(place.dataset.live);
    const set = (name, text) => place.querySelectorAll('[data-show="' + name + '"]').forEach(node => { node.textContent = text; });
    source.addEventListener('state', event => {
      if (!place.isConnected) { source.close(); return; }
      const state = JSON.parse(event.data);
      const tally = state.tally;
      const ended = tally.planned - tally.untried;
      for (const name of ['word', 'state', 'phase', 'phaseDetail']) set(name, state[name]);
      for (const name of ['planned', 'passed', 'failed', 'inconclusive', 'skipped', 'untried', 'flaky']) set(name, tally[name]);
      set('ended', ended);
      const left = state.secondsLeft;
      set('left', left == null ? '' : ', about ' + (left < 90 ? Math.round(left) + ' s' : Math.round(left / 60) + ' min') + ' left');
      place.querySelectorAll('progress').forEach(bar => { bar.max = Math.max(1, tally.planned); bar.value = ended; });
      place.querySelectorAll('[data-rows]').forEach(body => body.replaceChildren(...state.latest.map(row)));
    });
    source.addEventListener('end', () => { source.close(); place.querySelectorAll('[data-ended]').forEach(node => { node.hidden = false; }); });
  };
  const row = item => {
    const line = document.createElement('tr');
    for (const text of [item.verdict || 'NOT TRIED', item.name, item.hosts, item.message]) {
      const cell = document.createElement('td');
      cell.textContent = text;
      line.append(cell);
    }
    return line;
  };
  document.addEventListener('DOMContentLoaded', () => settle(document));
  document.addEventListener('htmx:afterSettle', () => settle(document));
  if (document.readyState !== 'loading') settle(document);
})();
