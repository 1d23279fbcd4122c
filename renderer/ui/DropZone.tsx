import './drop-zone.css';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useText } from '../i18n/text.tsx';

/** A file on its way in: dropped on the window, or staged by the shell. */
export type IncomingFile =
  | { readonly name: string; readonly token: string }
  | { readonly name: string; readonly bytes: Uint8Array };

/** Takes a file dropped anywhere on the window. Only its name and bytes are known here, never its path. */
export function DropZone({
  onFile,
  children,
}: {
  readonly onFile: (file: IncomingFile) => void;
  readonly children: ReactNode;
}) {
  const { say } = useText();
  const [isDropping, setDropping] = useState(false);
  const depth = useRef(0);
  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const end = () => {
    depth.current = 0;
    setDropping(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop is offered besides the button and the key that do the same
    <div
      className="drop-zone"
      onDragEnter={(event) => {
        if (!carriesFile(event)) return;
        depth.current += 1;
        setDropping(true);
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
