import { useMemo } from 'react';
import type { AppError } from '../../../core/error.ts';
import type { DraftId } from '../../../core/model/ids.ts';
import { useLatest, useQuery } from '../../queries.ts';
import type { Workbench } from '../workbench.tsx';
import { cleanRows, redlineRows, type SheetRow } from './rows.ts';

/**
 * The rows of the sheet as it is set. The earlier draft and the comparison are asked for as soon as
 * a draft is open, so that switching to the redline shows it at once.
 */
export function useSheetRows({ clauses, draft, base, state }: Workbench): {
  readonly rows: readonly SheetRow[];
  readonly error: AppError | null;
} {
  const isFixed = draft?.state === 'exchanged' && base?.state === 'exchanged';
  const baseQuery = useQuery('draft.get', base === null ? null : { draftId: base.id }, {
    fixed: base?.state === 'exchanged',
  });
  const comparisonQuery = useQuery(
    'draft.compare',
    draft === null || base === null ? null : { aDraftId: base.id, bDraftId: draft.id },
    { fixed: isFixed },
  );
  const compared = comparisonQuery.data;
  const baseView = baseQuery.data;
  const redline = useMemo(() => {
    if (compared === undefined || baseView === undefined || draft === null) return undefined;
    // A comparison of other words than those on the sheet: the newer answer is on its way.
    const last = compared.rows.reduce((most, row) => Math.max(most, row.b?.index ?? -1), -1);
    if (last !== clauses.length - 1) return undefined;
    return { draftId: draft.id as DraftId, rows: redlineRows(baseView.clauses, clauses, compared.rows) };
  }, [compared, baseView, clauses, draft]);
  const latest = useLatest({ data: redline, error: null });
  const clean = useMemo(() => cleanRows(clauses), [clauses]);
  if (state.mode === 'clean' || base === null) return { rows: clean, error: null };
  const error = baseQuery.error ?? comparisonQuery.error;
  if (error !== null) return { rows: clean, error };
  return { rows: latest?.draftId === draft?.id ? (latest?.rows ?? []) : [], error: null };
}
