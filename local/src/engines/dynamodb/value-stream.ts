import { Stream } from 'node:stream';

/**
 * A stream of values as dynalite reads them. It must be the legacy kind: dynalite's `lazy` would
 * take every value twice from an emitter, and from a Readable as well. An error of whoever
 * listens goes to the request, not to the process.
 */
export function valueStream(values: readonly unknown[]): Stream {
  const stream = Object.assign(new Stream(), { destroyed: false, destroy: (): void => { stream.destroyed = true; } });
  const emitAll = (): void => {
    try {
      for (const value of values) {
        if (stream.destroyed) break;
        stream.emit('data', value);
      }
      stream.emit('end');
    } catch (error) {
      stream.emit('error', error);
    }
  };
  queueMicrotask(emitAll);
  return stream;
}
