import type { NotAttached, PanelStrings, PanelView } from '../chat/protocol.ts';
import type { Host } from './host.ts';
import { pictureHeader } from './pictureHeader.ts';
import { readPicture } from './readPicture.ts';

/** More at once are refused: a message with so many is a mistake, and dear. */
const mostAtOnce = 20;

export interface GivenFiles {
  /** Has a picture go along with the next message; what is none is told. */
  addPicture(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<void>;
}

/** Takes files that are pasted into the composer or dropped onto the panel; it scales the pictures among them. */
export function createGivenFiles({
  host,
  strings,
  input,
  surface,
  announce,
  limits,
}: {
  host: Host;
  strings: PanelStrings;
  input: HTMLTextAreaElement;
  /** Where they may be dropped. */
  surface: HTMLElement;
  announce: (message: string) => void;
  limits: () => Pick<PanelView, 'pictureSides' | 'largestFile'>;
}): GivenFiles {
  const refuse = (name: string, reason: NotAttached) => {
    announce(strings.notAttached[reason].replace('{0}', () => name));
    host.postMessage({ type: 'notAttached', name, reason });
  };
  const addPicture = async (bytes: Uint8Array<ArrayBuffer>, name: string) => {
    const picture = await readPicture(bytes, name, limits().pictureSides);
    if (picture) host.postMessage({ type: 'attachImage', picture });
    else refuse(name, 'noPicture');
  };
  const add = async (file: File) => {
    const name = file.name.slice(0, 256);
    const bytes = new Uint8Array(await file.arrayBuffer());
    // It is told by its bytes what it is; by its name, what it was to be.
    const isPicture = file.type.startsWith('image/') && file.type !== 'image/svg+xml';
    if (isPicture || pictureHeader(bytes)) await addPicture(bytes, name);
    else if (bytes.length > limits().largestFile) refuse(name, 'tooLarge');
    else host.postMessage({ type: 'attachFile', name, bytes });
  };
  const addAll = async (files: readonly File[]) => {
    // One after the other: unpacked each picture takes much memory.
    for (const file of files.slice(0, mostAtOnce)) await add(file);
    for (const file of files.slice(mostAtOnce, mostAtOnce + 1)) refuse(file.name.slice(0, 256), 'tooMany');
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
  return { addPicture };
}
