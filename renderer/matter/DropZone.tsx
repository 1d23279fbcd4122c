import { type DragEvent, type ReactNode, useRef } from 'react';
import { useText } from '../i18n/text.tsx';
import type { IncomingFile } from './workbench-state.ts';

/** Takes a file dropped anywhere on the window. Only its name and bytes are known here, never its path. */
export function DropZone({
  onFile,
  onDropping,
  isDropping,
  children,
}: {
  readonly onFile: (file: IncomingFile) => void;
  readonly onDropping: (isDropping: boolean) => void;
  readonly isDropping: boolean;
  readonly children: ReactNode;
}) {
  const { say } = useText();
  const depth = useRef(0);
  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const end = () => {
    depth.current = 0;
    onDropping(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop is offered besides the button and the key that do the same
    <div
      className="drop-zone"
      onDragEnter={(event) => {
        if (!carriesFile(event)) return;
        depth.current += 1;
        onDropping(true);
      }}
      onDragLeave={(event) => {
        if (!carriesFile(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) end();
      }}
      onDragOver={(event) => {
        if (carriesFile(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        end();
        const file = event.dataTransfer.files[0];
        if (file === undefined) return;
        void file.arrayBuffer().then((buffer) => onFile({ name: file.name, bytes: new Uint8Array(buffer) }));
      }}
    >
      {children}
      {isDropping ? (
        <div className="drop-here" aria-hidden>
          <p>{say('drop.here')}</p>
        </div>
      ) : null}
    </div>
  );
}
