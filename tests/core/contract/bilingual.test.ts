import { describe, expect, test } from 'vitest';
import { readSource } from '../../../core/contract/read-source.ts';
import type { Block, Paragraph } from '../../../core/model/content.ts';
import type { SourceDocument } from '../../../core/model/source.ts';
import { testPlatform } from '../../support/platform.ts';
import { outlineText, splitSource, splitText } from './outline-text.ts';

const pairs = [
  ['SERVICES AGREEMENT', 'CONTRAT DE SERVICES'],
  ['1. Purpose', '1. Objet'],
  [
    '1.1 The Vendor shall provide the services that are described in the schedule to the Department.',
    '1.1 Le Fournisseur rend au Ministère les services qui sont décrits dans l’annexe du présent contrat.',
  ],
  [
    '1.2 Each party shall bear the costs that it has under this Agreement.',
    '1.2 Chaque partie supporte les frais qui sont les siens dans le cadre du présent contrat.',
  ],
  ['2. Term', '2. Durée'],
  [
    'This Agreement shall remain in force for one year from the date on which it was signed by both parties.',
    'Le présent contrat reste en vigueur pendant une année à compter de la date de sa signature par les deux parties.',
  ],
  ['(a) It may be renewed by the Department.', 'a) Il peut être renouvelé par le Ministère.'],
  ['(b) It may not be renewed by the Vendor.', 'b) Il ne peut pas être renouvelé par le Fournisseur.'],
] as const;

function row(...cells: readonly (readonly string[])[]): Block {
  const paragraph = (text: string): Paragraph => ({ type: 'paragraph', runs: [{ text }] });
  return { type: 'row', cells: cells.map((texts) => ({ paragraphs: texts.map(paragraph) })) };
}

function table(...rows: readonly Block[]): SourceDocument {
  return {
    format: 'docx',
    notes: [],
    blocks: rows.map((block, from) => ({ block, source: { part: 'word/document.xml', from, to: from + 1 } })),
  };
}

function notesOf(text: string): string[] {
  return readSource({ name: 'contract.txt', bytes: new TextEncoder().encode(text) }, testPlatform()).notes.map(
    ({ code }) => code,
  );
}

describe('a contract in two languages', () => {
  const turns = pairs.flat().join('\n\n');

  test('in turns: a translation is a clause below what it translates, and each knows its language', () => {
    const tree = splitText(turns);
    expect(outlineText(tree)).toEqual([
      'title · [SERVICES AGREEMENT] CONTRAT DE SERVICES +1',
      'section 1 [Purpose]',
      '  section 1 [Objet]',
      '  clause 1.1 The Vendor shall provide the',
      '    clause 1.1 Le Fournisseur rend au Ministère',
      '  clause 1.2 Each party shall bear the',
      '    clause 1.2 Chaque partie supporte les frais',
      'section 2 [Term]',
      '  section 2 [Durée]',
      '  clause · This Agreement shall remain in',
      '    clause · Le présent contrat reste en',
      '  item (a) It may be renewed by',
      '    item a) Il peut être renouvelé par',
      '  item (b) It may not be renewed',
      '    item b) Il ne peut pas être',
    ]);
    expect(tree.language).toBe('en');
    expect(tree.clauses.map(({ language }) => language).join(' ')).toBe('en en fr en fr en fr en fr en fr en fr en fr');
    expect(notesOf(turns)).toEqual(['two-languages-in-turns']);
  });

  test('in turns, French first', () => {
    const tree = splitText(pairs.flatMap(([english, french]) => [french, english]).join('\n\n'));
    expect(tree.language).toBe('fr');
    expect(outlineText(tree).slice(1, 5)).toEqual([
      'section 1 [Objet]',
      '  section 1 [Purpose]',
      '  clause 1.1 Le Fournisseur rend au Ministère',
      '    clause 1.1 The Vendor shall provide the',
    ]);
  });

  test('the title of an article may follow its number in both languages', () => {
    const tree = splitText(
      [
        ...['SERVICES AGREEMENT', 'CONTRAT DE SERVICES', 'Article 1', 'Article 1er', 'Purpose', 'Objet'],
        ...(pairs[2] as readonly string[]).map((text) => text.slice(4)),
        ...['Article 2', 'Article 2', 'Costs', 'Frais'],
        ...(pairs[3] as readonly string[]).map((text) => text.slice(4)),
        ...(pairs[5] as readonly string[]),
      ].join('\n\n'),
    );
    expect(
      tree.clauses.filter(({ label }) => label !== null).map(({ label, language }) => `${label} ${language}`),
    ).toEqual(['Article 1 en', 'Article 1er fr', 'Article 2 en', 'Article 2 fr']);
  });

  test('in columns: a row is a clause that the left column numbers', () => {
    const source = table(...pairs.map(([english, french]) => row([english], [french])));
    const tree = splitSource(source);
    expect(tree.clauses.map(({ level, kind, label }) => `${'  '.repeat(level)}${kind} ${label ?? '·'}`)).toEqual([
      'title ·',
      'section 1',
      '  clause 1.1',
      '  clause 1.2',
      'clause 2',
      '  item (a)',
      '  item (b)',
    ]);
    expect(tree.clauses[2]?.prefix).toBe('1.1 ');
    expect(tree.language).toBe('en');
    expect(tree.clauses.every(({ language }) => language === undefined)).toBe(true);
  });

  test('in columns with several paragraphs in a cell', () => {
    const [heading, first, second] = [pairs[1], pairs[2], pairs[3]];
    const tree = splitSource(
      table(
        row([heading[0], first[0].slice(4), second[0].slice(4)], [heading[1], first[1].slice(4), second[1].slice(4)]),
        row([`2. Term. ${pairs[5][0]}`], [`2. Durée. ${pairs[5][1]}`]),
      ),
    );
    expect(tree.clauses.map(({ label }) => label)).toEqual(['1', '2']);
  });

  test('a text and its translation as a whole, or a quotation, are not told as two languages in turns', () => {
    const [english, french] = [0, 1].map((side) => pairs.map((pair) => pair[side as 0 | 1]).join('\n\n'));
    expect(notesOf(`${english}\n\n${french}`)).toEqual([]);
    expect(notesOf(`${english}\n\n${pairs[2][1]}`)).toEqual([]);
    expect(notesOf(english ?? '')).toEqual([]);
    const form = table(...pairs.map(([text]) => row([text], [text])));
    expect(splitSource(form).language).toBe('en');
  });
});
