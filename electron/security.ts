/**
 * What holds for every window, whatever it loads: no network, no permission, no way to another page.
 *
 * The network is shut three times, since no one lock covers everything: the page's own policy
 * (served-files.ts), a filter on every request of the session, and a name resolver that knows no name,
 * for what Chromium would fetch on its own.
 */
import { app, type IpcMainEvent, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { appOrigin } from './served-files.ts';

/** Must run before the app is ready. */
export function shutNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('no-pings');
}

/** Refuses every permission and every request of a session but those for which `allows` answers true. */
export function hardenSession(session: Session, allows: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !allows(request.url) }));
  // The filter does not see requests for files.
  session.protocol.handle('file', () => new Response(null, { status: 404 }));
  // The dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}

/** The requests of the window itself: its own files, and the inspector's while the app is not packaged. */
export function allowsAppRequest(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || (!app.isPackaged && url.startsWith('devtools://'));
}

/** Keeps every page where it is: no navigation, no new window, no embedded page. */
export function hardenContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Whether a message comes from the page of this window itself: its top frame, on the app's own origin. */
export function isFromPageOf(contents: WebContents, event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === contents && frame !== null && frame === contents.mainFrame && frame.url.startsWith(`${appOrigin}/`)
  );
}
