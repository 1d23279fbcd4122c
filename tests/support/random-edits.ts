import {
  type Atom,
  type Block,
  countWordsOf,
  type DraftModel,
  ModelMaker,
  type Paragraph,
  type Table,
} from './random-model.ts';
import type { editKinds } from './random-redline.ts';
import { SeededRandom } from './seeded-random.ts';

/** Numbers are taken modulo what there is; an edit that fits nowhere does nothing. */
export interface RandomEdit {
  readonly kind: (typeof editKinds)[number];
  readonly where: number;
  readonly what: number;
}

/** Words of both sides together. */
export interface ChangedWords {
  /**
   * Words that edits put in and took out; a moved word counts twice. A paragraph of which much was changed, or which was cut
   * and moved at once, may rightly be taken for another one: all of its words count.
   */
  readonly made: number;
  /**
   * Those that are put in and taken out although they are the same: of links that lead elsewhere now, and those that look different
   * where somebody's change of their look is pending, which can be tracked only once.
   */
  readonly rewritten: number;
}

/** Edits a model in place. */
export function editAtRandom(model: DraftModel, edits: readonly RandomEdit[]): ChangedWords {
  const editing = new Editing(model);
  for (const edit of edits) editing.make(edit);
  return { made: editing.countMade(), rewritten: editing.rewritten };
}

class Editing {
  readonly #model: DraftModel;
  #made = 0;
  rewritten = 0;

  constructor(model: DraftModel) {
    this.#model = model;
  }

  countMade(): number {
    let made = this.#made;
    for (const story of [...listStories(this.#model), this.#model.header ?? []]) {
      for (const block of story) {
        if (block.type !== 'paragraph') continue;
        const words = countWordsOf(block.atoms);
        const isOther =
          block.made > 0.3 * Math.max(1, block.size) || block.shaped > 1 || (block.made > 0 && block.size < 6);
        made += isOther ? block.made + block.size + words : block.made;
      }
    }
    return made;
  }

  make({ kind, where, what }: RandomEdit): void {
    const random = new SeededRandom(where * 10_007 + what);
    const maker = new ModelMaker(random, this.#model.constructs);
    const stories = listStories(this.#model);
    const story = random.pick(stories);
    const index = random.below(0, story.length);
    const block = story[index];
    const paragraphs = story.filter((each) => each.type === 'paragraph');
    const paragraph = paragraphs.length === 0 ? null : random.pick(paragraphs);
    switch (kind) {
      case 'word':
      case 'words put in':
      case 'words taken out':
      case 'sentence':
      case 'look':
        if (paragraph !== null) this.#editWords(kind, paragraph, maker, random);
        break;
      case 'properties':
        if (paragraph !== null && random.chance(0.5)) paragraph.aligned = 1 - paragraph.aligned;
        else if (paragraph !== null) paragraph.style = random.below(0, 4);
        break;
      case 'list':
        if (paragraph !== null) {
          paragraph.list = random.chance(0.3) ? null : { numId: random.below(1, 3), level: random.below(0, 2) };
        }
        break;
      case 'split':
        this.#split(story, random);
        break;
      case 'join':
        this.#join(story, random);
        break;
      case 'move':
        this.#move(story, random);
        break;
      case 'paragraph put in': {
        const added = maker.paragraph(1);
        this.#made += added.size;
        story.splice(index, 0, withoutPending(added));
        break;
      }
      case 'paragraph taken out':
        if (block?.type === 'paragraph' && this.#canLose(story, index)) this.#lose(story, index);
        break;
      case 'row put in':
      case 'row taken out':
        this.#editRows(kind, stories, maker, random);
        break;
      case 'table put in': {
        // As in #canLose.
        if (this.#model.constructs.has('pending')) break;
        const table = maker.table(1);
        this.#made += countInside([table]);
        story.splice(index, 0, withoutPendingRows(table));
        break;
      }
      case 'table taken out':
        if (block?.type === 'table') {
          this.#made += countInside([block]);
          story.splice(index, 1);
        }
        break;
      case 'note put in':
      case 'object put in':
        if (paragraph !== null) this.#putObject(kind, paragraph, maker, random);
        break;
      case 'object taken out':
        if (paragraph !== null) this.#takeObject(paragraph, random);
        break;
      case 'link target':
        this.#retarget(stories, random);
        break;
      case 'header': {
        const first = this.#model.header?.[0];
        if (first?.type === 'paragraph') this.#editWords('word', first, maker, random);
      }
    }
  }

  #editWords(kind: RandomEdit['kind'], paragraph: Paragraph, maker: ModelMaker, random: SeededRandom): void {
    const { atoms } = paragraph;
    const at = random.below(0, atoms.length + 1);
    const count = kind === 'sentence' ? random.below(3, 9) : random.below(1, 3);
    const isWord = (atom: Atom | undefined) => atom?.type === 'word';
    let to = at;
    while (to - at < count && isWord(atoms[to])) to++;
    if (kind === 'look') {
      const look = random.below(0, 4);
      for (const atom of atoms.slice(at, to)) {
        if (atom.type !== 'word') continue;
        atom.look = look;
        if (atom.isLookAccepted) this.#rewrite(1);
      }
      return;
    }
    const removes = kind !== 'words put in';
    const adds = kind === 'words taken out' ? 0 : kind === 'word' ? to - at : count;
    const before = atoms[at - 1];
    const look = before?.type === 'word' ? before.look : 0;
    const added = Array.from({ length: adds }, () => maker.plainWord(look));
    paragraph.made += (removes ? to - at : 0) + adds;
    atoms.splice(at, removes ? to - at : 0, ...added);
  }

  #split(story: Block[], random: SeededRandom): void {
    const index = pickIndex(story, random, (block) => block.type === 'paragraph' && block.atoms.length > 1);
    const paragraph = story[index];
    if (paragraph?.type !== 'paragraph') return;
    const at = random.below(1, paragraph.atoms.length);
    const first = { ...paragraph, atoms: paragraph.atoms.slice(0, at), shaped: paragraph.shaped + 1, made: 0, size: 0 };
    story.splice(index, 0, first);
    paragraph.atoms = paragraph.atoms.slice(at);
    paragraph.shaped++;
  }

  #join(story: Block[], random: SeededRandom): void {
    const index = pickIndex(
      story,
      random,
      (block, at) => block.type === 'paragraph' && story[at + 1]?.type === 'paragraph',
    );
    const [paragraph, next] = [story[index], story[index + 1]];
    if (paragraph?.type !== 'paragraph' || next?.type !== 'paragraph') return;
    next.atoms = [...paragraph.atoms, ...next.atoms];
    next.made += paragraph.made;
    next.size += paragraph.size;
    next.shaped += paragraph.shaped + 1;
    story.splice(index, 1);
  }

  #move(story: Block[], random: SeededRandom): void {
    const from = pickIndex(story, random, (block, at) => block.type === 'paragraph' && this.#canLose(story, at));
    const paragraph = story[from];
    if (paragraph?.type !== 'paragraph') return;
    const to = random.below(0, story.length - 1);
    story.splice(from, 1);
    const passed = to < from ? story.slice(to, from) : story.slice(from, to);
    story.splice(to, 0, paragraph);
    paragraph.shaped++;
    // Those that it passed may be said to have moved instead.
    this.#made += 2 * Math.max(countInside([paragraph]), countInside(passed));
  }

  /**
   * A story must end with a paragraph. Where others took out words that may still be put back, a paragraph cannot go from before a
   * table: what is left of it has no other to run on into. Such pairs are left to examples.
   */
  #canLose(story: readonly Block[], index: number): boolean {
    const hasPending = this.#model.constructs.has('pending');
    if (hasPending && (index === 0 || story[index + 1]?.type === 'table')) return false;
    return story[index - 1]?.type === 'paragraph' || index < story.length - 1;
  }

  #lose(story: Block[], index: number): void {
    this.#made += countInside(story.splice(index, 1));
  }

  #editRows(kind: RandomEdit['kind'], stories: readonly Block[][], maker: ModelMaker, random: SeededRandom): void {
    const tables = stories.flat().filter((block) => block.type === 'table');
    if (tables.length === 0) return;
    const { rows } = random.pick(tables);
    const index = random.below(0, rows.length);
    if (kind === 'row taken out') {
      if (rows.length === 1) return;
      const [gone] = rows.splice(index, 1);
      this.#made += gone?.cells.reduce((sum, cell) => sum + countInside(cell), 0) ?? 0;
      return;
    }
    const row = maker.row(rows[0]?.cells.length ?? 1, 1);
    for (const cell of row.cells) {
      this.#made += countInside(cell);
      cell.forEach((block) => {
        if (block.type === 'paragraph') withoutPending(block);
      });
    }
    rows.splice(index, 0, { ...row, pending: null });
  }

  #putObject(kind: RandomEdit['kind'], paragraph: Paragraph, maker: ModelMaker, random: SeededRandom): void {
    const { constructs } = this.#model;
    const object =
      kind === 'note put in'
        ? constructs.has('notes')
          ? ({ type: 'note', kind: 'footnote', blocks: maker.story(2) } as const)
          : null
        : maker.anyObject(1);
    // Notes stand in the body alone, not in one another.
    const isOutside = this.#model.body.includes(paragraph);
    if (object === null || (object.type === 'note' && !isOutside)) return;
    if (object.type === 'note')
      for (const block of object.blocks) if (block.type === 'paragraph') withoutPending(block);
    paragraph.atoms.splice(random.below(0, paragraph.atoms.length + 1), 0, object);
    this.#made += wordsOfObject(object);
  }

  #takeObject(paragraph: Paragraph, random: SeededRandom): void {
    const places = paragraph.atoms.flatMap((atom, index) => (atom.type === 'word' ? [] : [index]));
    if (places.length === 0) return;
    const [gone] = paragraph.atoms.splice(random.pick(places), 1);
    if (gone !== undefined) this.#made += wordsOfObject(gone);
  }

  #retarget(stories: readonly Block[][], random: SeededRandom): void {
    const links = stories
      .flat()
      .flatMap((block) => (block.type === 'paragraph' ? block.atoms : []))
      .filter((atom) => atom.type === 'link');
    if (links.length === 0) return;
    const link = random.pick(links);
    link.target += '/new';
    this.#rewrite(link.words.length);
  }

  #rewrite(words: number): void {
    this.#made += 2 * words;
    this.rewritten += 2 * words;
  }
}

/** Every list of blocks that there is: the body, cells, notes, boxes. */
function listStories({ body }: DraftModel): Block[][] {
  const stories: Block[][] = [];
  const visit = (blocks: Block[]) => {
    stories.push(blocks);
    for (const block of blocks) {
      if (block.type === 'table') for (const row of block.rows) for (const cell of row.cells) visit(cell);
      else for (const atom of block.atoms) if (atom.type === 'note' || atom.type === 'box') visit(atom.blocks);
    }
  };
  visit(body);
  return stories;
}

function pickIndex(story: readonly Block[], random: SeededRandom, fits: (block: Block, at: number) => boolean): number {
  const places = story.flatMap((block, at) => (fits(block, at) ? [at] : []));
  return places.length === 0 ? -1 : random.pick(places);
}

function countInside(blocks: readonly Block[]): number {
  let count = 0;
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      count += Math.max(block.size, countWordsOf(block.atoms)) + block.made;
      for (const atom of block.atoms) if (atom.type !== 'word' && atom.type !== 'link') count += wordsOfObject(atom);
    } else for (const row of block.rows) for (const cell of row.cells) count += countInside(cell);
  }
  return count;
}

/** A note's reference and a field's result count as a word; an object right behind a word may make one word of both. */
function wordsOfObject(atom: Atom): number {
  const inside = atom.type === 'note' || atom.type === 'box' ? countInside(atom.blocks) : 0;
  return inside + countWordsOf([atom]) + 3;
}

function withoutPending(paragraph: Paragraph): Paragraph {
  paragraph.pendingMark = null;
  for (const atom of paragraph.atoms) {
    if (atom.type !== 'word') continue;
    atom.pending = null;
    atom.pendingLook = null;
  }
  return paragraph;
}

function withoutPendingRows(table: Table): Table {
  for (const row of table.rows) {
    row.pending = null;
    for (const cell of row.cells) for (const block of cell) if (block.type === 'paragraph') withoutPending(block);
  }
  return table;
}
