import { useMemo } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { DraftSummary } from '../../../core/model/matter.ts';
import { useLatest, useQuery } from '../../queries.ts';
import type { Workbench } from '../workbench.tsx';
import { type Origins, originsOf } from './origins.ts';
import { cleanRows, redlineRows, type SheetRow } from './rows.ts';

/**
 * The rows of the sheet as it is set. The earlier draft and the comparison are asked for as soon as
 * a draft is open, so that switching to the redline shows it at once. A redline is made only of
 * answers that belong together: while one of the three is on its way, the last whole one stays.
 */
export function useSheetRows({ clauses, isCurrent, draft, base, state }: Workbench): {
  readonly rows: readonly SheetRow[];
  /** Where the words of the clauses come from; `null` unless the sheet shows it. */
  readonly origins: Origins | null;
  readonly error: AppError | null;
} {
  const isFixed = draft?.state === 'exchanged' && base?.state === 'exchanged';
  // Our working draft changes with every pause in typing; nobody waits for its comparison in the clean view.
  const isWanted = state.mode === 'redline' || isFixed;
  const baseQuery = useQuery('draft.get', base === null ? null : { draftId: base.id }, {
    fixed: base?.state === 'exchanged',
  });
  const comparisonQuery = useQuery(
    'draft.compare',
    draft === null || base === null || !isWanted ? null : { aDraftId: base.id, bDraftId: draft.id },
    { fixed: isFixed },
  );
  const isWhole = isCurrent && !baseQuery.isPending && !comparisonQuery.isPending;
  const baseClauses = baseQuery.data?.clauses;
  const compared = comparisonQuery.data?.rows;
  const redline = useLatest(
    useMemo(() => {
      if (!isWhole || baseClauses === undefined || compared === undefined) return undefined;
      return redlineRows(baseClauses, clauses, compared);
    }, [isWhole, baseClauses, clauses, compared]),
  );
  const clean = useMemo(() => cleanRows(clauses), [clauses]);
  const ancestry = useOrigins(state.mode === 'ancestry' ? draft : null, isCurrent && state.editing === null);
  if (state.mode === 'ancestry') return { rows: clean, ...ancestry };
  if (state.mode === 'clean' || base === null) return { rows: clean, origins: null, error: null };
  return { rows: redline ?? clean, origins: null, error: baseQuery.error ?? comparisonQuery.error };
}

/** Asked once for the whole draft, and not while a clause is open: what is typed has its origin when it is saved. */
function useOrigins(draft: DraftSummary | null, isSettled: boolean) {
  const { data, error } = useQuery('draft.ancestry', draft === null || !isSettled ? null : { draftId: draft.id }, {
    fixed: draft?.state === 'exchanged',
  });
  const latest = useLatest(data);
  const origins = useMemo(
    () => (draft === null || latest?.draftId !== draft.id ? null : originsOf(latest)),
    [draft, latest],
  );
  return { origins, error };
}
