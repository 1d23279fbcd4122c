import { expect, test } from 'vitest';
import { addCounts, countReport, oneFailed, onePassed, summaryLine } from '../../scripts/test-counts.ts';

const report = (numPassedTests: number, numFailedTests: number, numPendingTests = 0, numTodoTests = 0): string =>
  JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults: [] });

test('checks and tests add up to the closing line', () => {
  const total = addCounts(addCounts(onePassed, oneFailed), countReport(report(12, 0, 2, 1), 0));
  expect(summaryLine(total)).toBe('13 passed, 1 failed, 3 skipped');
  expect(summaryLine(countReport(report(3, 1), 1))).toBe('3 passed, 1 failed');
});

test('a run that ended badly never counts as passed', () => {
  expect(countReport(report(3, 0), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(countReport(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countReport(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
