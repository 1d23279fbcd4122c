import { startTag } from '../revisions/raw-xml.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { escapeText, type PartNames } from '../xml-writer.ts';
import type { LivePiece, LiveRun } from './live-text.ts';
import { type Fate, fate, type InsertionSign } from './spans.ts';

/** A stretch of a run with one fate, as a run of its own. */
export interface WrittenRun {
  readonly fate: Fate;
  readonly xml: string;
}

/** Writes runs anew, cut where the fate of their characters changes, without the formatting that was only markup. */
export class RunWriter {
  readonly #xml: string;
  readonly #names: PartNames;

  constructor(xml: string, names: PartNames) {
    this.#xml = xml;
    this.#names = names;
  }

  /**
   * `fates`: of the paragraph's characters; `fateOf`: of pieces without characters. `sign`: the marks to take off inserted words, or
   * `null` for none. What is markup only is not there.
   */
  write(
    run: LiveRun,
    fates: Uint8Array,
    fateOf: (piece: LivePiece) => Fate,
    sign: InsertionSign | null,
  ): readonly WrittenRun[] {
    const written: { fate: Fate; content: string }[] = [];
    const add = (found: Fate, content: string) => {
      const last = written.at(-1);
      if (last?.fate === found) last.content += content;
      else written.push({ fate: found, content });
    };
    for (const piece of run.pieces) {
      if (piece.from === piece.to) add(fateOf(piece), this.#pieceXml(piece.element, fateOf(piece)));
      else this.#addCharacters(piece, fates, add);
    }
    return written
      .filter((each) => each.fate !== fate.markup)
      .map((each) => ({ fate: each.fate, xml: this.#runXml(run, each.fate, each.content, sign) }));
  }

  #addCharacters(
    { element, from, to }: LivePiece,
    fates: Uint8Array,
    add: (found: Fate, content: string) => void,
  ): void {
    let start = from;
    for (let at = from + 1; at <= to; at++) {
      if (at < to && fates[at] === fates[start]) continue;
      const found = fates[start] as Fate;
      if (element.name !== 'w:t') add(found, this.#pieceXml(element, found));
      else add(found, this.#textXml(element.text.slice(start - from, at - from), found));
      start = at;
    }
  }

  #textXml(text: string, found: Fate): string {
    const name = this.#names.get(found === fate.deleted ? 'w:delText' : 'w:t');
    return `<${name} xml:space="preserve">${escapeText(text)}</${name}>`;
  }

  #pieceXml(element: XmlElement, found: Fate): string {
    if (found === fate.deleted && element.name === 'w:instrText') {
      const name = this.#names.get('w:delInstrText');
      return `<${name} xml:space="preserve">${escapeText(element.text)}</${name}>`;
    }
    return this.#xml.slice(element.from, element.to);
  }

  #runXml(run: LiveRun, found: Fate, content: string, sign: InsertionSign | null): string {
    const properties = findChild(run.element, 'w:rPr');
    const own = properties === null ? '' : this.#xml.slice(properties.from, properties.to);
    const kept = found === fate.kept ? own : this.#withoutMarkup(properties, found, run.look.struck, sign);
    return `${startTag(this.#xml, run.element)}${kept}${content}</${this.#names.get('w:r')}>`;
  }

  #withoutMarkup(properties: XmlElement | null, found: Fate, struck: boolean, sign: InsertionSign | null): string {
    const markup = found === fate.deleted ? strikes : markupOf(sign);
    let content = '';
    let strikesOwn = false;
    for (let child = properties?.first ?? null; child !== null; child = child.next) {
      if (strikes.has(child.name)) strikesOwn = true;
      // A tracked change of formatting stands last, after whatever is added here.
      if (child.name === 'w:rPrChange') break;
      if (!markup.has(child.name)) content += this.#xml.slice(child.from, child.to);
    }
    // A style strikes it.
    if (found === fate.deleted && struck && !strikesOwn)
      content += `<${this.#names.get('w:strike')} ${this.#names.get('w:val')}="0"/>`;
    const change = properties === null ? null : findChild(properties, 'w:rPrChange');
    if (change !== null) content += this.#xml.slice(change.from, change.to);
    const name = this.#names.get('w:rPr');
    return content === '' ? '' : `<${name}>${content}</${name}>`;
  }
}

export const strikes: ReadonlySet<string> = new Set(['w:strike', 'w:dstrike']);

/** The run properties that an insertion's look consists of. */
function markupOf(sign: InsertionSign | null): ReadonlySet<string> {
  const names: string[] = [];
  if (sign?.bold === true) names.push('w:b', 'w:bCs');
  if (sign !== null && sign.underline !== 'none') names.push('w:u');
  if (sign !== null && sign.colour !== null) names.push('w:color');
  return new Set(names);
}
