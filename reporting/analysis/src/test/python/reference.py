"""Writes the reference values that ScipyReferenceTests compares with: name|inputs ...|expected.

Run: python3 reference.py > ../resources/dev/assay/analysis/stats/scipy-reference.txt   (SciPy 1.17, statsmodels not needed)
"""
import itertools
import numpy as np
from scipy import stats

rng = np.random.default_rng(20260101)


def numbers(values):
    return ",".join(repr(float(v)) for v in np.atleast_1d(values))


def line(name, *fields):
    print("|".join([name] + [numbers(f) for f in fields]))


def samples(n, m, kind):
    if kind == "ties":
        return rng.integers(0, 6, n).astype(float), rng.integers(1, 7, m).astype(float)
    if kind == "heavy":
        return rng.standard_t(2, n), rng.standard_t(2, m) + 0.7
    return rng.normal(10, 1, n), rng.normal(10.6, 1.5, m)


def moses_cut(n, m, tail):
    counts = {0: 1}
    by = [dict() for _ in range(n + 1)]
    by[0][0] = 1
    for rank in range(1, n + m + 1):
        for k in range(min(rank, n), 0, -1):
            for s, c in list(by[k - 1].items()):
                by[k][s + rank] = by[k].get(s + rank, 0) + c
    total = sum(by[n].values())
    least, below, k = n * (n + 1) // 2, 0, 0
    while True:
        below += by[n].get(least + k, 0)
        if below / total > tail:
            return k
        k += 1


def noncentral_power(n, m, effect, alpha):
    df, shift = n + m - 2, effect * np.sqrt(n * m / (n + m))
    t = stats.t.isf(alpha / 2, df)
    return stats.nct.sf(t, df, shift) + stats.nct.cdf(-t, df, shift)


for n, m, kind in [(4, 5, "plain"), (5, 30, "plain"), (8, 8, "heavy"), (3, 60, "plain"), (12, 20, "heavy"), (40, 33, "plain")]:
    x, y = samples(n, m, kind)
    r = stats.mannwhitneyu(x, y, method="exact")
    line("mann-whitney-exact", x, y, [r.statistic, r.pvalue])
for n, m in [(4, 5), (5, 5), (3, 7)]:
    x, y = samples(n, m, "ties")
    u = lambda a, b: float(sum((i > j) + 0.5 * (i == j) for i in a for j in b))
    pooled = np.concatenate([x, y])
    all_u = [u(pooled[list(c)], np.delete(pooled, list(c))) for c in itertools.combinations(range(n + m), n)]
    own = u(x, y)
    p = min(1, 2 * min(np.mean([v <= own for v in all_u]), np.mean([v >= own for v in all_u])))
    line("mann-whitney-exact", x, y, [own, p])
for n, m, kind in [(20, 30, "plain"), (50, 80, "heavy"), (25, 25, "ties"), (9, 200, "ties")]:
    x, y = samples(n, m, kind)
    r = stats.mannwhitneyu(x, y, method="asymptotic")
    line("mann-whitney-asymptotic", x, y, [r.statistic, r.pvalue])
for n, m, kind in [(8, 9, "plain"), (20, 30, "heavy"), (25, 40, "ties")]:
    x, y = samples(n, m, kind)
    r = stats.brunnermunzel(x, y)
    line("brunner-munzel", x, y, [r.statistic, r.pvalue])
for n, m, kind in [(8, 9, "plain"), (20, 30, "heavy"), (60, 45, "plain")]:
    x, y = samples(n, m, kind)
    r = stats.ks_2samp(x, y, method="exact")
    line("kolmogorov-smirnov", x, y, [r.statistic, r.pvalue])
for n, m, kind in [(5, 6, "plain"), (8, 30, "heavy"), (20, 15, "plain"), (12, 12, "ties"), (100, 90, "heavy"), (200, 150, "ties")]:
    x, y = samples(n, m, kind)
    d = np.sort((y[None, :] - x[:, None]).ravel())
    if max(n, m) <= 30:
        k = moses_cut(n, m, 0.025)
    else:
        k = int(np.floor(n * m / 2 - stats.norm.isf(0.025) * np.sqrt(n * m * (n + m + 1) / 12)))
    line("hodges-lehmann", x, y, [np.median(d), d[k - 1], d[n * m - k]])
    line("cliffs-delta", x, y, [np.mean(np.sign(y[None, :] - x[:, None]))])
for a, b, c, d in [(0, 20, 5, 15), (3, 97, 12, 88), (8, 2, 1, 5), (10, 10, 10, 10), (1, 400, 9, 391)]:
    r = stats.fisher_exact([[a, b], [c, d]])
    line("fisher", [a, b, c, d], [r.pvalue])
for x, n in [(0, 10), (10, 10), (403, 418), (1, 5000), (95, 100), (4790, 5000)]:
    w = stats.binomtest(x, n).proportion_ci(0.95, method="wilson")
    e = stats.binomtest(x, n).proportion_ci(0.95, method="exact")
    low = stats.binomtest(x, n, alternative="greater").proportion_ci(0.95, method="exact").low
    high = stats.binomtest(x, n, alternative="less").proportion_ci(0.95, method="exact").high
    line("proportion", [x, n], [w.low, w.high, e.low, e.high, low, high])
for size in [1, 5, 40]:
    p = rng.uniform(0, 1, size) ** 3
    line("false-discovery", p, stats.false_discovery_control(p, method="bh"), stats.false_discovery_control(p, method="by"))
for size in [5, 30, 101]:
    v = rng.normal(0, 1, size).cumsum()
    s = stats.theilslopes(v, alpha=0.95)
    line("theil-sen", v, [s.slope, s.low_slope, s.high_slope])
    c = v - v.mean()
    line("lag-one", v, [np.sum(c[1:] * c[:-1]) / np.sum(c * c)])
    line("descriptive", v, [np.mean(v), np.var(v, ddof=1), np.median(v), stats.median_abs_deviation(v), np.quantile(v, 0.9)])
for n, m, effect, alpha in [(9, 9, 1.5, 0.05), (64, 64, 0.5, 0.05), (30, 5, 2.0, 0.01), (2, 2, 3.0, 0.05), (400, 400, 0.2, 0.001)]:
    line("power", [n, m, effect, alpha], [noncentral_power(n, m, effect, alpha)])
