// Parts of a page that the server renders again and again: fetched as HTML, laid over what is there, so that focus, selection
// and open details stay. The server escapes all text; the policy lets exactly this one call turn a string into elements.
import { Idiomorph } from './idiomorph.js';
import { charts } from './charts.js';

const policy = globalThis.trustedTypes?.createPolicy('console', { createHTML: (html) => html });

export function elements(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html');
}

export function live() {
  for (const part of document.querySelectorAll('[data-live]')) follow(part);
}

function follow(part) {
  const every = Number(part.dataset.every ?? 1000);
  let failures = 0;
  const look = async () => {
    if (!document.hidden) {
      try {
        const reply = await fetch(part.dataset.live, { headers: { Accept: 'text/html' }, redirect: 'error' });
        if (!reply.ok) throw new Error(reply.status);
        const fresh = elements(await reply.text()).body;
        Idiomorph.morph(part, fresh.childNodes, { morphStyle: 'innerHTML', ignoreActiveValue: true, callbacks: { beforeAttributeUpdated: (name, node) => !(name === 'open' && node.tagName === 'DETAILS') } });
        charts(part);
        failures = 0;
      } catch {
        failures++;
      }
      // Figures that stand still must not look as if they were fresh.
      part.classList.toggle('stale', failures > 1);
    }
    setTimeout(look, failures > 1 ? Math.min(10_000, every * failures) : every);
  };
  setTimeout(look, every);
}
