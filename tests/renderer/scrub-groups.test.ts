import { expect, test } from 'vitest';
import { scrubChoices } from '../../core/docx/scrub/choices.ts';
import { scrubGroups } from '../../renderer/matter/dialogs/scrub-groups.ts';

test('every choice of scrubbing stands in one group', () => {
  expect(Object.values(scrubGroups).flat().sort()).toEqual([...scrubChoices].sort());
});
