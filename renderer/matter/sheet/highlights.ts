import { compareWords } from '../../../core/compare/words.ts';
import type { WordEdit } from '../../../core/model/comparison.ts';
import type { PartyId } from '../../../core/model/ids.ts';
import type { ContestedTerm } from '../../../core/model/negotiation.ts';

/**
 * A range of a clause's text that stands out: words that one side stands by and another does not,
 * or words flagged by hand. A range of no length is the place where another side has words that
 * are missing here.
 */
export interface Highlight {
  readonly from: number;
  readonly to: number;
  readonly kind: 'contested' | 'missing' | 'flagged';
  /** Whose words they are; `null` for flagged words. */
  readonly partyId: PartyId | null;
  /** What the other side has in this place, or the title of the flag. */
  readonly words: string;
}

/**
 * What stands out in a clause's text as `partyId` has it. The terms carry how the sides' last
 * words differ; a text that is none of them (our working draft, an older round) is compared here
 * with the other sides' last words, which is one clause's work and only for contested ones.
 */
export function highlightsOf(text: string, partyId: PartyId, terms: readonly ContestedTerm[]): Highlight[] {
  const found: Highlight[] = [];
  for (const term of terms) {
    if (term.quote !== null) found.push(...flagged(text, term));
    if (term.contested && term.status !== 'agreed') found.push(...contested(text, partyId, term));
  }
  return withoutOverlaps(found, text.length);
}

function contested(text: string, partyId: PartyId, term: ContestedTerm): Highlight[] {
  const found: Highlight[] = [];
  for (const span of term.spans) {
    if (sideText(span.edits, 'insert') === text && span.bPartyId === partyId) {
      found.push(...rangesOf(span.edits, partyId, span.aPartyId));
    } else if (sideText(span.edits, 'delete') === text && span.aPartyId === partyId) {
      found.push(...rangesOf(span.edits.map(turned), partyId, span.bPartyId));
    }
  }
  if (found.length > 0) return found;
  for (const side of term.sides) {
    if (side.partyId === partyId || side.text === null || side.text === text) continue;
    found.push(...rangesOf(compareWords(side.text, text), partyId, side.partyId));
  }
  return found;
}

function rangesOf(edits: readonly WordEdit[], ownId: PartyId, otherId: PartyId): Highlight[] {
  const ranges: Highlight[] = [];
  let at = 0;
  edits.forEach((edit, index) => {
    const beside = [edits[index - 1], edits[index + 1]].find((other) => other !== undefined && other.op !== 'equal');
    if (edit.op === 'insert') {
      const words = beside?.op === 'delete' ? beside.text : '';
      const from = at + edit.text.length - edit.text.trimStart().length;
      const to = Math.max(from, at + edit.text.trimEnd().length);
      if (from < to) ranges.push({ from, to, kind: 'contested', partyId: ownId, words });
    }
    if (edit.op === 'delete' && beside === undefined) {
      ranges.push({ from: at, to: at, kind: 'missing', partyId: otherId, words: edit.text });
    }
    if (edit.op !== 'delete') at += edit.text.length;
  });
  return ranges;
}

function flagged(text: string, term: ContestedTerm): Highlight[] {
  if (term.quote === null || term.status === 'agreed') return [];
  const from = text.indexOf(term.quote);
  if (from < 0) return [];
  return [{ from, to: from + term.quote.length, kind: 'flagged', partyId: null, words: term.title }];
}

/** In order and without overlaps: contested words win over flags, earlier over later. */
function withoutOverlaps(highlights: readonly Highlight[], length: number): Highlight[] {
  const rank = { contested: 0, missing: 1, flagged: 2 } as const;
  const kept: Highlight[] = [];
  for (const next of [...highlights].sort((a, b) => rank[a.kind] - rank[b.kind] || a.from - b.from)) {
    for (const part of outside(next, kept)) if (part.to <= length) kept.push(part);
  }
  return kept.sort((a, b) => a.from - b.from || a.to - b.to);
}

function outside(highlight: Highlight, kept: readonly Highlight[]): Highlight[] {
  let parts = [highlight];
  for (const other of kept) {
    parts = parts.flatMap((part) => {
      if (part.from === part.to) {
        const covered =
          other.from === other.to ? other.from === part.from : other.from < part.from && part.from < other.to;
        return covered ? [] : [part];
      }
      if (other.to <= part.from || other.from >= part.to || other.from === other.to) return [part];
      return [
        { ...part, to: Math.max(part.from, other.from) },
        { ...part, from: Math.min(part.to, other.to) },
      ].filter((piece) => piece.from < piece.to);
    });
  }
  return parts;
}

function sideText(edits: readonly WordEdit[], op: 'insert' | 'delete'): string {
  let text = '';
  for (const edit of edits) if (edit.op === 'equal' || edit.op === op) text += edit.text;
  return text;
}

function turned(edit: WordEdit): WordEdit {
  if (edit.op === 'equal') return edit;
  return { op: edit.op === 'insert' ? 'delete' : 'insert', text: edit.text };
}
