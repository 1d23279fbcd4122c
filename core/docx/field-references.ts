import type { DocxPackage } from './package.ts';
import { attributeOf, type XmlElement } from './xml.ts';

/** A cross-reference that Word keeps: the result of a REF field and the paragraph that its bookmark is in. */
export interface FieldReference {
  /** The part's name. */
  readonly part: string;
  /** Which `w:p` of the part the field begins in. */
  readonly paragraph: number;
  /** The words that the field shows, such as `4.2(b)`. */
  readonly result: string;
  readonly bookmark: string;
  /** Which `w:p` of the part the bookmark begins in, or the next one after it; `null` when there is no such bookmark. */
  readonly target: number | null;
}

interface OpenField {
  readonly paragraph: number;
  instruction: string;
  result: string;
  inResult: boolean;
}

/**
 * The REF fields of the main document part in order (ECMA-376 part 1, 17.16.5.51), simple and complex, with their bookmarks
 * (17.13.6.2). Beside the reader of the words and not in it: which bookmark a number hangs on is no part of a
 * clause's content, and would change its hash each time that Word names its bookmarks anew. What is deleted is passed over.
 */
export function listFieldReferences(docx: DocxPackage): FieldReference[] {
  const walk = new FieldWalk();
  walk.read(docx.getXml(docx.mainPart));
  return walk.found.map(({ paragraph, result, bookmark }) => ({
    part: docx.mainPart,
    paragraph,
    result: result.trim(),
    bookmark,
    target: walk.bookmarks.get(bookmark.toLowerCase()) ?? null,
  }));
}

const passedOver: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom', 'w:pPr', 'w:rPr', 'mc:Fallback']);

class FieldWalk {
  readonly found: { paragraph: number; result: string; bookmark: string }[] = [];
  /** By name, whose case says nothing. */
  readonly bookmarks = new Map<string, number>();
  readonly #open: OpenField[] = [];
  readonly #waiting: string[] = [];
  #paragraph = 0;

  read(element: XmlElement): void {
    for (let child = element.first; child !== null; child = child.next) this.#readChild(child);
  }

  #readChild(child: XmlElement): void {
    if (passedOver.has(child.name)) return;
    switch (child.name) {
      case 'w:p':
        this.#paragraph = child.ordinal;
        for (const name of this.#waiting.splice(0)) this.#setBookmark(name, child.ordinal);
        this.#readParagraph(child);
        break;
      case 'w:bookmarkStart': {
        const name = attributeOf(child, 'w:name');
        // Between paragraphs it belongs to the next one.
        if (name !== null) this.#waiting.push(name);
        break;
      }
      default:
        this.read(child);
    }
  }

  #readParagraph(parent: XmlElement): void {
    const ordinal = parent.name === 'w:p' ? parent.ordinal : this.#paragraph;
    for (let child = parent.first; child !== null; child = child.next) {
      if (passedOver.has(child.name)) continue;
      switch (child.name) {
        case 'w:bookmarkStart':
          this.#setBookmark(attributeOf(child, 'w:name') ?? '', ordinal);
          break;
        case 'w:fldSimple': {
          const field = { paragraph: ordinal, instruction: '', result: '', inResult: true };
          field.instruction = attributeOf(child, 'w:instr') ?? '';
          this.#open.push(field);
          this.#readParagraph(child);
          this.#close();
          break;
        }
        case 'w:fldChar':
          this.#follow(attributeOf(child, 'w:fldCharType'), ordinal);
          break;
        case 'w:instrText': {
          const field = this.#open.at(-1);
          if (field !== undefined && !field.inResult) field.instruction += child.text;
          break;
        }
        case 'w:t':
          for (const field of this.#open) if (field.inResult) field.result += child.text;
          break;
        case 'w:noBreakHyphen':
          for (const field of this.#open) if (field.inResult) field.result += '\u2011';
          break;
        case 'w:p':
          // Of a text box, which is a story of its own.
          this.#readParagraph(child);
          break;
        default:
          this.#readParagraph(child);
      }
    }
  }

  #setBookmark(name: string, paragraph: number): void {
    const key = name.toLowerCase();
    if (!this.bookmarks.has(key)) this.bookmarks.set(key, paragraph);
  }

  #follow(type: string | null, paragraph: number): void {
    if (type === 'begin') this.#open.push({ paragraph, instruction: '', result: '', inResult: false });
    else if (type === 'separate') {
      const field = this.#open.at(-1);
      if (field !== undefined) field.inResult = true;
    } else if (type === 'end') this.#close();
  }

  #close(): void {
    const field = this.#open.pop();
    if (field === undefined) return;
    const bookmark = /^\s*(?:REF\s+)"?([^\s"\\]+)"?/i.exec(field.instruction)?.[1];
    if (bookmark !== undefined && /\S/.test(field.result))
      this.found.push({ paragraph: field.paragraph, result: field.result, bookmark });
  }
}
