import { CSPProvider } from '@base-ui/react/csp-provider';
import { Toast } from '@base-ui/react/toast';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect, useEffectEvent, useState } from 'react';
import type { AppError } from '../core/error.ts';
import type { MatterId } from '../core/model/ids.ts';
import type { InterfaceLanguage } from '../core/model/matter.ts';
import { asAppError, type CallOutput, call, onEvent } from './engine-client.ts';
import { TextProvider, useText } from './i18n/text.tsx';
import { MatterScreen } from './matter/MatterScreen.tsx';
import type { Panels } from './matter/workbench.tsx';
import { MattersScreen } from './matters/MattersScreen.tsx';
import { useLatest, useQuery } from './queries.ts';
import { SettingsDialog, type Theme, themes } from './settings/SettingsDialog.tsx';
import type { IncomingFile } from './ui/DropZone.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { ErrorNote, errorWords } from './ui/ErrorNote.tsx';
import { showToast, ToastCorner, toasts } from './ui/toasts.tsx';

type Start = CallOutput<'shell.start'>;

/** The window: asks where to start, then shows the list of matters or one of them. */
export function App() {
  const [start, setStart] = useState<Start | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    call('shell.start', {}).then(setStart, (cause: unknown) => setError(asAppError(cause)));
  }, []);
  const settings = useLatest(useQuery('setting.list', {}).data);
  const language = languageOf(settings?.language) ?? start?.language ?? languageOf(navigator.language) ?? 'en';
  const theme = themes.find((each) => each === settings?.theme) ?? 'system';

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  return (
    <CSPProvider disableStyleElements>
      <Toast.Provider toastManager={toasts} limit={3}>
        <Tooltip.Provider delay={500}>
          <TextProvider language={language}>
            <ErrorBoundary className="screen-message">
              {error !== null ? (
                <main className="screen-message">
                  <ErrorNote error={error} />
                </main>
              ) : start === null || settings === undefined ? (
                <main className="screen-message" aria-busy="true" />
              ) : (
                <Screens start={start} language={language} theme={theme} initialPanels={panelsOf(settings.panels)} />
              )}
            </ErrorBoundary>
            <ToastCorner />
          </TextProvider>
        </Tooltip.Provider>
      </Toast.Provider>
    </CSPProvider>
  );
}

function Screens({
  start,
  language,
  theme,
  initialPanels,
}: {
  readonly start: Start;
  readonly language: InterfaceLanguage;
  readonly theme: Theme;
  readonly initialPanels: Panels;
}) {
  const text = useText();
  const [matterId, setMatterId] = useState<MatterId | null>(start.matterId);
  const [incoming, setIncoming] = useState<IncomingFile | null>(null);
  const [panels, setPanels] = useState(initialPanels);
  const [showsSettings, setShowsSettings] = useState(false);
  const [isStopped, setStopped] = useState(false);

  const tell = (cause: unknown) => {
    const words = errorWords(asAppError(cause), text);
    showToast(words.what, { lines: [words.next], tone: 'alarm' });
  };
  const set = (key: 'language' | 'theme' | 'panels', value: string) =>
    call('setting.set', { key, value }).then(() => undefined, tell);
  const setLanguage = (next: InterfaceLanguage) => {
    void set('language', next);
    call('shell.setLanguage', { language: next }).catch(tell);
  };

  const onEngine = useEffectEvent((state: 'stopped' | 'restarted') => {
    setStopped(state === 'stopped');
    if (state === 'restarted') showToast(text.say('engine.restarted'));
  });
  useEffect(
    () =>
      onEvent((event) => {
        if (event.type === 'engine') onEngine(event.state);
      }),
    [],
  );

  return (
    <div className="app">
      {isStopped ? (
        <p className="engine-banner" role="alert">
          {text.say('engine.stopped')}
        </p>
      ) : null}
      {matterId === null ? (
        <MattersScreen
          onOpen={(next, file) => {
            setIncoming(file ?? null);
            setMatterId(next);
          }}
          onSettings={() => setShowsSettings(true)}
        />
      ) : (
        <MatterScreen
          key={matterId}
          matterId={matterId}
          incoming={incoming}
          panels={panels}
          onPanels={(next) => {
            setPanels(next);
            void set('panels', JSON.stringify(next));
          }}
          onLeave={() => {
            setIncoming(null);
            setMatterId(null);
          }}
          onSettings={() => setShowsSettings(true)}
        />
      )}
      {showsSettings ? (
        <SettingsDialog
          language={language}
          theme={theme}
          onLanguage={setLanguage}
          onTheme={(next) => void set('theme', next)}
          onClose={() => setShowsSettings(false)}
        />
      ) : null}
    </div>
  );
}

function languageOf(value: string | undefined): InterfaceLanguage | null {
  if (value?.startsWith('fr') === true) return 'fr';
  if (value?.startsWith('en') === true) return 'en';
  return null;
}

/** Which panels were left unfolded; both, when nothing was chosen yet. */
function panelsOf(value: string | undefined): Panels {
  if (value === undefined) return { outline: true, inspector: true };
  const saved: unknown = JSON.parse(value);
  const isFolded = (name: keyof Panels) =>
    typeof saved === 'object' && saved !== null && name in saved && (saved as Panels)[name] === false;
  return { outline: !isFolded('outline'), inspector: !isFolded('inspector') };
}
