import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { counterpartyChoices, scrubChoices } from '../../../../core/docx/scrub/choices.ts';
import { scrubDocx } from '../../../../core/docx/scrub/scrub-docx.ts';
import { openZip } from '../../../../core/docx/zip.ts';
import { AppError } from '../../../../core/error.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { buildZip, p } from '../../../support/docx.ts';
import { Draft } from './draft.ts';
import { hidingPlaces } from './hiding-places.ts';

interface Part {
  readonly name: string;
  readonly data: string | Uint8Array;
}

/** The parts of a document with something in every hiding place. */
function fullDraft(): Part[] {
  const draft = new Draft();
  draft.body.push(p('First words.'));
  for (const [index, place] of hidingPlaces.entries())
    if (place.kind !== 'container') place.plant(draft, `Secret${index}`);
  const archive = openZip(draft.file(), nodePlatform);
  return archive.entries.map((entry) => {
    const data = archive.read(entry);
    return { name: entry.name, data: /\.(?:xml|rels)$/.test(entry.name) ? Buffer.from(data).toString('utf8') : data };
  });
}

/** One change: to which part, where in it, of what kind, and a number for what that kind needs. */
const mutation = fc.record({ part: fc.nat(), at: fc.nat(), kind: fc.nat(5), value: fc.nat() });
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

const values = ['', '0', '-1', 'rId1', 'begin', 'end', '99999999999', '&amp;', '\u{1F600}'];
const names = ['w:smartTag', 'w:ins', 'w:sdt', 'w:p', 'w:r', 'w:hyperlink', 'mc:AlternateContent'];

function mutate(part: Part, { at, kind, value }: Mutation): Part {
  if (typeof part.data !== 'string') {
    const data = Uint8Array.from(part.data);
    if (data.length > 0) data[at % data.length] = value & 0xff;
    return { name: part.name, data };
  }
  const tags = part.data.split(/(?=<)/);
  const place = at % tags.length;
  const leaf = tags.findIndex((tag, index) => index >= place && tag.includes('/>'));
  const name = names[value % names.length] ?? '';
  if (kind === 0) tags[place] = tags[place]?.replace(/="[^"]*"/, `="${values[value % values.length]}"`) ?? '';
  if (kind === 1) tags[place] = tags[place]?.replace(/^(<\/?)[\w:]+/, (_, start: string) => start + name) ?? '';
  if (kind === 2 && leaf >= 0) tags.splice(leaf, 1);
  if (kind === 3 && leaf >= 0) tags.splice(value % tags.length, 0, tags[leaf]?.replace(/>.*$/s, '>') ?? '');
  if (kind === 4) tags.splice(place, 1);
  // A part that ends in the middle.
  if (kind === 5) tags.length = Math.max(1, place);
  return { name: part.name, data: tags.join('') };
}

test('a document changed at random is scrubbed to one that can be opened, or refused by name and reason', () => {
  const original = fullDraft();
  const choices = { ...counterpartyChoices, remove: new Set(scrubChoices) };
  let scrubbed = 0;
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const parts = [...original];
      for (const each of mutations) {
        const index = each.part % parts.length;
        parts[index] = mutate(parts[index] as Part, each);
      }
      try {
        const { bytes } = scrubDocx({ name: 'fuzz.docx', bytes: buildZip(parts) }, choices, nodePlatform);
        openPackage({ name: 'r.docx', bytes }, nodePlatform);
        scrubbed += 1;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.code).toMatch(/^(?:damaged|not-a-docx|too-large)$/);
        expect(error.message).toContain('fuzz.docx');
      }
    }),
    { numRuns: 150 },
  );
  expect(scrubbed).toBeGreaterThan(20);
});
