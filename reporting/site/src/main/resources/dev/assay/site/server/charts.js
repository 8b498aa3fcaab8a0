// Charts are drawn from the table inside their figure: what they show is what the table says, and without scripts the table is there.
(() => {
  'use strict';
  const MARKS = { PASS: 'pass', ended: 'skipped', leased: 'inconclusive', FAIL: 'fail', INCONCLUSIVE: 'inconclusive', SKIPPED: 'skipped', WORSE: 'fail', BETTER: 'pass', same: 'skipped' };
  const css = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const ink = word => { for (const key of Object.keys(MARKS)) if (word.includes(key)) return MARKS[key]; return 'inconclusive'; };
  const number = text => { const value = parseFloat(text.replace('+', '')); return Number.isFinite(value) ? value : null; };
  const alive = new Set();
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => alive.forEach(u => u.redraw(false, true)));

  const read = figure => {
    const heads = [...figure.querySelectorAll('.data thead th')];
    const rows = [...figure.querySelectorAll('.data tbody tr')].map(row => [...row.cells].map(cell => cell.textContent.trim()));
    const at = name => heads.findIndex(head => head.hasAttribute(name));
    return { heads, rows, at, column: index => rows.map(row => index < 0 ? null : number(row[index] || '')), titles: heads.map(head => head.textContent.trim()) };
  };
  const words = (table, index) => table.rows[index].map((cell, i) => cell && table.titles[i] ? table.titles[i] + ' ' + cell : '').filter(Boolean).join(' · ');
  const axis = extra => Object.assign({ stroke: () => css('muted'), grid: { stroke: () => css('line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' }, extra);
  const categories = (names, size) => axis({ side: 3, size, grid: { show: false }, splits: () => names.map((_, i) => i), values: (u, splits) => splits.map(i => i === null ? '' : shorten(names[i] || '', size)), gap: 6 });
  const shorten = (name, size) => { const most = Math.max(6, Math.floor((size - 10) / 6.6)); return name.length > most ? '…' + name.slice(1 - most) : name; };
  const labelSize = (names, width) => Math.min(Math.max(60, 14 + 6.8 * names.reduce((most, name) => Math.max(most, name.length), 0)), Math.max(80, width * 0.34));
  const range = (low, high, pad) => { const room = (high - low || Math.abs(high) || 1) * pad; return [low - room, high + room]; };
  const extent = values => values.reduce(([low, high], value) => value === null ? [low, high] : [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

  // Makes a plot that can be pointed at and walked through by keys; spots are [x, y, row of the table].
  const plot = (figure, table, options, data, spots, draw) => {
    const box = document.createElement('div');
    box.className = 'plot';
    box.tabIndex = 0;
    box.setAttribute('role', 'application');
    box.setAttribute('aria-roledescription', 'chart');
    box.setAttribute('aria-label', (figure.dataset.label || figure.closest('section')?.querySelector('h2')?.firstChild?.textContent || 'Chart').trim() + ': left and right arrow keys read the figures one by one; the table below holds them all');
    const readout = document.createElement('div');
    readout.className = 'readout';
    readout.setAttribute('role', 'status');
    const details = figure.querySelector('.data');
    figure.insertBefore(box, details);
    figure.insertBefore(readout, details);
    if (details && table.rows.length > 12) details.open = false;
    let chosen = -1;
    const group = figure.dataset.group;
    const u = new uPlot(Object.assign({
      width: Math.max(240, box.clientWidth), padding: [8, 10, 0, 0], legend: { show: false },
      cursor: Object.assign({ drag: { x: false, y: false }, points: { show: false }, y: false }, group ? { sync: { key: group, scales: ['x', null] } } : {}),
      hooks: {
        draw: [self => { self.ctx.save(); self.ctx.beginPath(); self.ctx.rect(self.bbox.left, self.bbox.top, self.bbox.width, self.bbox.height); self.ctx.clip(); draw(self, self.ctx); if (chosen >= 0) ring(self, spots[chosen]); self.ctx.restore(); }],
        setCursor: [self => { if (!self.over.matches(':hover')) return; const near = nearest(self, spots); if (near !== chosen) choose(near, false); }],
      },
    }, options), data, box);
    alive.add(u);
    const choose = (index, move) => {
      if (index < 0 || index >= spots.length) return;
      chosen = index;
      readout.textContent = words(table, spots[index][2]);
      u.redraw(false, false);
      if (move) u.setCursor({ left: u.valToPos(spots[index][0], 'x'), top: 10 }, true);
    };
    box.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: -spots.length, End: spots.length }[event.key];
      if (!step) return;
      event.preventDefault();
      choose(Math.max(0, Math.min(spots.length - 1, (chosen < 0 && step > 0 ? -1 : chosen) + step)), true);
    });
    new ResizeObserver(() => { if (!box.isConnected) { alive.delete(u); return; } u.setSize({ width: Math.max(240, box.clientWidth), height: options.height }); }).observe(figure);
  };
  const nearest = (u, spots) => {
    let best = -1, least = Infinity;
    spots.forEach((spot, i) => {
      const x0 = u.valToPos(spot[0], 'x'), x1 = spot[3] === undefined ? x0 : u.valToPos(spot[3], 'x');
      const dx = u.cursor.left < x0 ? x0 - u.cursor.left : u.cursor.left > x1 ? u.cursor.left - x1 : 0;
      const dy = u.valToPos(spot[1], 'y') - u.cursor.top;
      const distance = dx * dx + dy * dy;
      if (distance < least) { least = distance; best = i; }
    });
    return best;
  };
  const ring = (u, spot) => {
    const x = u.valToPos(spot[0], 'x', true), y = u.valToPos(spot[1], 'y', true);
    u.ctx.strokeStyle = css('text'); u.ctx.lineWidth = 2 * devicePixelRatio;
    if (spot[3] !== undefined) { const x1 = u.valToPos(spot[3], 'x', true), half = 9 * devicePixelRatio; u.ctx.strokeRect(x - 1, y - half, Math.max(4, x1 - x + 2), 2 * half); return; }
    u.ctx.beginPath(); u.ctx.arc(x, y, 6 * devicePixelRatio, 0, 7); u.ctx.stroke();
  };
  const bar = (u, from, to, y, half, colour) => {
    const x0 = u.valToPos(from, 'x', true), x1 = u.valToPos(to, 'x', true), top = u.valToPos(y - half, 'y', true), bottom = u.valToPos(y + half, 'y', true);
    u.ctx.fillStyle = css(colour);
    u.ctx.fillRect(x0, Math.min(top, bottom), Math.max(1.5 * devicePixelRatio, x1 - x0), Math.max(1, Math.abs(bottom - top)));
  };
  const line = (u, xs, ys, colour, width, step, dashed) => {
    const ctx = u.ctx;
    ctx.strokeStyle = css(colour); ctx.lineWidth = width * devicePixelRatio; ctx.setLineDash(dashed ? [5 * devicePixelRatio, 4 * devicePixelRatio] : []); ctx.beginPath();
    let open = false, before = 0;
    xs.forEach((x, i) => {
      if (ys[i] === null || x === null) { open = false; return; }
      const px = u.valToPos(x, 'x', true), py = u.valToPos(ys[i], 'y', true);
      if (open) { if (step) ctx.lineTo(px, before); ctx.lineTo(px, py); } else ctx.moveTo(px, py);
      open = true; before = py;
    });
    ctx.stroke(); ctx.setLineDash([]);
  };
  const dot = (u, x, y, colour, size) => { u.ctx.fillStyle = css(colour); u.ctx.beginPath(); u.ctx.arc(u.valToPos(x, 'x', true), u.valToPos(y, 'y', true), size * devicePixelRatio, 0, 7); u.ctx.fill(); };
  // Rows that are high enough for a label keep room for it, up to what browsers can draw.
  const rows = (count, each, least) => Math.max(least, Math.min(each < 15 ? 900 : Math.min(12000, Math.max(900, 46 + 15 * count)), 46 + each * count));
  const ordinal = names => axis({ size: 30, splits: (u, i, low, high) => { const step = Math.max(1, Math.ceil((high - low) / Math.max(2, Math.floor(u.width / 90)))); const out = []; for (let k = Math.max(0, Math.ceil(low)); k <= Math.min(names.length - 1, high); k += step) out.push(k); return out; }, values: (u, splits) => splits.map(i => i === null ? '' : names[i] || '') });

  const kinds = {
    gantt(figure, table) {
      const names = [...new Set(table.rows.map(row => row[0]))].sort();
      const froms = table.column(4), tos = table.column(5);
      const items = table.rows.map((row, i) => ({ row: i, y: names.indexOf(row[0]), from: froms[i], to: tos[i], style: ink(row[3]) })).sort((a, b) => a.y - b.y || a.from - b.from);
      const low = figure.dataset.from ? +figure.dataset.from : 0, high = figure.dataset.to ? +figure.dataset.to : extent(tos)[1];
      const height = rows(names.length, 26, 96);
      plot(figure, table, { height, scales: { x: { time: false, range: range(low, high, .01) }, y: { range: [-.5, names.length - .5], dir: -1 } }, axes: [axis({ label: figure.dataset.unit, labelSize: 16, labelGap: 0, size: 30, labelFont: '12px system-ui, sans-serif' }), categories(names, labelSize(names, figure.clientWidth))], series: [{}, { show: false }] },
        [[low, high], [0, 0]], items.map(item => [item.from, item.y, item.row, item.to]), u => items.forEach(item => bar(u, item.from, item.to, item.y, .36, item.style)));
    },
    line(figure, table) { kinds.trend(figure, table); },
    trend(figure, table) {
      const y = table.column(table.at('data-y')), low = table.column(table.at('data-low')), high = table.column(table.at('data-high'));
      const mark = table.at('data-mark'), xs = table.rows.map((_, i) => i), names = table.rows.map(row => row[0]);
      const [least, most] = extent([...y, ...low, ...high]);
      plot(figure, table, { height: 260, scales: { x: { time: false, range: [-.6, Math.max(.6, xs.length - .4)] }, y: { range: range(least, most, .08) } }, axes: [ordinal(names), axis({ size: 64 })], series: [{}, { show: false }] }, [xs, y],
        xs.filter(i => y[i] !== null).map(i => [i, y[i], i]), (u, ctx) => {
          ctx.globalAlpha = .18;
          xs.forEach(i => { if (low[i] !== null) { const x0 = u.valToPos(i - .5, 'x', true), x1 = u.valToPos(i + .5, 'x', true), a = u.valToPos(low[i], 'y', true), b = u.valToPos(high[i], 'y', true); ctx.fillStyle = css('skipped'); ctx.fillRect(x0, b, x1 - x0, Math.max(2, a - b)); } });
          ctx.globalAlpha = 1;
          line(u, xs, y, 'pass', 2);
          xs.forEach(i => { if (y[i] !== null) dot(u, i, y[i], 'pass', 3); });
          if (mark >= 0) table.rows.forEach((row, i) => {
            if (y[i] === null || !row[mark]) return;
            ctx.font = 13 * devicePixelRatio + 'px sans-serif'; ctx.textAlign = 'center';
            const x = u.valToPos(i, 'x', true);
            if (row[mark].includes('new level')) { ctx.fillStyle = css('fail'); ctx.fillText('▲', x, u.valToPos(y[i], 'y', true) + 20 * devicePixelRatio); }
            if (row[mark].includes('other hosts')) { ctx.fillStyle = css('inconclusive'); ctx.fillText('◆', x, u.bbox.top + u.bbox.height - 4 * devicePixelRatio); }
          });
        });
    },
    lines(figure, table) {
      const xs = table.column(table.at('data-x'));
      const series = table.heads.map((head, i) => head.hasAttribute('data-y') ? { ink: head.dataset.ink, dashed: head.hasAttribute('data-dashed'), values: table.column(i) } : null).filter(Boolean);
      const [least, most] = extent(series.flatMap(one => one.values));
      const [from, to] = extent(xs);
      plot(figure, table, { height: +(figure.dataset.height || 180), scales: { x: { time: false, range: (u, a, b) => shared(figure, from, to) }, y: { range: range(Math.min(0, least), most, .06) } }, axes: [axis({ label: figure.dataset.xUnit, labelSize: 16, labelGap: 0, size: 30, labelFont: '12px system-ui, sans-serif' }), axis({ size: 64 })], series: [{}, { show: false }] }, [xs, series[0].values],
        xs.map((x, i) => [x, series.map(one => one.values[i]).find(value => value !== null) ?? null, i]).filter(spot => spot[0] !== null && spot[1] !== null).sort((a, b) => a[0] - b[0]), u => series.forEach(one => line(u, xs, one.values, one.ink, one.dashed ? 1.5 : 2, figure.dataset.step, one.dashed)));
    },
    storm(figure, table) {
      const [createFrom, createTo, startFrom, startTo, , ready] = [1, 2, 3, 4, 5, 6].map(table.column);
      const other = table.titles.findIndex(title => title.startsWith('Ready in the other'));
      const overlaid = table.column(other);
      const failed = table.rows.map(row => row[7] !== '');
      const ends = table.rows.map((_, i) => ready[i] ?? startTo[i] ?? startFrom[i]);
      const [, most] = extent([...ends, ...overlaid]), [first] = extent([0, ...createFrom]);
      const count = table.rows.length;
      plot(figure, table, { height: rows(count, 5, 160), scales: { x: { time: false, range: () => shared(figure, first, most) }, y: { range: [-1, count], dir: -1 } }, axes: [axis({ label: 's', labelSize: 16, labelGap: 0, size: 30, labelFont: '12px system-ui, sans-serif' }), axis({ size: 64, grid: { show: false }, values: (u, splits) => splits.map(i => i >= 0 && i < count && Number.isInteger(i) ? table.rows[i][0] : '') })], series: [{}, { show: false }] }, [[first, most], [0, 0]],
        startFrom.map((from, i) => [from, i, i, ends[i]]), u => {
          table.rows.forEach((_, i) => {
            if (createFrom[i] !== null && createTo[i] !== null) bar(u, createFrom[i], createTo[i], i, .38, 'skipped');
            if (startTo[i] !== null) bar(u, startFrom[i], startTo[i], i, .38, 'inconclusive');
            if (ready[i] !== null) bar(u, startTo[i] ?? startFrom[i], ready[i], i, .38, 'pass');
            if (failed[i]) bar(u, startFrom[i], startFrom[i] + most * .01, i, .45, 'fail');
          });
          if (other >= 0) { const ctx = u.ctx; ctx.strokeStyle = css('text'); ctx.lineWidth = 1.5 * devicePixelRatio; ctx.beginPath(); let open = false; overlaid.forEach((x, i) => { if (x === null) return; const px = u.valToPos(x, 'x', true), py = u.valToPos(i, 'y', true); if (open) ctx.lineTo(px, py); else ctx.moveTo(px, py); open = true; }); ctx.stroke(); }
        });
    },
    heat(figure, table) {
      const [from, to, least, most, counts] = [0, 1, 2, 3, 4].map(table.column);
      const { top, low, high } = heats.get(figure.dataset.group);
      const [, last] = extent(to);
      plot(figure, table, { height: 220, scales: { x: { time: false, range: () => shared(figure, 0, last) }, y: { distr: 3, range: [low * .95, high * 1.05] } }, axes: [axis({ label: 's', labelSize: 16, labelGap: 0, size: 30, labelFont: '12px system-ui, sans-serif' }), axis({ size: 64, splits: () => { const out = []; for (let k = 0; k <= 4; k++) out.push(low * Math.pow(high / low, k / 4)); return out; }, values: (u, splits) => splits.map(v => v === null ? '' : v >= 100 ? Math.round(v) : v.toPrecision(2)) })], series: [{}, { show: false }] }, [from, least],
        from.map((x, i) => [(x + to[i]) / 2, Math.sqrt(least[i] * most[i]), i]), (u, ctx) => from.forEach((x, i) => {
          const x0 = u.valToPos(x, 'x', true), x1 = u.valToPos(to[i], 'x', true), a = u.valToPos(least[i], 'y', true), b = u.valToPos(most[i], 'y', true);
          ctx.globalAlpha = .18 + .82 * counts[i] / top; ctx.fillStyle = css('pass'); ctx.fillRect(x0, b, Math.max(1, x1 - x0 - 1), Math.max(1, a - b - 1)); ctx.globalAlpha = 1;
        }));
    },
    // One KPI that doubled would press all others together: the axis ends where most of them do, and arrows tell what lies beyond.
    forest(figure, table) {
      const y = table.column(table.at('data-y')), low = table.column(table.at('data-low')), high = table.column(table.at('data-high'));
      const names = table.rows.map(row => row[1]);
      const reach = table.rows.map((_, i) => Math.max(...[y[i], low[i], high[i]].filter(value => value !== null).map(Math.abs), 0)).sort((a, b) => a - b);
      const usual = Math.max(2, 1.5 * reach[Math.floor(.75 * (reach.length - 1))]);
      const [first, last] = extent([0, ...y, ...low, ...high]);
      const least = first < -1.3 * usual ? -usual : first, most = last > 1.3 * usual ? usual : last;
      const within = x => Math.max(least, Math.min(most, x));
      plot(figure, table, { height: rows(names.length, 24, 110), scales: { x: { time: false, range: range(least, most, .05) }, y: { range: [-.5, names.length - .5], dir: -1 } }, axes: [axis({ label: 'change, %', labelSize: 18, labelFont: '12px system-ui' }), categories(names, labelSize(names, figure.clientWidth))], series: [{}, { show: false }] }, [[least, most], [0, 0]],
        y.map((x, i) => [within(x ?? 0), i, i]), (u, ctx) => {
          ctx.strokeStyle = css('muted'); ctx.lineWidth = devicePixelRatio; ctx.beginPath(); ctx.moveTo(u.valToPos(0, 'x', true), u.bbox.top); ctx.lineTo(u.valToPos(0, 'x', true), u.bbox.top + u.bbox.height); ctx.stroke();
          ctx.font = 12 * devicePixelRatio + 'px system-ui, sans-serif'; ctx.textBaseline = 'middle';
          y.forEach((x, i) => {
            if (x === null) return;
            const colour = ink(table.rows[i][0]), at = u.valToPos(i, 'y', true), pixel = value => u.valToPos(value, 'x', true);
            ctx.globalAlpha = low[i] === null && high[i] === null ? .25 : 1;
            ctx.strokeStyle = css(colour); ctx.lineWidth = 2 * devicePixelRatio; ctx.beginPath();
            ctx.moveTo(pixel(low[i] === null ? least * 2 - 1 : Math.max(least * 2 - 1, low[i])), at); ctx.lineTo(pixel(high[i] === null ? most * 2 + 1 : Math.min(most * 2 + 1, high[i])), at); ctx.stroke(); ctx.globalAlpha = 1;
            if (x >= least && x <= most) { dot(u, x, i, colour, 5); return; }
            const right = x > most, text = (x > 0 ? '+' : '') + Math.round(x) + ' %';
            ctx.fillStyle = css(colour); ctx.textAlign = right ? 'right' : 'left';
            ctx.fillText(right ? '▶' : '◀', pixel(right ? most : least), at);
            const shift = (right ? -16 : 16) * devicePixelRatio, width = ctx.measureText(text).width, edge = pixel(right ? most : least) + shift;
            ctx.fillStyle = css('panel'); ctx.fillRect(right ? edge - width : edge, at - 8 * devicePixelRatio, width, 16 * devicePixelRatio);
            ctx.fillStyle = css('text'); ctx.fillText(text, edge, at);
          });
        });
    },
    ranges(figure, table) {
      const [least, median, p95, most] = [3, 4, 5, 6].map(table.column);
      const names = table.rows.filter((_, i) => i % 2 === 0).map(row => row[0]);
      const share = (i, value) => { const pair = i - i % 2; const low = Math.min(least[pair], least[pair + 1] ?? least[pair]), high = Math.max(most[pair], most[pair + 1] ?? most[pair]); return high > low ? (value - low) / (high - low) : .5; };
      plot(figure, table, { height: rows(names.length, 32, 110), scales: { x: { time: false, range: [-.02, 1.02] }, y: { range: [-.5, names.length - .5], dir: -1 } }, axes: [axis({ values: () => [] , size: 12}), categories(names, labelSize(names, figure.clientWidth))], series: [{}, { show: false }] }, [[0, 1], [0, 0]],
        median.map((value, i) => [share(i, value), Math.floor(i / 2) + (i % 2 ? .2 : -.2), i]), (u, ctx) => median.forEach((value, i) => {
          const y = Math.floor(i / 2) + (i % 2 ? .2 : -.2), colour = i % 2 ? 'pass' : 'skipped';
          ctx.globalAlpha = .4; bar(u, share(i, least[i]), share(i, most[i]), y, .03, colour); ctx.globalAlpha = .65; bar(u, share(i, value), share(i, p95[i]), y, .13, colour); ctx.globalAlpha = 1;
          dot(u, share(i, value), y, colour, 5);
        }));
    },
    density(figure, table) {
      const runs = [...new Set(table.rows.map(row => row[0]))];
      const [xs, median, low, high] = [1, 2, 3, 4].map(table.column);
      const [, most] = extent([...median, ...high]), [from, to] = extent(xs);
      const knee = figure.dataset.knee ? +figure.dataset.knee : null;
      plot(figure, table, { height: 260, scales: { x: { time: false, range: range(from, to, .03) }, y: { range: [0, most * 1.06] } }, axes: [axis({ label: figure.dataset.xUnit, labelSize: 16, labelGap: 0, size: 30, labelFont: '12px system-ui, sans-serif' }), axis({ size: 64 })], series: [{}, { show: false }] }, [xs, median],
        xs.map((x, i) => [x, median[i], i]), (u, ctx) => {
          runs.forEach((run, r) => {
            const mine = table.rows.map((row, i) => row[0] === run ? i : -1).filter(i => i >= 0), colour = r ? 'fail' : 'pass';
            ctx.globalAlpha = .18; ctx.fillStyle = css(colour); ctx.beginPath();
            mine.forEach((i, k) => ctx[k ? 'lineTo' : 'moveTo'](u.valToPos(xs[i], 'x', true), u.valToPos(high[i], 'y', true)));
            [...mine].reverse().forEach(i => ctx.lineTo(u.valToPos(xs[i], 'x', true), u.valToPos(low[i], 'y', true)));
            ctx.closePath(); ctx.fill(); ctx.globalAlpha = 1;
            line(u, mine.map(i => xs[i]), mine.map(i => median[i]), colour, 2);
            mine.forEach(i => dot(u, xs[i], median[i], colour, 3));
          });
          if (knee !== null) { const x = u.valToPos(knee, 'x', true); ctx.strokeStyle = css('inconclusive'); ctx.setLineDash([6, 5]); ctx.lineWidth = 2 * devicePixelRatio; ctx.beginPath(); ctx.moveTo(x, u.bbox.top); ctx.lineTo(x, u.bbox.top + u.bbox.height); ctx.stroke(); ctx.setLineDash([]); }
        });
    },
  };
  // Charts of one group show the same stretch of time; heat maps of one group share their heights and shades too.
  const groups = new Map(), heats = new Map();
  const shared = (figure, from, to) => {
    const key = figure.dataset.group;
    if (!key) return [from, to];
    const known = groups.get(key) || [0, 0];
    return known;
  };
  window.assayCharts = root => {
    const figures = [...root.querySelectorAll('figure[data-chart]')].filter(figure => !figure.dataset.drawn);
    if (!figures.length || !window.uPlot) return;
    groups.clear();
    heats.clear();
    const tables = figures.map(read);
    figures.forEach((figure, i) => {
      if (!figure.dataset.group) return;
      const columns = { storm: [1, 4, 6, 8], lines: [0], heat: [1] }[figure.dataset.chart] || [];
      const known = groups.get(figure.dataset.group) || [0, 0];
      const [least, most] = extent([0, ...columns.flatMap(column => tables[i].column(column))]);
      groups.set(figure.dataset.group, [Math.min(known[0], least), Math.max(known[1], most)]);
      if (figure.dataset.chart !== 'heat') return;
      const so = heats.get(figure.dataset.group) || { top: 1, low: Infinity, high: 0 };
      const [low] = extent(tables[i].column(2)), [, high] = extent(tables[i].column(3)), [, top] = extent(tables[i].column(4));
      heats.set(figure.dataset.group, { top: Math.max(so.top, top), low: Math.min(so.low, low), high: Math.max(so.high, high) });
    });
    figures.forEach((figure, i) => {
      figure.dataset.drawn = 'yes';
      if (tables[i].rows.length) kinds[figure.dataset.chart](figure, tables[i]);
    });
  };
})();
