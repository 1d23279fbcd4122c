import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { revisionKinds } from '../../core/docx/revisions/revision.ts';
import { errorCodes } from '../../core/error.ts';
import { leftKinds, scrubKinds } from '../../core/model/draft-export.ts';
import { certainties, priorities, stances, termStatuses } from '../../core/model/negotiation.ts';
import { redlineNoteCodes } from '../../core/model/redline.ts';
import { importNoteCodes } from '../../core/model/source.ts';
import en from '../../renderer/i18n/en.json' with { type: 'json' };
import fr from '../../renderer/i18n/fr.json' with { type: 'json' };
import { createText, type MessageKey } from '../../renderer/i18n/text.tsx';

const folder = join(import.meta.dirname, '../../renderer');
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

/** Keys that are put together from the model's lists. */
const built = [
  ...errorCodes.flatMap((code) => [`error.${code}.what`, `error.${code}.next`]),
  ...termStatuses.map((status) => `status.${status}`),
  ...stances.map((stance) => `stance.${stance}`),
  ...priorities.map((priority) => `priority.${priority}`),
  ...certainties.map((certainty) => `certainty.${certainty}`),
  ...importNoteCodes.map((code) => `note.${code}`),
  ...revisionKinds.map((kind) => `pending-kind.${kind}`),
  ...['insertions', 'deletions', 'moves', 'formatting', 'accepted', 'rejected'].map((each) => `pending.${each}`),
  ...redlineNoteCodes.map((code) => `redline-note.${code}`),
  ...scrubKinds.map((kind) => `scrub.${kind}`),
  ...leftKinds.map((kind) => `left.${kind}`),
];
/** Beginnings of keys whose ends are values of a type that the compiler checks. */
const families = [
  'certificate.none-',
  'change.',
  'editor.state.',
  'format.',
  'import.count-',
  'language.',
  'row.',
  'scrub-group.',
  'status-bar.contract-',
  'status-bar.interface-',
  'step.',
  'theme.',
];

describe('the message catalogues', () => {
  test('have the same keys in both languages', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  test('have every key that is built from the model’s lists', () => {
    expect(built.filter((key) => !Object.hasOwn(en, key))).toEqual([]);
  });

  test('have no key that nobody uses', () => {
    const known = new Set(built);
    const isUsed = (key: string) =>
      known.has(key) ||
      source.includes(`'${key}'`) ||
      families.some((family) => key.startsWith(family) && source.includes(`\`${family}\${`));
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([]);
  });

  test('use the same values in both languages, and can be said with them', () => {
    const values = (message: string) => [
      ...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '')),
    ];
    for (const key of Object.keys(en) as MessageKey[]) {
      const wanted = values(en[key]).sort();
      expect([key, values(fr[key]).sort()]).toEqual([key, wanted]);
      const given = Object.fromEntries(wanted.map((name) => [name, isNumber(en[key], name) ? 2 : 'x']));
      for (const language of ['en', 'fr'] as const) expect(createText(language).say(key, given)).not.toBe('');
    }
  });

  test('keep French punctuation with its word', () => {
    const loose = /[^\u00a0\u202f][;!?»]|[^\u00a0]:|«[^\u00a0]/;
    expect(Object.entries(fr).filter(([, message]) => loose.test(outsideBraces(message)))).toEqual([]);
  });

  test('have typographic apostrophes, so that none quotes a part of a message', () => {
    for (const [key, message] of [...Object.entries(en), ...Object.entries(fr)]) {
      expect([key, message]).not.toEqual([key, expect.stringContaining("'")]);
    }
  });
});

function isNumber(message: string, name: string): boolean {
  return new RegExp(`\\{${name}, (plural|number)`).test(message);
}

/** A message without its ICU syntax. */
function outsideBraces(message: string): string {
  return message.replace(/\{\w+(, (plural|select|number),?)?/g, '').replace(/[{}]/g, '');
}
