import { expect, test } from 'vitest';
import { openPackage } from '../../../core/docx/package.ts';
import { keepTrees } from '../../../core/docx/package-trees.ts';
import { readBlocks } from '../../../core/docx/read-docx.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { everythingDocx } from '../../support/everything-docx.ts';
import { trackedAgreement } from '../../support/tracked-agreement.ts';

test('a package that keeps its trees reads as it does without, also once a part has another text', () => {
  for (const file of [trackedAgreement(), everythingDocx()]) {
    const plain = openPackage(file, nodePlatform);
    const kept = keepTrees(openPackage(file, nodePlatform));
    expect(readBlocks(kept)).toEqual(readBlocks(plain));
    expect(kept.getXml(kept.mainPart)).toBe(kept.getXml(kept.mainPart));
    for (const docx of [plain, kept]) docx.setText(docx.mainPart, docx.getText(docx.mainPart).replaceAll('Fee', 'FEE'));
    expect(readBlocks(kept)).toEqual(readBlocks(plain));
    expect(JSON.stringify(readBlocks(kept))).toContain('FEE');
  }
});
