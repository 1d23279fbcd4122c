import type { Finding } from '../core/contract/check-contract.ts';
import type { DefinitionProblem } from '../core/contract/check-definitions.ts';
import type { VagueKind } from '../core/contract/vague-words.ts';

/** A problem with a definition in words. `elsewhere` names the clauses of the other places it is about. */
export function definitionSentence(problem: DefinitionProblem, term: string, elsewhere: readonly string[]): string {
  switch (problem) {
    case 'used-but-not-defined':
      return `“${term}” is written like a defined term and is not defined${elsewhere.length === 0 ? '' : `; ${elsewhere.length} more places`}`;
    case 'defined-but-not-used':
      return `“${term}” is defined and not used`;
    case 'defined-twice':
      return `“${term}” is defined again; also in ${Array.from(new Set(elsewhere)).join(', ')}`;
    case 'used-before-its-definition':
      return `“${term}” is used before it is defined, in passing, in ${elsewhere[0] ?? ''}`;
  }
}

const kinds: Readonly<Record<VagueKind, string>> = {
  standard: 'how well',
  time: 'when',
  degree: 'how much',
  scope: 'which, or for what',
  condition: 'on what condition',
  discretion: 'who decides',
};

/** A finding in words, whatever it is about. */
export function findingSentence({ code, words, details }: Finding, elsewhere: readonly string[]): string {
  const quoted = words.replace(/\s+/g, ' ');
  switch (code) {
    case 'vague-words':
      return `“${quoted}” leaves open ${kinds[details.kind as VagueKind] ?? ''}`;
    case 'dead-reference':
      return `“${quoted}” points at nothing in this contract`;
    case 'part-missing':
      return `“${quoted}” points at a part of ${elsewhere[0] ?? 'a clause'} that is not there`;
    case 'lost-field':
      return `“${quoted}” has lost what it pointed at`;
    case 'stale-number':
      return `“${quoted}” is a field that leads to ${elsewhere[0] ?? 'another clause'} and shows the number of another`;
    case 'title-differs':
      return `“${quoted}” gives ${elsewhere[0] ?? 'its target'} another title: “${details.title ?? ''}”`;
    case 'words-and-digits-differ':
      return `“${quoted}” says ${details.value} in words and ${details.digits} in digits`;
    case 'doubtful-date':
      return `“${quoted}” could be read as another day; taken as ${details.value}`;
    default:
      return definitionSentence(code, String(details.term ?? quoted).replace(/\s+/g, ' '), elsewhere);
  }
}
