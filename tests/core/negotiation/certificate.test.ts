import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../core/docx/package.ts';
import { redlineDocx } from '../../../core/docx/redline/redline-docx.ts';
import { resolveRevisions } from '../../../core/docx/revisions/resolve-revisions.ts';
import { isCleanReturn } from '../../../core/model/certificate.ts';
import type { SourceFile } from '../../../core/model/source.ts';
import { certifyReturn } from '../../../core/negotiation/certificate.ts';
import { renderCertificateHtml } from '../../../core/negotiation/certificate-html.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { docxFile, p, r } from '../../support/docx.ts';

const section = '<w:sectPr/>';
const agreement = [
  p('1. The fee is ten euros.'),
  p('2. The Vendor delivers within thirty days.'),
  p('3. Risk passes on delivery.'),
];
const file = (paragraphs: readonly string[], name = 'agreement.docx'): SourceFile => ({
  ...docxFile(paragraphs.join('') + section),
  name,
});
const by = (author: string, date = '2026-03-01T09:00:00Z') => ({ author, date });
const track = (a: SourceFile, b: SourceFile, author: string): SourceFile => ({
  name: a.name,
  bytes: redlineDocx(a, b, by(author), nodePlatform).bytes,
});
const certify = (sent: SourceFile, received: SourceFile, ourAuthors: readonly string[] = []) =>
  certifyReturn(sent, received, { ourAuthors, language: 'en' }, nodePlatform);

const with1 = (words: string) => [p(words), ...agreement.slice(1)];
const with2 = (words: string) => [agreement[0] ?? '', p(words), agreement[2] ?? ''];

describe('the certificate of untracked edits', () => {
  test('is clean when every change that came back is tracked', () => {
    const sent = file(agreement);
    const certificate = certify(sent, track(sent, file(with1('1. The fee is twelve euros.')), 'the Department'));
    expect(isCleanReturn(certificate)).toBe(true);
    expect(certificate.tracked).toEqual([{ author: 'the Department', count: 2 }]);
    expect(certificate.sent.sha256).toBe(nodePlatform.sha256(sent.bytes));
  });

  test('names the clause and the words of a change that is not tracked, beside one that is', () => {
    const sent = file(agreement);
    const changed = file(with2('2. The Vendor delivers within sixty days.'));
    const received = track(
      changed,
      file([p('1. The fee is twelve euros.'), ...with2('2. The Vendor delivers within sixty days.').slice(1)]),
      'the Department',
    );
    const { untracked } = certify(sent, received);
    expect(untracked.map(({ kind, clause, before, after }) => [kind, clause?.label, before, after])).toEqual([
      ['replacement', '2', 'thirty', 'sixty'],
    ]);
  });

  test('sees formatting, tables, headers and notes as well as words', () => {
    const bold = file([
      agreement[0] ?? '',
      `<w:p>${r('2. The Vendor delivers within ')}${r('thirty days', '<w:b/>')}${r('.')}</w:p>`,
      agreement[2] ?? '',
    ]);
    expect(certify(file(agreement), bold).untracked.map(({ kind, after }) => [kind, after])).toEqual([
      ['formatting', 'thirty days'],
    ]);
  });

  test('our own pending changes are no change of theirs, also when all changes were numbered anew', () => {
    const base = file(agreement);
    const sent = track(base, file(with1('1. The fee is nine euros.')), 'the Vendor');
    const renumbered = withText(sent, (text) =>
      text.replace(/w:id="(\d+)"/g, (_, id: string) => `w:id="${Number(id) + 700}"`),
    );
    const certificate = certify(sent, renumbered);
    expect(certificate.untracked).toEqual([]);
    expect(certificate.settled).toEqual([]);
    expect(certificate.tracked).toEqual([]);
  });

  test('a change of ours that was rejected without a trace is an untracked edit; one that was accepted is said', () => {
    const sent = track(file(agreement), file(with1('1. The fee is nine euros.')), 'the Vendor');
    const settle = (decision: 'accept' | 'reject') => ({
      name: sent.name,
      bytes: resolveRevisions(openPackage(sent, nodePlatform), () => decision, nodePlatform).bytes,
    });
    const rejected = certify(sent, settle('reject'));
    expect(rejected.untracked.map(({ before, after }) => [before, after])).toEqual([['nine', 'ten']]);
    expect(rejected.settled).toHaveLength(2);
    const accepted = certify(sent, settle('accept'));
    expect(accepted.untracked).toEqual([]);
    expect(accepted.settled).toHaveLength(2);
  });

  test('a change of ours that goes under another name is said, and its words are not theirs', () => {
    const sent = track(file(agreement), file(with1('1. The fee is nine euros.')), 'the Vendor');
    const renamed = withText(sent, (text) => text.replaceAll('w:author="the Vendor"', 'w:author="Author"'));
    const certificate = certify(sent, renamed);
    expect(certificate.untracked).toEqual([]);
    expect(certificate.renamed.map(({ author, authorNow }) => [author, authorNow])).toEqual([
      ['the Vendor', 'Author'],
      ['the Vendor', 'Author'],
    ]);
    expect(isCleanReturn(certificate)).toBe(false);
  });

  test('a change made in our name does not pass for ours', () => {
    const sent = file(agreement);
    const forged = track(sent, file(with2('2. The Vendor delivers within sixty days.')), 'the Vendor');
    expect(certify(sent, forged, ['the Vendor']).untracked.map(({ before, after }) => [before, after])).toEqual([
      ['thirty', 'sixty'],
    ]);
    expect(certify(sent, forged).tracked).toEqual([{ author: 'the Vendor', count: 2 }]);
  });

  test('a text file has no tracked changes: whatever differs is untracked', () => {
    const text = (words: string): SourceFile => ({ name: 'agreement.txt', bytes: Buffer.from(words) });
    const certificate = certify(
      text('1. The fee is ten euros.\n\n2. Risk passes.\n'),
      text('1. The fee is six euros.\n\n2. Risk passes.\n'),
    );
    expect(certificate.compared).toBe('words');
    expect(certificate.untracked.map(({ clause, before, after }) => [clause?.label, before, after])).toEqual([
      ['1', 'ten', 'six'],
    ]);
  });

  test('a clause that moved and changed is told as it was and as it is', () => {
    const clauses = [
      'Risk in the goods passes to the Department on delivery at the place named in the order, unless both sides agree otherwise in writing.',
      'The fee of ten euros is due within thirty days of a correct invoice, which the Vendor sends once a month with a list of the services that it has rendered.',
      'The law of the seat of the Department governs this agreement and all that follows from it, and the courts of that seat alone decide on disputes.',
    ];
    const text = (...order: readonly string[]): SourceFile => ({
      name: 'agreement.txt',
      bytes: Buffer.from(order.map((words, index) => `${index + 1}. ${words}`).join('\n\n')),
    });
    const [risk = '', fee = '', law = ''] = clauses;
    const changed = risk.replace('delivery', 'acceptance');
    const { untracked } = certify(text(risk, fee, law), text(fee, law, changed));
    expect(untracked.filter(({ kind }) => kind === 'move').map(({ before, after }) => [before, after])).toEqual([
      [risk, changed],
    ]);
  });

  test('as HTML it names both files by their hashes and says what it found, in both languages', () => {
    const sent = file(agreement);
    const certificate = certify(
      sent,
      file(with2('2. The Vendor delivers within <b>sixty</b> days.'.replaceAll('<', '&lt;')), 'back.docx'),
    );
    const english = renderCertificateHtml(certificate, 'en');
    expect(english).toContain('One change was made without being tracked.');
    expect(english).toContain(certificate.received.sha256);
    expect(english).not.toContain('<b>sixty');
    expect(renderCertificateHtml(certificate, 'fr')).toContain('Une modification a été faite sans suivi.');
  });
});

/** The file with its main part's text changed as a program might that saves it. */
function withText(file: SourceFile, change: (text: string) => string): SourceFile {
  const docx = openPackage(file, nodePlatform);
  const text = docx.getText(docx.mainPart);
  const body = text.slice(text.indexOf('<w:body>') + 8, text.indexOf('</w:body>'));
  return { ...docxFile(change(body)), name: file.name };
}
