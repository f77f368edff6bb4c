import type { PanelStrings, PanelView } from '../chat/protocol.ts';
import type { Host } from './host.ts';
import { readPicture } from './readPicture.ts';

/** More at once are refused: a message with so many is a mistake, and dear. */
const mostAtOnce = 20;

export interface Pictures {
  /** Has a picture go along with the next message; what is none is told. */
  add(file: Blob, name: string): Promise<void>;
}

/** Takes pictures that are pasted into the composer or dropped onto the panel. */
export function createPictures({
  host,
  strings,
  input,
  surface,
  announce,
  sides,
}: {
  host: Host;
  strings: PanelStrings;
  input: HTMLTextAreaElement;
  /** Where they may be dropped. */
  surface: HTMLElement;
  announce: (message: string) => void;
  sides: () => PanelView['pictureSides'];
}): Pictures {
  const refuse = (name: string) => {
    announce(strings.noPicture.replace('{0}', name));
    host.postMessage({ type: 'noPicture', name: name.slice(0, 256) });
  };
  const add = async (file: Blob, name: string) => {
    const picture = await readPicture(file, name.slice(0, 256), sides());
    if (picture) host.postMessage({ type: 'attachImage', picture });
    else refuse(name);
  };
  const addAll = async (files: readonly File[]) => {
    // One after the other: unpacked each takes much memory.
    for (const file of files.slice(0, mostAtOnce)) await add(file, file.name);
    for (const file of files.slice(mostAtOnce, mostAtOnce + 1)) refuse(file.name);
  };
  const filesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

  input.addEventListener('paste', event => {
    const files = filesIn(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    void addAll(files);
  });
  surface.addEventListener('dragover', event => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    surface.classList.add('dropping');
  });
  surface.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && surface.contains(relatedTarget)))
      surface.classList.remove('dropping');
  });
  surface.addEventListener('drop', event => {
    surface.classList.remove('dropping');
    const files = filesIn(event.dataTransfer);
    if (files.length === 0) return;
    event.preventDefault();
    void addAll(files);
  });
  return { add };
}
