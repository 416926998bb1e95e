// Draws what the pages describe in data-chart with Chart.js: { type, labels, horizontal, stacked, unit, series: [{ label, colour, values | spans }] }.
const drawn = new WeakMap();

export function charts(root) {
  for (const canvas of root.querySelectorAll('canvas[data-chart]')) {
    const known = drawn.get(canvas);
    if (!globalThis.Chart || known?.said === canvas.dataset.chart) continue;
    const settings = configuration(JSON.parse(canvas.dataset.chart), canvas.dataset.rtl === 'true');
    if (known) {
      known.chart.data = settings.data;
      known.chart.update('none');
      known.said = canvas.dataset.chart;
    } else {
      drawn.set(canvas, { chart: new globalThis.Chart(canvas, settings), said: canvas.dataset.chart });
    }
  }
}

function configuration(described, rightToLeft) {
  const probe = document.body.appendChild(document.createElement('i'));
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => {
    // As the page shows it: the variable itself says both light and dark.
    probe.style.color = `var(--${name}, var(--accent))`;
    return getComputedStyle(probe).color;
  };
  const text = colour('ink-soft');
  const grid = colour('line');
  const unit = described.unit ? ` ${described.unit}` : '';
  const values = { beginAtZero: true, min: described.min, max: described.max, stacked: described.stacked, reverse: described.horizontal && rightToLeft, grid: { color: grid }, ticks: { color: text, maxTicksLimit: 6, precision: described.max === 1 ? undefined : 0 }, border: { display: false } };
  const names = { stacked: described.stacked, reverse: !described.horizontal && rightToLeft, grid: { display: false }, ticks: { color: text, autoSkip: true, maxRotation: 0 }, border: { color: grid } };
  values.position = described.horizontal ? 'bottom' : rightToLeft ? 'right' : 'left';
  if (described.horizontal) names.position = rightToLeft ? 'right' : 'left';
  const settings = {
    type: described.type,
    data: {
      labels: described.labels,
      datasets: described.series.map((series) => ({
        label: series.label,
        data: series.spans ?? series.values,
        backgroundColor: colour(series.colour),
        borderColor: colour(series.colour),
        borderWidth: described.type === 'line' ? 2 : 0,
        borderRadius: described.type === 'bar' ? 3 : 0,
        pointRadius: described.type === 'line' ? 2 : 0,
        spanGaps: false,
        maxBarThickness: 22,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: described.horizontal ? 'y' : 'x',
      locale: 'en',
      font: { family: style.fontFamily, size: 12 },
      scales: described.horizontal ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        legend: { display: described.series.length > 1, rtl: rightToLeft, position: 'bottom', labels: { color: text, boxWidth: 12, boxHeight: 12 } },
        tooltip: { rtl: rightToLeft, callbacks: { label: (item) => `${item.dataset.label}: ${Array.isArray(item.raw) ? Math.round((item.raw[1] - item.raw[0]) * 10) / 10 : item.raw}${unit}` } },
      },
    },
  };
  probe.remove();
  return settings;
}
