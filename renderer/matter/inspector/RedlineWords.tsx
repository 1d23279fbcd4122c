import type { WordEdit } from '../../../core/model/comparison.ts';
import { useText } from '../../i18n/text.tsx';

/** Words that came and went, with a few of those around them. */
export function RedlineWords({ edits }: { readonly edits: readonly WordEdit[] }) {
  const { say } = useText();
  return edits.map((edit, index) => {
    const key = `${index}`;
    if (edit.op === 'equal') return <span key={key}>{shortened(edit.text, index, edits.length)}</span>;
    const Element = edit.op === 'insert' ? 'ins' : 'del';
    return (
      <Element
        key={key}
        data-before={say(edit.op === 'insert' ? 'redline.inserted' : 'redline.deleted')}
        data-after={say('redline.end')}
      >
        {edit.text}
      </Element>
    );
  });
}

const context = 60;

/** Unchanged words, cut down to a few around the changes. */
function shortened(text: string, index: number, count: number): string {
  if (text.length <= context * 2 + 20) return text;
  const head = index === 0 ? '' : text.slice(0, context).replace(/\s\S*$/, '');
  const tail = index === count - 1 ? '' : text.slice(-context).replace(/^\S*\s/, '');
  return `${head} … ${tail}`;
}
