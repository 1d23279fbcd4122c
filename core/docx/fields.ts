import { isOn } from './properties.ts';
import { attributeOf, findChild, type XmlElement } from './xml.ts';

interface OpenField {
  /** Which `w:fldChar` of the part began it. */
  readonly ordinal: number;
  instruction: string;
  inResult: boolean;
  /** Its own target once its result begins, else the one around it. */
  href: string | null;
}

/** The complex fields around the place that is read. */
export interface Fields {
  /** Whether text at this place is part of an instruction, hence not shown. */
  readonly inInstruction: boolean;
  /** The target of the innermost HYPERLINK field around this place, or `null`. */
  readonly href: string | null;
  /** Takes in a `w:fldChar`. */
  follow(fieldCharacter: XmlElement): void;
  addInstruction(text: string): void;
}

/**
 * Follows complex fields through a story (ECMA-376 part 1, 17.16.18). A field is a sequence of characters
 * in the text, begin, instruction, separator, result, end, which may be nested and may run over
 * many paragraphs (a table of contents). Only results are read.
 *
 * A begin whose end is missing, because a broken program or a tracked deletion took it, would make the rest of the contract an
 * instruction, hence unread. Such fields are only known at the end of the story; they are named in `listUnclosed`,
 * and the story is read again with them passed over.
 */
export class FieldTracker implements Fields {
  readonly #open: OpenField[] = [];
  readonly #passedOver: ReadonlySet<number>;
  #instructions = 0;

  /** `passedOver`: ordinals of the `w:fldChar` elements that begin nothing. */
  constructor(passedOver: ReadonlySet<number>) {
    this.#passedOver = passedOver;
  }

  get inInstruction(): boolean {
    return this.#instructions > 0;
  }

  get href(): string | null {
    return this.#open.at(-1)?.href ?? null;
  }

  follow(fieldCharacter: XmlElement): void {
    const field = this.#open.at(-1);
    switch (attributeOf(fieldCharacter, 'w:fldCharType')) {
      case 'begin':
        if (this.#passedOver.has(fieldCharacter.ordinal)) return;
        this.#open.push({ ordinal: fieldCharacter.ordinal, instruction: '', inResult: false, href: this.href });
        this.#instructions++;
        break;
      case 'separate':
        if (field === undefined || field.inResult) return;
        field.inResult = true;
        field.href = hyperlinkOf(field.instruction) ?? field.href;
        this.#instructions--;
        break;
      case 'end':
        if (field === undefined) return;
        if (!field.inResult) this.#instructions--;
        this.#open.pop();
        break;
    }
  }

  addInstruction(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.inResult) field.instruction += text;
  }

  /** The `w:fldChar` ordinals of fields whose instruction never ended. */
  listUnclosed(): readonly number[] {
    return this.#open.filter((field) => !field.inResult).map((field) => field.ordinal);
  }
}

/** The target of a HYPERLINK instruction (ECMA-376 part 1, 17.16.5.25), or `null`. */
export function hyperlinkOf(instruction: string): string | null {
  const found = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))?(.*)$/is.exec(instruction);
  if (found === null) return null;
  const anchor = /\\l\s+(?:"([^"]*)"|(\S+))/i.exec(found[3] ?? '');
  const bookmark = anchor?.[1] ?? anchor?.[2];
  const target = (found[1] ?? found[2] ?? '') + (bookmark === undefined ? '' : `#${bookmark}`);
  return target === '' ? null : target;
}

/**
 * What an old form field shows that has no result text (17.16.7, 17.16.9): a box, ticked or not, or the chosen entry of a
 * drop-down list. `null` for other fields.
 */
export function formFieldText(fieldCharacter: XmlElement): string | null {
  const data = findChild(fieldCharacter, 'w:ffData');
  if (data === null) return null;
  const box = findChild(data, 'w:checkBox');
  if (box !== null) {
    const state = findChild(box, 'w:checked') ?? findChild(box, 'w:default');
    return isOn(state) ? '☒' : '☐';
  }
  const list = findChild(data, 'w:ddList');
  if (list === null) return null;
  const chosen = findChild(list, 'w:result') ?? findChild(list, 'w:default');
  let index = Number((chosen && attributeOf(chosen, 'w:val')) ?? 0);
  for (let entry = list.first; entry !== null; entry = entry.next) {
    if (entry.name === 'w:listEntry' && index-- === 0) return attributeOf(entry, 'w:val');
  }
  return null;
}
