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
  // The page of a run under way: the server sends how it stands whenever that has changed; clocks run in between.
  const STYLES = { PASS: 'pass', FAIL: 'fail', INCONCLUSIVE: 'inconclusive', RUNNING: 'inconclusive', INTERRUPTED: 'inconclusive' };
  const style = word => STYLES[word] || 'skipped';
  const sign = word => word === 'RUNNING' ? '▶' : { pass: '✓', fail: '✗', inconclusive: '?', skipped: '–' }[style(word)];
  const two = part => String(part).padStart(2, '0');
  const length = seconds => {
    const whole = Math.floor(seconds);
    if (whole >= 3600) return Math.floor(whole / 3600) + ' h ' + two(Math.floor(whole / 60) % 60) + ' min';
    if (whole >= 60) return Math.floor(whole / 60) + ' min ' + two(whole % 60) + ' s';
    return (whole >= 10 ? Math.round(seconds) : seconds.toFixed(2)) + ' s';
  };
  const make = (tag, classes, ...content) => {
    const node = document.createElement(tag);
    if (classes) node.className = classes;
    node.append(...content);
    return node;
  };
  const link = (address, text) => { const node = make('a', '', text); node.href = address; return node; };
  const clock = since => { const node = make('span'); node.dataset.clock = since; return node; };
  const stateCell = word => { const mark = make('span', '', sign(word)); mark.ariaHidden = 'true'; return make('td', 'state ' + style(word), mark, ' ' + (word || 'NOT TRIED')); };
  const caseLink = (place, name) => link(place.dataset.run + '/case?name=' + encodeURIComponent(name), name);
  const ROWS = {
    underWay: (place, item) => make('tr', '',
      make('td', '', caseLink(place, item.name), item.attempt > 1 ? make('span', 'muted', ' attempt ' + item.attempt) : '', ' ', item.slow ? make('span', 'tag fail', 'SLOW') : ''),
      make('td', 'muted', item.hosts), make('td', 'n', clock(item.began)), make('td', 'n muted', item.usualSeconds == null ? '–' : length(item.usualSeconds))),
    failures: (place, item) => make('tr', '',
      stateCell(item.verdict),
      make('td', 'nowrap', link('/triage?signature=' + item.signature, item.signature), ' ', make('span', 'tag ' + (item.fresh ? style(item.verdict) : 'skipped'), item.fresh ? 'NEW' : 'KNOWN')),
      make('td', 'n', item.attempts), make('td', '', item.message)),
    latest: (place, item) => make('tr', '',
      stateCell(item.verdict), make('td', '', caseLink(place, item.name), ...(item.message ? [make('br'), make('span', 'muted', item.message)] : [])),
      make('td', 'muted', item.hosts), make('td', 'n', length(item.tookSeconds))),
  };
  const watch = place => {
    if (place.dataset.ready) return;
    place.dataset.ready = 'yes';
    const source = new EventSource(place.dataset.live);
    const all = selector => place.querySelectorAll(selector);
    const set = (name, text) => all('[data-show="' + name + '"]').forEach(node => { if (node.textContent !== String(text)) node.textContent = text; });
    const reveal = (name, shown) => all('[data-' + name + ']').forEach(node => { node.hidden = !shown; });
    let ahead = 0;
    const tick = () => all('[data-clock]').forEach(node => {
      node.textContent = (node.dataset.words || '') + length(Math.max(0, Math.floor((Date.now() - ahead - Date.parse(node.dataset.clock)) / 1000)) || 0).replace('.00', '');
    });
    const ticking = setInterval(() => { if (place.isConnected) tick(); else stop(); }, 1000);
    const stop = () => { source.close(); clearInterval(ticking); };
    source.addEventListener('clock', event => { ahead = Date.now() - Date.parse(event.data); reveal('lost', false); tick(); });
    source.addEventListener('state', event => {
      if (!place.isConnected) { stop(); return; }
      const state = JSON.parse(event.data);
      const tally = state.tally;
      const ended = tally.planned - tally.untried;
      set('sign', sign(state.word));
      for (const name of ['word', 'phaseDetail']) set(name, state[name]);
      for (const name of ['planned', 'passed', 'failed', 'inconclusive', 'skipped', 'untried', 'flaky']) set(name, tally[name]);
      set('ended', ended);
      set('left', state.secondsLeft == null ? '' : ', about ' + length(Math.max(1, Math.round(state.secondsLeft))).replace('.00', '') + ' left');
      all('[data-style]').forEach(node => { node.className = 'panel verdict ' + style(state.word); });
      all('[data-tally] svg').forEach(bar => {
        let from = 0;
        bar.replaceChildren(...['passed', 'failed', 'inconclusive', 'skipped'].filter(name => tally[name] > 0).map(name => {
          const piece = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
          const width = Math.max(6, Math.round(1000 * tally[name] / tally.planned));
          const seen = { class: { passed: 'pass', failed: 'fail' }[name] || name, x: from, y: 0, width, height: 10 };
          Object.entries(seen).forEach(([key, value]) => piece.setAttribute(key, value));
          from += width;
          return piece;
        }));
        bar.setAttribute('aria-label', ended + ' of ' + tally.planned + ' cases ended, ' + tally.failed + ' failed');
      });
      all('[data-steps]').forEach(list => list.replaceChildren(...state.steps.map(step =>
        make('li', '', make('strong', '', step.phase.toLowerCase()), ' ', step.seconds == null ? clock(step.entered) : length(step.seconds)))));
      for (const [part, row] of Object.entries(ROWS)) {
        all('[data-part="' + part + '"]').forEach(node => { node.hidden = state[part].length === 0; });
        all('[data-rows="' + part + '"]').forEach(body => body.replaceChildren(...state[part].map(item => row(place, item))));
      }
      if (state.ended) all('[data-clock][data-words]').forEach(node => { node.textContent = ', took ' + length((Date.parse(state.ended) - Date.parse(state.started)) / 1000); node.removeAttribute('data-clock'); });
      tick();
    });
    source.addEventListener('end', () => { stop(); reveal('ended', true); });
    source.addEventListener('out', () => { stop(); reveal('out', true); });
    source.addEventListener('error', () => { const gone = source.readyState === EventSource.CLOSED; reveal('lost', !gone); reveal('out', gone); if (gone) stop(); });
  };
  document.addEventListener('DOMContentLoaded', () => settle(document));
  document.addEventListener('htmx:afterSettle', () => settle(document));
  if (document.readyState !== 'loading') settle(document);
})();
