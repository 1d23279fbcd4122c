import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { readRedline } from '../../../core/docx/tracked/read-redline.ts';
import { renderRedlineHtml } from '../../../core/redline/render-html.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { by, type DocxContent, docxFile, p, r, t } from '../../support/docx.ts';
import { del, ins, trackedAgreement } from '../../support/tracked-agreement.ts';

function render(content: DocxContent | string, language: 'en' | 'fr' = 'en', title = 'Agreement'): string {
  return renderRedlineHtml(readRedline(docxFile(content), nodePlatform), { title, language });
}

const agreement = renderRedlineHtml(readRedline(trackedAgreement(), nodePlatform), {
  title: 'Services <Agreement>',
  language: 'en',
  aName: 'round 2.docx',
  bName: 'round 3.docx',
});

/** Every element with its attributes; throws where one is not closed. Void elements are closed first. */
function elementsOf(html: string): { name: string; attributes: Record<string, string> }[] {
  const parser = new SaxesParser();
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: { ...attributes } }));
  parser.on('error', (error) => {
    throw error;
  });
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  parser.write(html.replace(style, '').replace(/<(meta|br)([^>]*)>/g, '<$1$2/>')).close();
  return elements;
}

describe('the document', () => {
  test('is well-formed, needs nothing from outside and runs nothing', () => {
    const elements = elementsOf(agreement);
    expect(elements.some(({ name }) => ['script', 'link', 'img', 'iframe'].includes(name))).toBe(false);
    for (const { attributes } of elements) {
      expect(attributes.href ?? '#').toMatch(/^#/);
      expect(Object.keys(attributes).filter((name) => /^on|^src$|^style$/.test(name))).toEqual([]);
    }
    expect(agreement).toContain("default-src 'none'");
  });

  test('every link leads to a place, and no place has two', () => {
    const elements = elementsOf(agreement);
    const ids = elements.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elements.flatMap(({ attributes }) =>
      attributes.href === undefined ? [] : [attributes.href.slice(1)],
    );
    expect(targets.length).toBeGreaterThan(30);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('names the files and counts changes by author and kind', () => {
    expect(agreement).toContain('<dt>Before</dt><dd>round 2.docx</dd>');
    expect(agreement).toContain('<dt>After</dt><dd>round 3.docx</dd>');
    const row = /<tr><th scope="row">Counsel for the Vendor<\/th>(.*?)<\/tr>/.exec(agreement)?.[1];
    expect(row?.match(/\d+/g)).toEqual(['2', '0', '2', '1', '0', '0', '5']);
  });

  test('words of the file and the title are text, whatever they hold', () => {
    const hostile = '</style><script>alert(1)</script>';
    const html = render(p(`${ins(hostile.replace(/</g, ''), 1, 'x')}${r(t(hostile))}`), 'en', hostile);
    expect(html).not.toContain('<script');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(elementsOf(html).some(({ name }) => name === 'script')).toBe(false);
  });

  test('speaks French about itself, and says what language the contract is in', () => {
    const french = render(
      p('Le présent contrat est conclu entre le Prestataire et le Client pour une durée de deux ans.'),
      'fr',
    );
    expect(french).toContain('<html lang="fr">');
    expect(french).toContain('Aucune modification suivie.');
    expect(agreement).toContain('<html lang="en">');
    expect(agreement).toContain('<div lang="en">');
  });
});

describe('the text', () => {
  test('insertions, deletions and moves are elements of their own, not only colours', () => {
    expect(agreement).toMatch(/<del title="Counsel for the Customer, 2026-03-01">thirty \(30\)<\/del>/);
    expect(agreement).toMatch(/<ins title="Counsel for the Customer, 2026-03-01">sixty \(60\)<\/ins>/);
    expect(agreement).toMatch(/\[moved to 3\.3\]<\/span><del class="moved"[^>]*>The Customer shall give/);
    expect(agreement).toMatch(/\[moved from 2\.2\(a\)\]<\/span><ins class="moved"[^>]*>The Customer shall give/);
    expect(agreement).toMatch(/ins \{[^}]*underline double/);
    expect(agreement).toMatch(/del \{[^}]*line-through/);
  });

  test('a change in a change shows both', () => {
    expect(render(p(ins('A', 1, `${r('four')}${del('B', 2, ' per cent')}`)))).toMatch(
      /<ins title="A, 2026-03-01">four<\/ins>.*<ins title="A, 2026-03-01"><del title="B, 2026-03-01"> per cent<\/del><\/ins>/,
    );
  });

  test('a number that changed is shown old and new', () => {
    expect(agreement).toContain('<span class="label renumbered"><del>(b)</del> <ins>(a)</ins></span>');
  });

  test('an inserted row is inserted once, although its words were tracked too', () => {
    expect(agreement).toMatch(/<td class="came">[\s\S]*?<ins title="[^"]*">Training<\/ins>/);
    expect(agreement).not.toMatch(/<ins[^>]*><ins[^>]*>Training/);
  });

  test('a split shows its pilcrow; a paragraph that came whole needs none', () => {
    expect(agreement).toMatch(/indirect loss\.<span id="c12">.*?<\/span><ins[^>]*>¶<\/ins>/);
    expect(agreement).not.toMatch(/party’s control\.<\/ins>.*?¶/);
  });

  test('formatting is underlined with dots and told in words', () => {
    expect(agreement).toContain(
      '<span class="formatted" title="bold: as in the style → on"><b> Time is of the essence.</b></span>',
    );
    expect(agreement).toMatch(/<p class="note" id="c11">.*?Paragraph – alignment: left → justified<\/p>/);
    expect(
      render(
        p(r('x', `<w:sz w:val="21"/><w:rPrChange ${by('A')}><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrChange>`)),
        'fr',
      ),
    ).toContain('corps\u00a0: 12\u00a0pt → 10,5\u00a0pt');
  });

  test('comments stand behind the text with what they are about, answers under them', () => {
    expect(agreement).toMatch(
      /<li id="k1">.*?resolved, on “Interest is compounded monthly”.*?Monthly compounding was not agreed/,
    );
    expect(agreement).toMatch(/<li id="k2" class="answer">.*?answer.*?Agreed; we will take it out/);
  });

  test('the table has old and new words with the words around them', () => {
    expect(agreement).toMatch(
      /<tr id="r6" class="short">.*?<td>3\.1<span class="heading">Payment<\/span><\/td><td>Replacement<\/td><td class="words"[^>]*><span class="context">[^<]*invoice within <\/span><del>thirty \(30\)<\/del><span class="context"> days of receipt\.<\/span><\/td>/,
    );
  });
});
