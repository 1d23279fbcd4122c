import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import { counterpartyChoices, type ScrubChoice, scrubChoices } from '../../../../core/docx/scrub/choices.ts';
import { scrubDocx } from '../../../../core/docx/scrub/scrub-docx.ts';
import { openZip } from '../../../../core/docx/zip.ts';
import { blockText } from '../../../../core/model/content.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { p } from '../../../support/docx.ts';
import { Draft } from './draft.ts';
import { type HidingPlace, hidingPlaces, openPlaces } from './hiding-places.ts';

const everything = { ...counterpartyChoices, remove: new Set(scrubChoices) };

/** A secret that no other place has, in the form that the place can hold. */
function secretFor(place: Pick<HidingPlace, 'form'>, number: number): string {
  const digits = String(1000 + number);
  switch (place.form) {
    case 'hex8':
      return `00AB${digits}`;
    case 'date':
      return `${digits}-03-07T08:09:10Z`;
    case 'guid':
      return `{ABCDEF00-1234-4321-9876-00000000${digits}}`;
    default:
      return `SecretNo${digits}x`;
  }
}

/** The parts of a package in which a text can be found: as UTF-8, as UTF-16, in base64 or packed once more. */
function placesWith(file: SourceFile, secret: string): string[] {
  const needles = [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(secret, 'utf16le').swap16(),
    Buffer.from(Buffer.from(`??${secret}`).toString('base64').slice(4, -4)),
  ];
  const found: string[] = [];
  const isIn = (bytes: Uint8Array) => needles.some((needle) => Buffer.from(bytes).includes(needle));
  if (isIn(file.bytes)) found.push('the file as it is');
  const archive = openZip(file, nodePlatform);
  for (const entry of archive.entries) {
    const bytes = archive.read(entry);
    if (isIn(bytes)) found.push(entry.name);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
      found.push(...placesWith({ name: entry.name, bytes }, secret).map((inner) => `${entry.name} ${inner}`));
    }
  }
  return found;
}

function words(file: SourceFile): string[] {
  return readDocx(file, nodePlatform).blocks.map(({ block }) => blockText(block));
}

function draftWith(places: readonly HidingPlace[]): { file: SourceFile; secrets: string[] } {
  const draft = new Draft();
  draft.body.push(p('First words.'));
  const secrets = places.map((place, index) => secretFor(place, index));
  places.forEach((place, index) => {
    place.plant(draft, secrets[index] as string);
  });
  draft.body.push(p('Last words.'));
  return { file: draft.file(), secrets };
}

test.each(hidingPlaces.map((place) => [place.name, place] as const))(
  '%s: gone, and the report shows it',
  (_, place) => {
    const { file, secrets } = draftWith([place]);
    const secret = secrets[0] as string;
    expect(placesWith(file, secret), 'planted').not.toEqual([]);
    const { bytes, report } = scrubDocx(file, everything, nodePlatform);
    expect(placesWith({ name: 'r.docx', bytes }, secret)).toEqual([]);
    const items = report.removed.filter(({ kind }) => kind === place.kind);
    if (place.unseen) return;
    expect(items.flatMap(({ what, values }) => [what, ...values]).join('\n'), place.kind).toContain(secret);
  },
);

test.each(openPlaces.map((place, index) => [`${place.kind} ${index}`, place] as const))(
  '%s stays and is named',
  (_, place) => {
    const draft = new Draft();
    draft.body.push(p('First words.'));
    place.plant(draft, 'SecretNo1000x');
    const file = draft.file();
    const { bytes, report } = scrubDocx(file, counterpartyChoices, nodePlatform);
    const found = placesWith({ name: 'r.docx', bytes }, 'SecretNo1000x');
    expect(found).not.toEqual([]);
    const items = report.left.filter(({ kind }) => kind === place.kind);
    expect(items.length).toBeGreaterThan(0);
    if (!place.unseen) expect(items.flatMap(({ values }) => values).join('\n')).toContain('SecretNo1000x');
  },
);

const choicesThatMayStay = scrubChoices.filter((choice) => choice !== 'privacy-flags');

test('any secrets anywhere: with what was chosen they are gone, the words stay, and the result is a package of its own', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...hidingPlaces], { minLength: 1, maxLength: 25 }),
      fc.subarray<ScrubChoice>([...choicesThatMayStay], { maxLength: 6 }),
      (places, kept) => {
        const { file, secrets } = draftWith(places);
        const choices = { ...everything, remove: new Set(scrubChoices.filter((choice) => !kept.includes(choice))) };
        const { bytes, report } = scrubDocx(file, choices, nodePlatform);
        const result = { name: 'r.docx', bytes };
        places.forEach((place, index) => {
          if (!isGoneWith(place, kept)) return;
          expect(placesWith(result, secrets[index] as string), place.name).toEqual([]);
        });
        expect(report.kept).toEqual(kept);
        if (kept.includes('hidden-text')) expect(words(result)).toEqual(words(file));
        expectWholePackage(result, kept.includes('unreferenced'));
        expect(scrubDocx(file, choices, nodePlatform).bytes, 'the same input, the same bytes').toEqual(bytes);
      },
    ),
    { numRuns: 60 },
  );
});

/** What is kept may keep what stands in it. */
const kinds: Readonly<Record<string, readonly ScrubChoice[]>> = {
  'author of a comment': ['authors'],
  'initials of a comment': ['authors'],
  'picture that is not used': ['image-metadata'],
  'hidden text box': [],
  'embedded workbook': ['embedded-objects'],
  'comment in the content types': [],
};

function isGoneWith(place: HidingPlace, kept: readonly ScrubChoice[]): boolean {
  if (kept.some((choice) => choice === place.kind)) return false;
  // A binding to a part, a name in a part that stays: what is around it decides too.
  if (kept.includes('unreferenced') && place.unseen === true) return false;
  return !(kinds[place.name] ?? []).some((choice) => kept.includes(choice));
}

/** Every relationship leads somewhere, every id in the content has one, every part has a content type and is led to. */
function expectWholePackage(file: SourceFile, mayHoldMore: boolean): void {
  const docx = openPackage(file, nodePlatform);
  const entries = docx.archive.entries.map(({ name }) => name);
  const types = docx.getText('[Content_Types].xml');
  const reached = new Set<string>(['[Content_Types].xml', '_rels/.rels']);
  const waiting = [''];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    const relationships = docx.relationshipsOf(source);
    for (const { external, target, id } of relationships.values()) {
      if (external) continue;
      expect(entries, `${source} ${id}`).toContain(target);
      if (reached.has(target)) continue;
      reached.add(target);
      reached.add(target.replace(/([^/]*)$/, '_rels/$1.rels'));
      waiting.push(target);
    }
    if (!source.endsWith('.xml')) continue;
    for (const [, id = ''] of docx.getText(source).matchAll(/\br:(?:id|embed|link)="([^"]*)"/g)) {
      expect([...relationships.keys()], source).toContain(id);
    }
  }
  for (const name of mayHoldMore ? [] : entries) {
    expect([...reached]).toContain(name);
    expect(docx.contentTypeOf(name) || name === '[Content_Types].xml', name).toBeTruthy();
  }
  for (const [, name = ''] of types.matchAll(/PartName="\/([^"]*)"/g)) expect(entries).toContain(name);
}
