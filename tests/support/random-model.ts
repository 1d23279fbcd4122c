import {
  docxFile,
  hyperlinkRelationship,
  inList,
  list,
  listLevel,
  p,
  r,
  relationship,
  row as rowXml,
  t,
} from './docx.ts';
import type { Construct } from './random-redline.ts';
import { SeededRandom } from './seeded-random.ts';

/** A document as the words and objects that it is made of, which knows nothing of runs, ids and parts. */
export interface DraftModel {
  readonly body: Block[];
  readonly header: Block[] | null;
  readonly constructs: ReadonlySet<Construct>;
}

export type Block = Paragraph | Table;

export interface Paragraph {
  readonly type: 'paragraph';
  atoms: Atom[];
  style: number;
  aligned: number;
  /** Number and level of the list it is in. */
  list: { numId: number; level: number } | null;
  /** Who put its mark in or took it out and has nobody's answer yet. */
  pendingMark: Pending | null;
  /** Words when it was made, those changed since, and how often it was cut, joined or moved. */
  size: number;
  made: number;
  shaped: number;
}

export interface Table {
  readonly type: 'table';
  rows: Row[];
}

export interface Row {
  cells: Block[][];
  pending: Pending | null;
}

export interface Pending {
  readonly kind: 'ins' | 'del';
  readonly author: (typeof others)[number];
}

export const others = ['The Vendor', 'The Department'] as const;

export type Atom =
  | {
      type: 'word';
      text: string;
      look: number;
      pending: Pending | null;
      /** Who changed its look and has nobody's answer yet. */
      pendingLook: Pending | null;
      /** In the revised draft: such a change of the first one was accepted. */
      isLookAccepted: boolean;
    }
  | { readonly type: 'tab' | 'break' | 'hyphen' | 'bookmark' }
  | { readonly type: 'field'; instruction: string; result: string; readonly isSimple: boolean }
  | { readonly type: 'link'; target: string; words: string[] }
  | { readonly type: 'note'; readonly kind: 'footnote' | 'endnote'; readonly blocks: Block[] }
  | { readonly type: 'picture'; readonly data: string }
  | { readonly type: 'box'; readonly blocks: Block[] };

const vocabulary = (
  'agreement amount approval assignment audit breach clause confidential consent damages data default delay delivery ' +
  'department dispute duty effect event expense fee force goods indemnity information insurance interest invoice law ' +
  'liability licence loss material notice obligation order party payment period price property purpose rate record remedy ' +
  'report right risk schedule service supplier tax term third title value vendor warranty work year shall may not any all'
).split(' ');

// ---- Making one ---------------------------------------------------------------------------------

/** The same for the same seed; a smaller size gives the same first blocks. */
export function randomModel(seed: number, size: number, constructs: ReadonlySet<Construct>): DraftModel {
  const body: Block[] = [];
  for (let index = 0; index < size; index++) {
    const maker = new ModelMaker(new SeededRandom(seed * 100 + index), constructs);
    if (maker.has('tables', 0.15)) {
      body.push(maker.table(0), maker.paragraph(0));
    } else body.push(maker.paragraph(0));
  }
  endWithMark(body);
  const header = constructs.has('headers')
    ? [new ModelMaker(new SeededRandom(seed), new Set(['looks'])).paragraph(1)]
    : null;
  return { body, header, constructs };
}

/** The last mark of a story, and one right before a table, is nobody's pending change. */
export function endWithMark(blocks: readonly Block[]): void {
  blocks.forEach((block, index) => {
    if (block.type === 'paragraph' && blocks[index + 1]?.type !== 'paragraph') block.pendingMark = null;
  });
}

export class ModelMaker {
  readonly #random: SeededRandom;
  readonly #constructs: ReadonlySet<Construct>;

  constructor(random: SeededRandom, constructs: ReadonlySet<Construct>) {
    this.#random = random;
    this.#constructs = constructs;
  }

  has(construct: Construct, probability: number): boolean {
    // The number is drawn in any case, so that leaving out a construct changes nothing else.
    return this.#random.chance(probability) && this.#constructs.has(construct);
  }

  word(): string {
    const random = this.#random;
    const [first, second] = [random.pick(vocabulary), random.pick(vocabulary)];
    const stem = random.chance(0.5) ? first : first.slice(0, 3) + second;
    return stem + random.pick([' ', ' ', ' ', ' ', ', ', '. ']);
  }

  words(count: number): string[] {
    return Array.from({ length: count }, () => this.word());
  }

  plainWord(look = 0): Atom {
    return { type: 'word', text: this.word(), look, pending: null, pendingLook: null, isLookAccepted: false };
  }

  paragraph(depth: number): Paragraph {
    const random = this.#random;
    const count = random.chance(0.06) ? 0 : random.below(3, 22);
    const atoms: Atom[] = [];
    let look = 0;
    for (let index = 0; index < count; index++) {
      if (random.chance(0.1)) look = this.#constructs.has('looks') ? random.below(0, 4) : 0;
      atoms.push(this.plainWord(look));
      const object = this.object(depth);
      if (object !== null) atoms.push(object);
    }
    this.#makePending(atoms);
    const pendingMark = this.#pending(0.2);
    const style = random.below(0, 3);
    const numbered = this.has('lists', 0.35) ? { numId: random.below(1, 3), level: random.below(0, 2) } : null;
    return {
      type: 'paragraph',
      atoms,
      style,
      aligned: random.chance(0.1) ? 1 : 0,
      list: numbered,
      pendingMark,
      size: countWordsOf(atoms),
      made: 0,
      shaped: 0,
    };
  }

  object(depth: number): Atom | null {
    const random = this.#random;
    if (!random.chance(0.07)) return null;
    return this.anyObject(depth);
  }

  /** One of the objects that the document may have, or `null`. */
  anyObject(depth: number): Atom | null {
    const random = this.#random;
    const type = random.pick([
      'tab',
      'break',
      'hyphen',
      'bookmark',
      'field',
      'link',
      'note',
      'picture',
      'box',
    ] as const);
    const construct: Construct =
      type === 'field'
        ? 'fields'
        : type === 'link'
          ? 'links'
          : type === 'note'
            ? 'notes'
            : type === 'picture'
              ? 'pictures'
              : type === 'box'
                ? 'boxes'
                : 'breaks';
    if (!this.#constructs.has(construct) || (depth > 0 && (type === 'note' || type === 'box'))) return null;
    switch (type) {
      case 'field':
        return {
          type,
          instruction: `REF clause${random.below(1, 4)}`,
          result: this.word(),
          isSimple: random.chance(0.3),
        };
      case 'link':
        return { type, target: `https://example.org/${random.below(1, 4)}`, words: this.words(random.below(1, 4)) };
      case 'note':
        return { type, kind: random.chance(0.7) ? 'footnote' : 'endnote', blocks: this.story(2) };
      case 'box':
        return { type, blocks: this.story(2) };
      case 'picture':
        return { type, data: `picture ${random.below(1, 5)}` };
      default:
        return { type };
    }
  }

  story(most: number): Block[] {
    const blocks = Array.from({ length: this.#random.below(1, most + 1) }, () => this.paragraph(1));
    endWithMark(blocks);
    return blocks;
  }

  table(depth: number): Table {
    const random = this.#random;
    const columns = random.below(1, 4);
    const rows = Array.from({ length: random.below(1, 4) }, () => this.row(columns, depth));
    // Something of a table is nobody's pending change.
    if (rows[0] !== undefined) rows[0].pending = null;
    return { type: 'table', rows };
  }

  row(columns: number, depth: number): Row {
    const cells = Array.from({ length: columns }, () => {
      const cell: Block[] = [this.paragraph(1)];
      if (depth === 0 && this.has('tables', 0.1)) cell.push(this.table(1), this.paragraph(1));
      else if (this.#random.chance(0.3)) cell.push(this.paragraph(1));
      endWithMark(cell);
      return cell;
    });
    return { cells, pending: this.#pending(0.1) };
  }

  #pending(probability: number): Pending | null {
    const random = this.#random;
    const pending: Pending = { kind: random.pick(['ins', 'del'] as const), author: random.pick(others) };
    return this.has('pending', probability) ? pending : null;
  }

  #makePending(atoms: readonly Atom[]): void {
    let left = 0;
    let pending: Pending | null = null;
    for (const atom of atoms) {
      if (left > 0) left--;
      else {
        pending = this.#pending(0.08);
        left = pending === null ? 0 : this.#random.below(0, 4);
      }
      if (atom.type !== 'word') continue;
      atom.pending = pending;
      atom.pendingLook = this.#pending(0.03);
    }
  }
}

// ---- Accepting what is pending ------------------------------------------------------------------

/** A copy of the model with every pending change accepted. */
export function acceptPending({ body, header, constructs }: DraftModel): DraftModel {
  return { body: acceptBlocks(body), header: header === null ? null : acceptBlocks(header), constructs };
}

function acceptBlocks(blocks: readonly Block[]): Block[] {
  const accepted: Block[] = [];
  let before: Atom[] = [];
  for (const block of blocks) {
    if (block.type === 'table') {
      const rows = block.rows
        .filter(({ pending }) => pending?.kind !== 'del')
        .map(({ cells }) => ({ cells: cells.map(acceptBlocks), pending: null }));
      if (rows.length > 0) accepted.push({ type: 'table', rows });
      continue;
    }
    const atoms = [...before, ...block.atoms.flatMap(acceptAtom)];
    before = [];
    if (block.pendingMark?.kind === 'del') before = atoms;
    else accepted.push({ ...block, atoms, pendingMark: null, size: countWordsOf(atoms) });
  }
  return accepted;
}

function acceptAtom(atom: Atom): Atom[] {
  if (atom.type === 'word') {
    const isLookAccepted = atom.pendingLook !== null;
    return atom.pending?.kind === 'del' ? [] : [{ ...atom, pending: null, pendingLook: null, isLookAccepted }];
  }
  if (atom.type === 'note' || atom.type === 'box') return [{ ...atom, blocks: acceptBlocks(atom.blocks) }];
  if (atom.type === 'link') return [{ ...atom, words: [...atom.words] }];
  return [{ ...atom }];
}

export function countWordsOf(atoms: readonly Atom[]): number {
  let count = 0;
  for (const atom of atoms) {
    if (atom.type === 'link') count += atom.words.length;
    else if (atom.type === 'word' || atom.type === 'field' || atom.type === 'hyphen') count++;
  }
  return count;
}

// ---- Writing one --------------------------------------------------------------------------------

interface Writing {
  /** Decides where runs are cut. */
  readonly seed: number;
  /** Written as another program would: other ids, names and numbers for the same things. */
  readonly isRevised: boolean;
}

/** The model as a DOCX. */
export function writeModel(model: DraftModel, writing: Writing): Uint8Array {
  const writer = new ModelWriter(writing, model.constructs.has('pending'));
  const body = writer.blocks(model.body);
  const header = model.header === null ? null : writer.blocks(model.header);
  const section =
    header === null ? '<w:sectPr/>' : '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/></w:sectPr>';
  const { isRevised } = writing;
  const numbering = [1, 2].map((id) =>
    list(
      isRevised ? 10 - id : id,
      listLevel(0, id === 1 ? 'decimal' : 'upperRoman', '%1.'),
      listLevel(1, 'lowerLetter', '(%2)'),
    ),
  );
  const abstractLists = numbering.map((each) => each.slice(0, each.indexOf('<w:num ')));
  const lists = numbering.map((each) => each.slice(each.indexOf('<w:num ')));
  return docxFile({
    body: body + section,
    styles: styleNames
      .map(
        (name, index) =>
          `<w:style w:type="paragraph" w:styleId="${styleId(index, isRevised)}"><w:name w:val="${name}"/></w:style>`,
      )
      .join(''),
    numbering: abstractLists.join('') + lists.join(''),
    ...(header === null ? {} : { header }),
    ...writer.parts(),
  }).bytes;
}

const styleNames = ['Normal', 'Clause', 'Sub-clause', 'Recital'] as const;

function styleId(index: number, isRevised: boolean): string {
  return isRevised ? `S${index}` : (styleNames[index] as string).replace('-', '');
}

const looks = ['', '<w:b/>', '<w:i/>', '<w:b/><w:color w:val="FF0000"/>'] as const;

class ModelWriter {
  readonly #random: SeededRandom;
  readonly #isRevised: boolean;
  readonly #hasPending: boolean;
  readonly #notes: Record<'footnote' | 'endnote', string[]> = { footnote: [], endnote: [] };
  readonly #targets = new Map<string, string>();
  readonly #pictures = new Map<string, string>();
  #id = 100;

  constructor({ seed, isRevised }: Writing, hasPending: boolean) {
    this.#random = new SeededRandom(seed);
    this.#isRevised = isRevised;
    this.#hasPending = hasPending;
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => (block.type === 'table' ? this.#table(block) : this.#paragraph(block))).join('');
  }

  parts() {
    const { footnote, endnote } = this.#notes;
    const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const relationships =
      Array.from(this.#targets, ([target, id]) => hyperlinkRelationship(id, target)).join('') +
      Array.from(this.#pictures.values(), (id) => relationship(id, `${types}/image`, `media/${id}.png`)).join('');
    const ofPart = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships}</Relationships>`;
    const media = Array.from(this.#pictures, ([data, id]): [string, string] => [`word/media/${id}.png`, data]);
    return {
      ...(footnote.length === 0 ? {} : { footnotes: footnote.join('') }),
      ...(endnote.length === 0 ? {} : { endnotes: endnote.join('') }),
      relationships,
      parts: {
        'word/_rels/footnotes.xml.rels': ofPart,
        'word/_rels/endnotes.xml.rels': ofPart,
        'word/_rels/header.xml.rels': ofPart,
        ...Object.fromEntries(media),
      },
    };
  }

  #table({ rows }: Table): string {
    const columns = Math.max(...rows.map(({ cells }) => cells.length));
    const written = rows.map(({ cells, pending }) =>
      rowXml(
        cells.map((cell) => this.blocks(cell)),
        pending === null ? '' : this.#tracked(pending, null),
      ),
    );
    return `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="100"/>'.repeat(columns)}</w:tblGrid>${written.join('')}</w:tbl>`;
  }

  #paragraph({ atoms, style, aligned, list: numbered, pendingMark }: Paragraph): string {
    const isRevised = this.#isRevised;
    const properties =
      (style === 0 ? '' : `<w:pStyle w:val="${styleId(style, isRevised)}"/>`) +
      (numbered === null ? '' : inList(isRevised ? 10 - numbered.numId : numbered.numId, numbered.level)) +
      (aligned === 0 ? '' : '<w:jc w:val="center"/>') +
      (pendingMark === null ? '' : `<w:rPr>${this.#tracked(pendingMark, null)}</w:rPr>`);
    return p(this.#atoms(atoms) || '<w:proofErr w:type="gramStart"/>', properties);
  }

  /** Neighbouring words of one look and one fate, cut into runs at random. */
  #atoms(atoms: readonly Atom[]): string {
    let xml = '';
    let open: Extract<Atom, { type: 'word' }> | null = null;
    let text = '';
    const close = () => {
      if (open !== null && text !== '') xml += this.#words(text, open);
      open = null;
      text = '';
    };
    for (const atom of atoms) {
      if (atom.type !== 'word') {
        close();
        xml += this.#object(atom);
        continue;
      }
      const isAlike = open !== null && isSameFate(open, atom) && !this.#random.chance(0.15);
      if (!isAlike) close();
      open ??= atom;
      text += atom.text;
      if (this.#random.chance(0.05)) {
        // In the middle of a word.
        const cut = this.#random.below(1, text.length);
        xml += this.#words(text.slice(0, cut), open);
        text = text.slice(cut);
      }
    }
    close();
    return xml;
  }

  #words(text: string, { look, pending, pendingLook }: Extract<Atom, { type: 'word' }>): string {
    const change =
      pendingLook === null
        ? ''
        : `<w:rPrChange ${this.#signature(pendingLook)}><w:rPr><w:u w:val="single"/></w:rPr></w:rPrChange>`;
    const properties = looks[look] + change;
    if (pending?.kind === 'del') {
      return this.#tracked(pending, r(t(text).replaceAll('w:t', 'w:delText'), properties));
    }
    const run = r(text, properties);
    if (pending !== null) return this.#tracked(pending, run);
    return this.#isRevised && this.#hasPending && this.#random.chance(0.05) ? this.#trackedSince(run) : run;
  }

  /** The revised draft has changes of its own: the words were put in, and others taken out. */
  #trackedSince(run: string): string {
    const gone = r('<w:delText xml:space="preserve">formerly </w:delText>');
    return (
      this.#tracked({ kind: 'ins', author: 'The Vendor' }, run) +
      this.#tracked({ kind: 'del', author: 'The Vendor' }, gone)
    );
  }

  #object(atom: Exclude<Atom, { type: 'word' }>): string {
    switch (atom.type) {
      case 'tab':
        return r('<w:tab/>');
      case 'break':
        return r('<w:br/>');
      case 'hyphen':
        return r('<w:t>non</w:t><w:noBreakHyphen/><w:t xml:space="preserve">payment </w:t>');
      case 'bookmark': {
        const id = ++this.#id;
        return `<w:bookmarkStart w:id="${id}" w:name="b${id}"/><w:bookmarkEnd w:id="${id}"/>`;
      }
      case 'field': {
        const { instruction, result, isSimple } = atom;
        if (isSimple !== this.#isRevised) return `<w:fldSimple w:instr="${instruction}">${r(result)}</w:fldSimple>`;
        const character = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`);
        return `${character('begin')}${r(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`)}${character('separate')}${r(result)}${character('end')}`;
      }
      case 'link':
        return `<w:hyperlink r:id="${this.#named(this.#targets, atom.target, 'rIdLink')}">${atom.words.map((word) => r(word)).join('')}</w:hyperlink>`;
      case 'note': {
        const notes = this.#notes[atom.kind];
        const at = notes.push('') - 1;
        const id = at + (this.#isRevised ? 5 : 2);
        notes[at] = `<w:${atom.kind} w:id="${id}">${this.blocks(atom.blocks)}</w:${atom.kind}>`;
        return r(`<w:${atom.kind}Reference w:id="${id}"/>`) + r(' ');
      }
      case 'picture':
        return r(
          `<w:drawing><wp:inline><wp:docPr id="${++this.#id}" name="Picture"/><pic:pic><pic:blipFill><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="${this.#named(this.#pictures, atom.data, this.#isRevised ? 'image' : 'seal')}"/></pic:blipFill></pic:pic></wp:inline></w:drawing>`,
        );
      case 'box': {
        const content = this.blocks(atom.blocks);
        return r(
          `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`,
        );
      }
    }
  }

  #named(names: Map<string, string>, key: string, prefix: string): string {
    const name = names.get(key) ?? `${prefix}${names.size + (this.#isRevised ? 7 : 1)}`;
    names.set(key, name);
    return name;
  }

  #tracked(pending: Pending, content: string | null): string {
    const start = `<w:${pending.kind} ${this.#signature(pending)}`;
    return content === null ? `${start}/>` : `${start}>${content}</w:${pending.kind}>`;
  }

  #signature({ author }: Pending): string {
    return `w:id="${++this.#id}" w:author="${author}" w:date="2026-01-01T09:00:00Z"`;
  }
}

type WordAtom = Extract<Atom, { type: 'word' }>;

function isSameFate(a: WordAtom, b: WordAtom): boolean {
  return a.look === b.look && a.pending === b.pending && a.pendingLook === b.pendingLook;
}
