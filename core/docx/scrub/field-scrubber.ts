import { hyperlinkOf } from '../fields.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import type { ScrubChoice } from './choices.ts';
import { choicesForField, fieldType, holdsUnseenWords, isIndexEntry } from './element-rules.ts';
import { isLocalPath, isNetworkAddress } from './paths.ts';
import type { Container, Remover } from './removal.ts';
import type { PartWork } from './scrub-job.ts';

/**
 * Makes fields plain text: characters, instruction and separator go, the result stays. Whether a field goes is known
 * at its end, so until then its pieces are kept in mind, with those of fields inside its instruction.
 */
export class FieldScrubber {
  readonly #work: PartWork;
  readonly #remover: Remover;
  readonly #open: OpenField[] = [];

  constructor(work: PartWork, remover: Remover) {
    this.#work = work;
    this.#remover = remover;
  }

  /** Whether what stands here belongs to an instruction. */
  get inInstruction(): boolean {
    return this.#innermostInstruction() !== null;
  }

  /** A `w:fldChar`; `isHidden`: its run is hidden. */
  follow(character: XmlElement, container: Container, isHidden: boolean): void {
    const type = attributeOf(character, 'w:fldCharType');
    const piece = { element: character, container };
    if (type === 'begin') {
      const outerInstruction = this.#innermostInstruction();
      outerInstruction?.instructionPieces.push(piece);
      this.#open.push({
        outerInstruction,
        marks: [piece],
        instructionPieces: [],
        instruction: '',
        result: '',
        inResult: false,
        isHidden,
      });
      return;
    }
    const field = this.#open.at(-1);
    if (field === undefined) return;
    field.isHidden &&= isHidden;
    field.marks.push(piece);
    if (type === 'separate') field.inResult = true;
    if (type !== 'end') return;
    this.#open.pop();
    const outer = this.#open.at(-1);
    if (outer !== undefined) {
      outer.isHidden &&= field.isHidden;
      if (outer.inResult) outer.result = (outer.result + field.result).slice(0, longestResult);
    }
    field.outerInstruction?.instructionPieces.push(field);
    this.#decide(field);
  }

  /** Any other content of a run, while a field is open. */
  addContent(element: XmlElement, container: Container, isHidden: boolean): void {
    const field = this.#open.at(-1);
    if (field === undefined) return;
    field.isHidden &&= isHidden;
    this.#innermostInstruction()?.instructionPieces.push({ element, container });
    if (isInstruction(element) && !field.inResult && field.instruction.length < longestInstruction) {
      field.instruction += element.text;
    }
    if (element.name === 'w:t' && field.inResult) field.result = (field.result + element.text).slice(0, longestResult);
  }

  /**
   * The story is over. Fields without an end show what follows them as text, and readers pass their beginning over; so
   * do we, and take out what was meant to be the instruction.
   */
  close(): void {
    const { job, part } = this.#work;
    for (const field of this.#open) {
      if (!job.removes('fields')) {
        job.ledger.left('unclosed-field', part, fieldType(field.instruction), field.instruction.trim());
        continue;
      }
      job.ledger.removed('fields', part, 'field without end', field.instruction.trim());
      for (const { element, container } of field.marks) this.#remover.remove(element, container);
      for (const piece of field.instructionPieces) {
        if ('marks' in piece || !isInstruction(piece.element)) continue;
        this.#remover.remove(piece.element, piece.container);
      }
    }
  }

  /** What is around a field does not change its state until the field ends, so one look outwards is enough. */
  #innermostInstruction(): OpenField | null {
    const field = this.#open.at(-1);
    if (field === undefined) return null;
    return field.inResult ? field.outerInstruction : field;
  }

  #decide(field: OpenField): void {
    const { job, part } = this.#work;
    const choice = judgeField(this.#work, field.instruction, field.result);
    if (choice !== null) {
      this.#removePieces(field);
    } else if (field.isHidden && job.removes('hidden-text') && !isIndexEntry(fieldType(field.instruction))) {
      job.ledger.removed('hidden-text', part, 'hidden field', field.instruction.trim());
      this.#removePieces(field);
    }
  }

  /** Without recursion: fields nest as deep as a file likes. */
  #removePieces(field: OpenField): void {
    const fields = [field];
    for (let next = fields.pop(); next !== undefined; next = fields.pop()) {
      for (const piece of [...next.marks.splice(0), ...next.instructionPieces.splice(0)]) {
        if ('marks' in piece) fields.push(piece);
        else this.#remover.remove(piece.element, piece.container);
      }
    }
  }
}

type Piece = { readonly element: XmlElement; readonly container: Container } | OpenField;

interface OpenField {
  /** The innermost field around it in whose instruction it stands. */
  readonly outerInstruction: OpenField | null;
  readonly marks: { readonly element: XmlElement; readonly container: Container }[];
  readonly instructionPieces: Piece[];
  instruction: string;
  result: string;
  inResult: boolean;
  /** Every run of it so far is hidden. */
  isHidden: boolean;
}

export function isInstruction(element: XmlElement): boolean {
  return element.name === 'w:instrText' || element.name === 'w:delInstrText';
}

const longestResult = 300;
const longestInstruction = 4_000;

/** Whether a field becomes plain text, for which reason; says so in the report. */
export function judgeField(work: PartWork, instruction: string, result: string): ScrubChoice | null {
  const { job, part } = work;
  const type = fieldType(instruction);
  const choice = findChoice(work, instruction);
  if (choice !== null) {
    job.ledger.removed(choice, part, `field ${type}`.trim(), instruction.trim());
    if (result.trim() !== '') job.ledger.left('field-result', part, `field ${type}`.trim(), result.trim());
  } else if (holdsUnseenWords(type)) {
    job.ledger.left('field-text', part, `field ${type}`, instruction.trim());
  } else if (type === 'HYPERLINK') {
    const target = hyperlinkOf(instruction);
    if (target !== null && !target.startsWith('#')) job.ledger.left('hyperlinks', part, 'field HYPERLINK', target);
  }
  return choice;
}

function findChoice({ job }: PartWork, instruction: string): ScrubChoice | null {
  const type = fieldType(instruction);
  if (type === 'HYPERLINK') {
    const target = hyperlinkOf(instruction);
    const isPath = target !== null && (isLocalPath(target) || !isNetworkAddress(target));
    return isPath && job.removes('paths') ? 'paths' : null;
  }
  return choicesForField(type).find((choice) => job.removes(choice)) ?? null;
}
