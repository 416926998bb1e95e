// What pages gain where scripts run; without them every page still reads and every form still sends.
import { live } from './live.js';
import { charts } from './charts.js';
import { dropping } from './dropping.js';

document.cookie = `news.zone=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)}; path=/; max-age=31536000; samesite=strict; secure`;

// A button that changes something asks once where it says so, and cannot be pressed twice.
for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    const ask = event.submitter?.dataset.ask;
    if (ask && !confirm(ask)) {
      event.preventDefault();
      return;
    }
    setTimeout(() => form.querySelectorAll('button').forEach((button) => { button.disabled = true; }));
  });
}

// Coming back by the browser's own button finds the buttons as they were.
addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelectorAll('form button').forEach((button) => { button.disabled = false; });
});

// A slash goes to the search field, as in most readers.
addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')) {
    event.preventDefault();
    document.getElementById('q')?.focus() ?? document.getElementById('quick')?.focus();
  }
});

live();
charts(document);
dropping();
