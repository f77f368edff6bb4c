import type { HostMessage } from '../chat/protocol.ts';
import { createPanel, type Panel } from './panel.ts';
import { announcement, initialState, receive } from './panelState.ts';

const host = acquireVsCodeApi();
let state = initialState;
let panel: Panel | undefined;
/** Text has come that is shown with the next frame. */
let frame: number | undefined;

/** Shows the state. Cheap when little has changed, so nobody has to say what did. */
function show(): void {
  if (frame !== undefined) {
    cancelAnimationFrame(frame);
    frame = undefined;
    host.postMessage({ type: 'painted' });
  }
  const root = document.getElementById('panel');
  if (!state.view || !root) return;
  panel ??= createPanel(root, state.view, host);
  panel.show(state.view);
}

window.addEventListener('message', ({ data: message }: MessageEvent<HostMessage>) => {
  const before = state;
  state = receive(state, message);
  if (before.synced && !state.synced) host.postMessage({ type: 'ready' });
  if (state === before || !state.view) return;

  // Text waits for the next frame, which may be long in coming while the panel is hidden; the state has it all the same.
  if (message.type === 'delta') frame ??= requestAnimationFrame(show);
  else show();

  if (message.type === 'focusComposer') panel?.focusComposer();
  if (message.type === 'picture') panel?.addPicture(message.name, message.bytes);
  if (message.type === 'suggestions') panel?.suggest(message.request, message.items);
  const words = announcement(before.view, state.view);
  if (words !== undefined) panel?.announce(words);
});

host.postMessage({ type: 'ready' });
