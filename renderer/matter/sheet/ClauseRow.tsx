import { Flag, MoveVertical } from 'lucide-react';
import { memo, type ReactNode, useMemo } from 'react';
import type { WordSpan } from '../../../core/model/ancestry.ts';
import { contentText } from '../../../core/model/content.ts';
import type { ClauseId, PartyId } from '../../../core/model/ids.ts';
import type { Party } from '../../../core/model/matter.ts';
import type { ContestedTerm } from '../../../core/model/negotiation.ts';
import { useText } from '../../i18n/text.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { PartyMark, partyById } from '../../ui/side.tsx';
import { nameOf } from '../outline/entries.ts';
import { plainLines, redlineLines } from './clause-lines.ts';
import { highlightsOf } from './highlights.ts';
import { Lines, type SideNames } from './Lines.tsx';
import { originRanges } from './origins.ts';
import type { SheetRow } from './rows.ts';

/** Labels up to this long stand in the margin; longer ones, such as `Article 12`, before the words. */
const marginLabelLength = 7;
const noTerms: readonly ContestedTerm[] = [];

/** One clause on the sheet. Only what it shows makes it draw again. */
export const ClauseRow = memo(function ClauseRow({
  row,
  index,
  count,
  partyId,
  round,
  spans,
  terms = noTerms,
  parties,
  sides,
  isFocused,
  isTabStop,
  currentChange,
  editor,
  onFocus,
  onOpen,
}: {
  readonly row: SheetRow;
  readonly index: number;
  readonly count: number;
  /** Whose draft is on the sheet. */
  readonly partyId: PartyId;
  readonly round: number;
  /** Where the words come from; `null` unless the sheet shows it. */
  readonly spans: readonly WordSpan[] | null;
  readonly terms: readonly ContestedTerm[] | undefined;
  readonly parties: readonly Party[];
  readonly sides: SideNames;
  readonly isFocused: boolean;
  readonly isTabStop: boolean;
  /** The change of this clause that the reader has come to. */
  readonly currentChange: number | null;
  /** The editor in place of the words, when the clause is open. */
  readonly editor: ReactNode;
  readonly onFocus: (clauseId: ClauseId) => void;
  readonly onOpen: (clauseId: ClauseId, at: { readonly left: number; readonly top: number }) => void;
}) {
  const { say } = useText();
  const { clause, comparison, base } = row;
  const contested = terms.some((term) => term.contested && term.status !== 'agreed');
  const name = nameOf(clause);
  const status = comparison === null || comparison.kind === 'same' ? null : say(`row.${comparison.kind}`);
  const label = [
    clause.label === null ? name : say('sheet.clause-named', { label: clause.label, name }),
    status,
    contested ? say('sheet.is-contested') : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
  const classes = ['clause', `kind-${clause.kind}`, `indent-${row.indent}`];
  if (isFocused) classes.push('is-focused');
  if (editor !== null) classes.push('is-open');
  if (clause.label !== null && clause.label.length <= marginLabelLength && !isHeaded(clause.kind)) {
    classes.push('has-margin-label');
  }
  return (
    <article
      className={classes.join(' ')}
      data-clause={clause.clauseId}
      aria-label={label}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-current={isFocused ? 'true' : undefined}
      tabIndex={isTabStop && editor === null ? 0 : -1}
      onMouseDown={() => onFocus(clause.clauseId)}
      onDoubleClick={(event) => {
        if (editor === null) onOpen(clause.clauseId, { left: event.clientX, top: event.clientY });
      }}
    >
      <div className="clause-inner">
        <ContestedMark terms={terms} parties={parties} />
        <RowNote row={row} />
        <div className="clause-columns">
          <ClauseLabel row={row} />
          <div className="clause-words">
            {editor ?? (
              <ErrorBoundary key={clause.versionHash + (base?.versionHash ?? '') + (comparison === null)}>
                <Words
                  row={row}
                  partyId={partyId}
                  round={round}
                  spans={spans}
                  terms={terms}
                  sides={sides}
                  currentChange={currentChange}
                />
              </ErrorBoundary>
            )}
          </div>
        </div>
      </div>
    </article>
  );
});

function Words({
  row,
  partyId,
  round,
  spans,
  terms,
  sides,
  currentChange,
}: {
  readonly row: SheetRow;
  readonly partyId: PartyId;
  readonly round: number;
  readonly spans: readonly WordSpan[] | null;
  readonly terms: readonly ContestedTerm[];
  readonly sides: SideNames;
  readonly currentChange: number | null;
}) {
  const { clause, comparison, sides: compared } = row;
  const lines = useMemo(() => {
    if (comparison !== null && comparison.kind !== 'same') {
      return redlineLines(compared.a, compared.b, comparison.edits);
    }
    if (spans !== null) return plainLines(clause, originRanges(spans, round, contentText(clause.blocks).length));
    const highlights = comparison === null ? highlightsOf(contentText(clause.blocks), partyId, terms) : [];
    return plainLines(clause, highlights);
  }, [clause, comparison, compared, partyId, round, spans, terms]);
  return (
    <Lines
      lines={lines}
      sides={sides}
      currentChange={currentChange}
      wholeChange={comparison?.moved === true ? 'moved' : null}
    />
  );
}

function ClauseLabel({ row }: { readonly row: SheetRow }) {
  const { clause, comparison } = row;
  const before = comparison?.a?.label ?? null;
  const after = comparison?.b?.label ?? null;
  if (comparison === null || comparison.kind === 'same' || (before === after && comparison.b !== null)) {
    return clause.label === null ? null : <span className="clause-label">{clause.label}</span>;
  }
  if (before === null && after === null) return null;
  return (
    <span className="clause-label">
      {before !== null && before !== after ? <del>{before}</del> : null}
      {after !== null && before !== after ? <ins>{after}</ins> : null}
      {before === after ? <del>{before}</del> : null}
    </span>
  );
}

/** What a redline says of a clause besides its words. */
function RowNote({ row }: { readonly row: SheetRow }) {
  const { say } = useText();
  const { comparison } = row;
  if (comparison === null) return null;
  if (comparison.moved) {
    const from = comparison.a?.label ?? null;
    return (
      <p className="row-note is-moved">
        <MoveVertical size={12} aria-hidden /> {from === null ? say('row.moved-here') : say('row.moved-from', { from })}
      </p>
    );
  }
  if (comparison.parts.length > 0) {
    const parts = comparison.parts.map(({ label, heading }) => label ?? heading ?? '…').join(', ');
    const into = comparison.kind === 'split';
    return <p className="row-note">{into ? say('row.split-into', { parts }) : say('row.merged-from', { parts })}</p>;
  }
  if (comparison.kind === 'same' && comparison.reformatted) return <p className="row-note">{say('row.reformatted')}</p>;
  return null;
}

/** In the margin: who moved last on this clause, or that all of it is agreed. */
function ContestedMark({
  terms,
  parties,
}: {
  readonly terms: readonly ContestedTerm[];
  readonly parties: readonly Party[];
}) {
  const { say } = useText();
  const first = terms[0];
  if (first === undefined) return null;
  const open = terms.filter((term) => term.status !== 'agreed');
  if (open.length === 0) {
    return (
      <span className="contested-mark is-sealed" title={say('outline.sealed')}>
        ✓
      </span>
    );
  }
  const term = open[0] ?? first;
  const title = say('sheet.mark', { title: term.title, status: say(`status.${term.status}`) });
  const mover = partyById(parties, term.lastMovedPartyId);
  return (
    <span className="contested-mark" title={title}>
      {open.every((each) => each.origin === 'manual') && !term.contested ? (
        <Flag size={12} aria-hidden />
      ) : (
        <PartyMark party={mover} />
      )}
    </span>
  );
}

function isHeaded(kind: SheetRow['clause']['kind']): boolean {
  return kind === 'section' || kind === 'schedule' || kind === 'title';
}
